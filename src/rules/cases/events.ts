import type { PlainDate } from '../calendar/plain-date.ts'
import type { CaseReply } from './reply.ts'
import type { CaseAction } from './states.ts'

export const ratingGrades = ['verySatisfied', 'satisfied', 'basicallySatisfied', 'dissatisfied', 'veryDissatisfied'] as const
/** The five grades of the national good-and-bad review scheme (好差评), best first. */
export type RatingGrade = (typeof ratingGrades)[number]

/** Who did it. An officer is always named together with the unit served at that moment. */
export type Party = {
  readonly kind: 'complainant' | 'officer' | 'system'
  readonly officerId?: string | undefined
  readonly unitId?: string | undefined
}

type NoDetails = { readonly [key: string]: never }

/** What each action records beside who, when and the note. */
export type CaseEventDetails = {
  file: NoDetails
  /** The due day is stored, not recomputed on reading: a calendar that changes later must not move a promise unseen. */
  accept: { readonly dueOn: PlainDate; readonly provisional: boolean }
  assign: { readonly responsibleUnitId: string; readonly supervisingUnitId: string }
  return: NoDetails
  sign: NoDetails
  askExtension: { readonly days: number }
  grantExtension: { readonly dueOn: PlainDate; readonly provisional: boolean }
  refuseExtension: NoDetails
  draftReply: { readonly reply: CaseReply }
  passReview: NoDetails
  failReview: NoDetails
  rate: { readonly grade: RatingGrade }
  close: NoDetails
}

type EventOf<Action extends CaseAction> = {
  /** Strictly rising within a case; gaps are allowed. */
  readonly seq: number
  readonly action: Action
  /** The instant, ISO 8601. For history only: every limit is counted from `day`. */
  readonly at: string
  /** The day it was in China. */
  readonly day: PlainDate
  readonly by: Party
  readonly note?: string | undefined
} & (CaseEventDetails[Action] extends NoDetails
  ? { readonly details?: NoDetails | undefined }
  : { readonly details: CaseEventDetails[Action] })

/** One thing that happened to a case. Appended, never changed. */
export type CaseEvent = { [Action in CaseAction]: EventOf<Action> }[CaseAction]
