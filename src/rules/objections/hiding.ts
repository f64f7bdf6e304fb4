/** Texts of an objection that everybody sees, each of which can be hidden. */
export const hidableParts = ['question', 'answer', 'decision'] as const
export type HidablePart = (typeof hidableParts)[number]

/** Why a text is hidden. The reason is public; the words beside it are for the file. */
export const hidingReasons = ['personal-data', 'insult', 'other'] as const
export type HidingReason = (typeof hidingReasons)[number]

export const shortestHidingNote = 5
