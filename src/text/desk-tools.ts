import type { NextStepProblem, ReplyField } from '#rules/cases/reply.ts'
import type { TemplateProblem } from '#rules/cases/reply-templates.ts'
import type { FindingKind } from '#rules/masking/kinds.ts'
import type { InBoth } from './language.ts'
import { personalData } from './problems.ts'

/** Why an answer was not sent, a file or template not taken, a filter not saved. */
export type DeskToolRefusal = TemplateProblem
  | { readonly code: NextStepProblem | 'evidence-unknown' | 'evidence-not-now' | 'template-without-gap' | 'template-empty' | 'template-retired' | 'filter-unnamed' | 'filter-name-used' }
  | { readonly code: 'evidence-personal'; readonly kinds: readonly FindingKind[] }
  | { readonly code: 'too-many-filters'; readonly most: number } | { readonly code: 'too-many-cases'; readonly most: number }

type Sentences = { readonly [Code in DeskToolRefusal['code']]: (refusal: Extract<DeskToolRefusal, { code: Code }>) => string }

/** What the written parts of an answer are called. */
export const replyFields: InBoth<Record<ReplyField, string>> = {
  'zh-CN': { found: '查明的情况', done: '处理的结果', nextStep: '下一步', answeredBy: '答复人', text: '答复内容' },
  'en': { found: 'what was found', done: 'what was done', nextStep: 'the next step', answeredBy: 'who answers', text: 'the answer' },
}

export const deskToolSentences: InBoth<Sentences> = {
  'zh-CN': {
    'reply-has-gap': ({ field }) => `“${replyFields['zh-CN'][field]}”里还有没填的空（【】之间的部分）。请写上实际情况，并去掉括号。`,
    'reply-is-template': ({ title }) => `这就是模板“${title}”，没有写这件投诉的实际情况，不能作为答复。请写明查到了什么、做了什么。`,
    'reply-near-template': ({ title, own, least }) => `与模板“${title}”几乎一样：自己写的只有${own}个字，至少要${least}个字。请写明这件投诉的实际情况。`,
    'next-by-missing': () => '写了下一步，就要写明哪一天完成。',
    'next-by-past': () => '下一步的完成日期不能早于今天。',
    'next-step-missing': () => '写了完成日期，就要写明下一步做什么。',
    'evidence-unknown': () => '所选的照片或文件不在这件投诉里。请重新选择。',
    'evidence-not-now': () => '现在不在办理中，不能添加照片或文件。请看最新情况。',
    'evidence-personal': ({ kinds }) => `文件里有${kinds.map(kind => personalData['zh-CN'][kind] ?? '个人信息').join('、')}，投诉人会看到这个文件，不能添加。请遮盖后重新上传；这个文件没有保存。`,
    'template-without-gap': () => '“查明情况”和“已采取的措施”里都要留空（用【】括起来），否则就成了什么都能用的答复。',
    'template-empty': () => '请写明模板的名称、“查明情况”和“已采取的措施”。',
    'template-retired': () => '这个模板已经定了停用日期，不能再改。',
    'filter-unnamed': () => '请写一个名称，最多30个字。',
    'filter-name-used': () => '您已有一个同名的筛选，请换一个名称。',
    'too-many-cases': ({ most }) => `一次最多分办${most}件，请分几次。`,
    'too-many-filters': ({ most }) => `最多保存${most}个筛选，请先删去一个。`,
  },
  'en': {
    'reply-has-gap': ({ field }) => `There is still a gap (between 【 and 】) in “${replyFields.en[field]}”. Write what is the case and take the brackets away.`,
    'reply-is-template': ({ title }) => `This is the template “${title}” and says nothing of this complaint. Write what was found and what was done.`,
    'reply-near-template': ({ title, own, least }) => `This is nearly the template “${title}”: ${own} characters are your own, at least ${least} must be. Write what is the case here.`,
    'next-by-missing': () => 'A next step needs the day by which it will be done.',
    'next-by-past': () => 'The day of the next step lies in the past.',
    'next-step-missing': () => 'There is a day but no next step. Write what will be done by then.',
    'evidence-unknown': () => 'A photo or document you chose does not belong to this case. Choose again.',
    'evidence-not-now': () => 'The case is not being handled now, so nothing can be added. See the latest.',
    'evidence-personal': ({ kinds }) => `The file holds personal data: ${kinds.map(kind => personalData.en[kind] ?? 'personal data').join(', ')}. The complainant will see it, so it was not kept. Cover them and upload it again.`,
    'template-without-gap': () => 'Both “what was found” and “what was done” need a gap between 【 and 】, or it would be an answer to everything.',
    'template-empty': () => 'Write the title, what was found and what was done.',
    'template-retired': () => 'The last day of this template is set already and does not change.',
    'filter-unnamed': () => 'Write a name of at most 30 characters.',
    'filter-name-used': () => 'You have a filter of that name. Choose another name.',
    'too-many-cases': ({ most }) => `At most ${most} cases are assigned at once; do it in several turns.`,
    'too-many-filters': ({ most }) => `At most ${most} filters are kept. Delete one first.`,
  },
}
