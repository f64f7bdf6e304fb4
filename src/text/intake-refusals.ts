import type { InBoth } from './language.ts'

export const intakeRefusalCodes = ['channel-number-used', 'hotline-blocked', 'hotline-nothing-new', 'verdict-itself', 'verdict-other-county', 'verdict-not-after'] as const
export type IntakeRefusalCode = (typeof intakeRefusalCodes)[number]

/** Why a complaint from another door was not taken in, or two cases not told apart. */
export const intakeRefusalSentences: InBoth<Readonly<Record<IntakeRefusalCode, () => string>>> = {
  'zh-CN': {
    'channel-number-used': () => '这个编号已经登记过，不能再次登记，请核对编号。',
    'hotline-blocked': () => '文件中有不能登记的行，一件也没有登记。请重新选择文件核对：改正这些单元格，或者同意不登记这几行。',
    'hotline-nothing-new': () => '文件中的工单都已登记过，没有新的。',
    'verdict-itself': () => '不能与自己比较，请选择另一件投诉。',
    'verdict-other-county': () => '只能比较本县的投诉。',
    'verdict-not-after': () => '那一件在收到这一件时还没有办结，不是办结后重复。可以合并，或者标为“不是一回事”。',
  },
  'en': {
    'channel-number-used': () => 'This number has been entered before and cannot be entered again. Please check it.',
    'hotline-blocked': () => 'The file has rows that cannot be taken over, so none of it was. Choose it again and look: put the cells right, or agree to leave these rows out.',
    'hotline-nothing-new': () => 'All work orders of this file have been taken over before; there is nothing new.',
    'verdict-itself': () => 'A case is not compared with itself. Choose another one.',
    'verdict-other-county': () => 'Only cases of one county are compared.',
    'verdict-not-after': () => 'The other case was not closed yet when this one came, so this is no repeat after closing. Merge them, or say that they differ.',
  },
}
