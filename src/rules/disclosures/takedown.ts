/** Why a published record is taken down at once. The category is public; the note is for the incident. */
export const takedownReasons = ['personal-data', 'child', 'wrong-person', 'secret', 'other'] as const
export type TakedownReason = (typeof takedownReasons)[number]

/** What stands in lists in place of the title, as it is published. */
export const tombstoneTitle = '（内容已紧急撤下）'

export const shortestTakedownNote = 5

/** Minutes after which a take-down that no second person has looked at is brought up again. */
export const minutesToConfirm = 60
