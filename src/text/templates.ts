import type { FieldType } from '#rules/disclosures/field-schema.ts'
import type { InBoth } from './language.ts'

/** What stands on the second sheet of a template. */
type TemplateWords = {
  readonly explanations: string
  readonly head: readonly string[]
  readonly required: string
  readonly optional: string
  readonly types: Readonly<Record<FieldType, string>>
  readonly notes: readonly string[]
}

export const templateWords: InBoth<TemplateWords> = {
  'zh-CN': {
    explanations: '填写说明', head: ['栏目', '是否必填', '怎样填', '可选内容'], required: '必填', optional: '选填',
    types: {
      'text': '文字', 'long-text': '文字，可以较长', 'money': '金额，以元为单位，例如1234.50', 'quantity': '数量，只填数字', 'integer': '整数', 'percent': '0到100之间的百分数',
      'date': '日期，例如2026-03-05', 'choice': '从可选内容中选一个', 'person': '姓名，公开时自动隐去一部分', 'organisation': '单位名称',
    },
    notes: ['请不要填写身份证号、银行卡号和电话号码。', '不要改动表头文字；可以删去不用的选填列，可以增加行。', '合计行可以保留，导入时会核对。'],
  },
  'en': {
    explanations: 'How to fill it in', head: ['Column', 'Required', 'How to fill it in', 'Choices'], required: 'required', optional: 'optional',
    types: {
      'text': 'text', 'long-text': 'text, may be long', 'money': 'an amount in yuan, such as 1234.50', 'quantity': 'a number only', 'integer': 'a whole number', 'percent': 'a share from 0 to 100',
      'date': 'a day, such as 2026-03-05', 'choice': 'one of the choices', 'person': 'a name; part of it is hidden when published', 'organisation': 'name of an organisation',
    },
    notes: ['Write no identity, bank card or telephone numbers.', 'Leave the headers as they are; optional columns may be deleted and rows added.', 'A total row may stay; it is checked at import.'],
  },
}
