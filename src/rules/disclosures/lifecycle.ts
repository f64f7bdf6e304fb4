import { addDays, addMonths, type PlainDate } from '../calendar/plain-date.ts'

/** Where a draft stands on its way. `approved` is published; `blocked` is no state but a draft whose check finds something. */
export const draftStates = ['draft', 'atCommittee', 'submitted', 'returned', 'scheduled', 'approved'] as const
export type DraftState = (typeof draftStates)[number]

/**
 * What happens to a draft. `endorse`: the village committee passes it; `lapse`: the committee's days are over, so it goes on to the
 * township; `release`: the hour of a scheduled publication has come, so it is judged once more; `erase`:
 * a personal value was deleted from the published record, and from this correction of it, where it stays as it was.
 */
export const draftActions = ['create', 'edit', 'submit', 'endorse', 'lapse', 'return', 'schedule', 'unschedule', 'release', 'approve', 'erase'] as const
export type DraftAction = (typeof draftActions)[number]

type Move = DraftState | 'next-desk'

/** `next-desk`: the committee where the village has one, else the township. */
const moves = {
  draft: { edit: 'draft', submit: 'next-desk' },
  atCommittee: { endorse: 'submitted', lapse: 'submitted', return: 'returned' },
  submitted: { return: 'returned', schedule: 'scheduled', approve: 'approved' },
  returned: { edit: 'returned', submit: 'next-desk' },
  scheduled: { unschedule: 'submitted', release: 'submitted' },
  approved: {},
} as const satisfies Record<DraftState, Partial<Record<Exclude<DraftAction, 'create' | 'erase'>, Move>>>

/** Where an action leads from a state; undefined where it is not possible. */
export function moveDraft(state: DraftState, action: DraftAction, hasCommittee: boolean): DraftState | undefined {
  const possible: Partial<Record<DraftAction, Move>> = moves[state]
  const to = possible[action]
  return to === 'next-desk' ? (hasCommittee ? 'atCommittee' : 'submitted') : to
}

/** The village committee answers within five days; then the township goes on without it, and the history says so. */
export const committeeDays = 5

/** The last day on which the committee may answer. */
export function committeeUntil(submittedOn: PlainDate): PlainDate {
  return addDays(submittedOn, committeeDays)
}

export const recordStandings = ['noticeRunning', 'noticeEnded', 'published', 'archived', 'withdrawn'] as const
/** Where a published record stands today. Nobody moves it there: it follows from its days. */
export type RecordStanding = (typeof recordStandings)[number]

export type RecordDays = { readonly publishedOn: PlainDate; readonly noticeEndsOn: PlainDate | null; readonly isWithdrawn: boolean }

/** Public for twelve months, then the archive: still readable, and labelled. */
export function standingOf({ publishedOn, noticeEndsOn, isWithdrawn }: RecordDays, today: PlainDate): RecordStanding {
  if (isWithdrawn) return 'withdrawn'
  if (noticeEndsOn !== null && today <= noticeEndsOn) return 'noticeRunning'
  if (today > addMonths(publishedOn, 12)) return 'archived'
  return noticeEndsOn === null ? 'published' : 'noticeEnded'
}
