import type { RedactionRefusal } from '#rules/cases/redaction.ts'
import type { MessageRefusal } from '#rules/cases/messages.ts'
import type { InBoth } from './language.ts'
import { traceKindTexts } from './console-matter.ts'

export type MatterRefusal = RedactionRefusal | MessageRefusal | { readonly code: 'not-writable' }
type Say = { readonly [Code in MatterRefusal['code']]: (refusal: Extract<MatterRefusal, { code: Code }>) => string }

/** Why a text for the units, or a message, was not taken. */
export const matterRefusalSentences: InBoth<Say> = {
  'zh-CN': {
    'redaction-missing': () => '请先写好给办理单位看的文字，才能分办。',
    'redaction-length': ({ least, most }) => `给办理单位看的文字应为${least}至${most}个字，地点、时间和希望也不要太长。`,
    'redaction-personal': ({ kinds }) => `文字里还有${kinds.map(kind => traceKindTexts['zh-CN'][kind]).join('、')}。请替换掉；确实要留的，写明理由。`,
    'no-such-photo': () => '没有这张照片，请重新选择。',
    'message-missing': () => '请写几句话再发送。',
    'message-too-long': ({ most }) => `最多${most}个字，请写短一些。`,
    'messages-unanswered': ({ most }) => `已经连续发了${most}条，请等对方回复后再写。`,
    'messages-full': ({ most }) => `这件投诉的留言已满${most}条，不能再写。`,
    'too-many-message-photos': ({ most }) => `照片最多${most}张。`,
    'not-writable': () => '这件投诉现在不能留言。',
  },
  'en': {
    'redaction-missing': () => 'Please write the text for the units first; without it nothing is assigned.',
    'redaction-length': ({ least, most }) => `The text for the units has ${least} to ${most} characters; place, time and wish are short.`,
    'redaction-personal': ({ kinds }) => `The text still holds: ${kinds.map(kind => traceKindTexts['en'][kind]).join(', ')}. Please replace it, or say why it must stay.`,
    'no-such-photo': () => 'There is no such photo; please choose again.',
    'message-missing': () => 'Please write something first.',
    'message-too-long': ({ most }) => `At most ${most} characters; please make it shorter.`,
    'messages-unanswered': ({ most }) => `${most} messages wait for an answer; please wait for it before you write again.`,
    'messages-full': ({ most }) => `This complaint has its ${most} messages; no more can be written.`,
    'too-many-message-photos': ({ most }) => `At most ${most} photos.`,
    'not-writable': () => 'No message can be written to this complaint now.',
  },
}
