import type { ProcedurePlace, ProcedureRefusal } from '#rules/catalogue/county-procedure.ts'
import type { InBoth, Language } from './language.ts'
import { personalData } from './problems.ts'

type Sentences = { readonly [Code in ProcedureRefusal['code']]: (refusal: Extract<ProcedureRefusal, { readonly code: Code }>) => string }

/** Why a procedure of a county is not taken, and where to look. */
export const procedureSentences: InBoth<Sentences> = {
  'zh-CN': {
    'procedure-empty': ({ place }) => `${placeOf('zh-CN', place)}没有填完整，${place.part === 'step' ? '每一步都要写明谁来做、做什么' : '请补上'}。`,
    'procedure-too-short': () => '办事流程至少要有两步。',
    'procedure-personal': ({ place, kind }) => `${placeOf('zh-CN', place)}里含有${personalData['zh-CN'][kind] ?? '个人信息'}。流程人人可看，只写单位、岗位和材料，请删去。`,
  },
  'en': {
    'procedure-empty': ({ place }) => `${placeOf('en', place)} is not complete: ${place.part === 'step' ? 'each step says who does it and what' : 'please write it'}.`,
    'procedure-too-short': () => 'A procedure has two steps at least.',
    'procedure-personal': ({ place, kind }) => `${placeOf('en', place)} holds ${personalData.en[kind] ?? 'personal data'}. Everybody reads it: name offices and papers only, and take that out.`,
  },
}

function placeOf(language: Language, { part, n }: ProcedurePlace): string {
  if (part === 'explanation') return language === 'en' ? 'The explanation' : '“这是什么”'
  if (language === 'en') return `${part === 'step' ? 'Step' : 'Risk'} ${n}`
  return part === 'step' ? `第${n}步` : `风险第${n}条`
}
