import type { ArchiveRefusal } from '#rules/tips/limits.ts'
import { dayText } from './calendar.ts'
import type { InBoth } from './language.ts'
import type { Coded } from './request-refusals.ts'

/** Why something was not done with a confidential report. */
export type TipRefusal = ArchiveRefusal | Coded<'tip-not-now' | 'tip-choice-missing' | 'tip-words-missing' | 'tip-hand-over-incomplete' | 'unknown-body' | 'not-sealed'>

type Sentences = { readonly [Code in TipRefusal['code']]: (refusal: Extract<TipRefusal, { readonly code: Code }>) => string }

export const tipSentences: InBoth<Sentences> = {
  'zh-CN': {
    'tip-not-now': () => '这份检举控告已办到别的步骤，现在不能这样处理。请看最新情况。',
    'tip-result-owed': () => '实名举报人还没有被告知结果，告知以后才能归档。',
    'tip-objection-open': ({ lastDay }) => `举报人到${dayText('zh-CN', lastDay)}为止可以提出异议，过了这一天才能归档。`,
    'tip-choice-missing': () => '请选择处理意见。',
    'tip-words-missing': () => '请写明要告知举报人的话。',
    'tip-hand-over-incomplete': () => '移送时每一部分都要重新加密给接收机关，还差几份。请选好密钥文件后再试。',
    'unknown-body': () => '这个机关没有登记密钥，或者不在可以移送的范围内。',
    'not-sealed': () => '内容没有加密，没有保存。请刷新页面后再试。',
  },
  'en': {
    'tip-not-now': () => 'This report has moved on; that is not possible now. Please look at how it stands.',
    'tip-result-owed': () => 'The reporter gave a name and has not been told the result; it can be archived after that.',
    'tip-objection-open': ({ lastDay }) => `The reporter can object until ${dayText('en', lastDay)}; it can be archived from the day after.`,
    'tip-choice-missing': () => 'Please choose what you propose.',
    'tip-words-missing': () => 'Please write what the reporter is to be told.',
    'tip-hand-over-incomplete': () => 'To hand it over, every part must be sealed anew to the body that takes it. Choose your key file and try again.',
    'unknown-body': () => 'That body has no key here, or reports cannot be handed to it.',
    'not-sealed': () => 'What arrived was not sealed, so nothing was kept. Please reload the page and try again.',
  },
}
