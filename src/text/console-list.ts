import type { Audience, FieldType, MaskKind } from '#rules/disclosures/field-schema.ts'
import type { Cadence } from '#rules/disclosures/days.ts'
import type { InBoth } from './language.ts'

const zh = {
  title: '监督事项清单',
  lead: '本县各村应当公开的事项。改动从生效日起执行，不影响以前的期间和已公开的内容。',
  add: '新增事项',
  number: '编号', name: '事项', cadence: '多久一次', notice: '公示天数', units: '责任单位 / 监督单位', state: '状态', acts: '操作',
  states: { listed: '在用', retired: '已停用', coming: '未生效' },
  own: '本县新增', noForm: '无表格',
  cadences: { M: '每月', Q: '每季', H: '半年', A: '每年', E: '事项发生时', none: '不定期' } satisfies Record<Cadence, string> as Record<Cadence, string>,
  from: (day: string) => `${day}起`,
  kinds: { add: '新增', change: '修改', retire: '停用', restore: '恢复' },
  edit: '修改', retire: '停用', restore: '恢复', form: '表格栏目',
  validFrom: '生效日期',
  zh: '中文名称', en: '英文名称', slug: '地址名', slugHint: '以 local- 开头的英文，用在网址里，以后不能改。',
  category: '类别', responsible: '责任单位', supervising: '监督单位', basis: '依据（每行一条）',
  retireText: '停用后不再要求各村公开这一事项；以前公开的内容仍可查看。',
  restoreText: '恢复后各村须重新公开这一事项。',
  saved: '已保存，从生效日起执行。',
  formTitle: (name: string) => `${name}：表格栏目`,
  formLead: '保存后成为新的一版表格。以前的记录和已开始的草稿仍用原来的表格。',
  header: '基本内容', rows: '明细列',
  label: '名称', type: '类型', audience: '谁能看', required: '必填', mask: '打码', remove: '删去', addField: '增加栏目',
  noMask: '不打码',
  choices: '选项（用、分开）',
  formSaved: (dropped: number) => dropped === 0 ? '新表格已保存。' : `新表格已保存；有${dropped}项核对因缺少栏目而取消。`,
  types: { 'text': '文字', 'long-text': '长文字', 'money': '金额', 'quantity': '数量', 'integer': '整数', 'percent': '百分比', 'date': '日期', 'choice': '选项', 'person': '姓名', 'organisation': '单位' } satisfies Record<FieldType, string> as Record<FieldType, string>,
  audiences: { public: '所有人', verified: '本村实名居民', internal: '仅内部', never: '不保存' } satisfies Record<Audience, string> as Record<Audience, string>,
  masks: { 'person-name': '姓名', 'party-name': '个人姓名（单位不打码）', 'id-number': '身份证号', 'bank-card': '银行卡号', 'phone': '电话', 'address': '住址' } satisfies Record<MaskKind, string> as Record<MaskKind, string>,
}

type Words = typeof zh

const en: Words = {
  title: 'Item list',
  lead: 'What every village of this county must publish. A change holds from its day on and touches neither earlier periods nor what is published.',
  add: 'Add an item',
  number: 'No.', name: 'Item', cadence: 'How often', notice: 'Notice days', units: 'Responsible / supervising unit', state: 'State', acts: 'Acts',
  states: { listed: 'In force', retired: 'Retired', coming: 'Coming' },
  own: 'County’s own', noForm: 'no form',
  cadences: { M: 'Monthly', Q: 'Quarterly', H: 'Half-yearly', A: 'Yearly', E: 'With the event', none: 'No rhythm' },
  from: day => `from ${day}`,
  kinds: { add: 'added', change: 'changed', retire: 'retired', restore: 'taken back' },
  edit: 'Change', retire: 'Retire', restore: 'Take back', form: 'Fields',
  validFrom: 'In force from',
  zh: 'Name in Chinese', en: 'Name in English', slug: 'Address word', slugHint: 'Begins with local- and stands in addresses; it cannot be changed later.',
  category: 'Category', responsible: 'Responsible unit', supervising: 'Supervising unit', basis: 'Legal basis (one a line)',
  retireText: 'Villages need no longer publish this item; what they published can still be read.',
  restoreText: 'Villages must publish this item again.',
  saved: 'Saved; it holds from its day on.',
  formTitle: name => `${name}: fields of the form`,
  formLead: 'Saving makes a new version of the form. Earlier records and drafts under way keep theirs.',
  header: 'Main fields', rows: 'Columns of the rows',
  label: 'Name', type: 'Type', audience: 'Who sees it', required: 'Required', mask: 'Masked', remove: 'Remove', addField: 'Add a field',
  noMask: 'not masked',
  choices: 'Choices (joined by 、)',
  formSaved: dropped => dropped === 0 ? 'The new form is saved.' : `The new form is saved; ${dropped} checks are gone with the fields they needed.`,
  types: { 'text': 'Text', 'long-text': 'Long text', 'money': 'Money', 'quantity': 'Quantity', 'integer': 'Whole number', 'percent': 'Percentage', 'date': 'Day', 'choice': 'Choice', 'person': 'Person', 'organisation': 'Organisation' },
  audiences: { public: 'Everyone', verified: 'Verified villagers', internal: 'Staff only', never: 'Never kept' },
  masks: { 'person-name': 'Name', 'party-name': 'Name of a person, not of a firm', 'id-number': 'Identity number', 'bank-card': 'Bank card', 'phone': 'Telephone', 'address': 'Address' },
}

/** The item list of a county, for its discipline body. */
export const listWords: InBoth<Words> = { 'zh-CN': zh, en }
