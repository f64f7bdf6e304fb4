import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { DayStep } from '#rules/calendar/working-days.ts'
import type { CaseLimits } from '#rules/cases/case-rules.ts'
import type { RatingGrade, RatingScores, Told, Verdict } from '#rules/cases/events.ts'
import type { CaseAction, CaseState } from '#rules/cases/lifecycle.ts'
import type { CaseReply } from '#rules/cases/reply.ts'
import type { ComplainantAction } from '#rules/cases/states.ts'
import type { IdentityReason } from '#rules/identity/request.ts'
import type { MessageChannel } from '#rules/messages/hours.ts'
import type { Seen } from '#records/cases.ts'
import type { Publicity } from './answers/publicity.ts'
import type { IdentityKept } from './keeping/identity-kept.ts'

/** One step as the complainant may read it: what, when, which unit, and the reasons that concern them. Never an officer's name. */
export type TrackedStep = {
  readonly day: PlainDate
  readonly action: CaseAction
  readonly unitName?: { readonly zh: string; readonly en: string }
  readonly note?: string
  /** How many photos the complainant sent with it. */
  readonly photoCount?: number
  readonly days?: number
  readonly dueOn?: PlainDate
  /** Sentences of the county's data that the step tells: a reason, an address, a way. */
  readonly told?: readonly Told[]
  readonly verdict?: Verdict
  /** The notice that moved a due day. */
  readonly notice?: string
  /** It went up because the desk below has nobody, not because of a conflict. */
  readonly isDeskVacant?: boolean
  /** It went up because everybody at the desk below had a hand in what is to be decided. */
  readonly isUndecidable?: boolean
  /** Why somebody asked to see who complained. */
  readonly identityReason?: IdentityReason
}

/** A photo or document that the answer rests on. */
export type TrackedFile = { readonly id: string; readonly name: string; readonly mediaType: string; readonly bytes: number }

/** A case as the holder of its receipt code sees it. */
export type TrackedCase = {
  readonly villageCode: number
  readonly villageName: string
  readonly receivedOn: PlainDate
  readonly state: CaseState
  readonly dueOn?: PlainDate
  readonly dueIsProvisional: boolean
  /** The limits of its county that hold for it. */
  readonly limits: CaseLimits
  /** How the due day was computed, from the day after acceptance. */
  readonly dueSteps: readonly DayStep[]
  /** By when the unit that signed writes for the first time, while it has not. */
  readonly contactBy?: PlainDate
  readonly about?: Seen & { readonly disclosureId: string; readonly version: number; readonly newerVersion?: number }
  readonly statement: string
  readonly timeline: readonly TrackedStep[]
  readonly answer?: CaseReply & { readonly repliedOn: PlainDate; readonly evidence: TrackedFile[] }
  readonly rating?: { readonly grade: RatingGrade; readonly opinion?: string; readonly scores?: RatingScores; readonly on: PlainDate }
  readonly mayRate: boolean
  /** What the complainant may do now, each with the last day for it where there is one. */
  readonly may: readonly { readonly action: ComplainantAction; readonly until?: PlainDate }[]
  /** What the desk asked, while it waits for the answer. */
  readonly question?: string
  /** The complaint has been divided: the numbers of its parts, the one shown among them. */
  readonly parts: readonly number[]
  readonly part: number
  /** What the two sides wrote to each other, oldest first; without `unitName` it is the complainant's own. */
  readonly messages: readonly { readonly on: PlainDate; readonly unitName?: { readonly zh: string; readonly en: string }; readonly words: string; readonly photoCount: number; readonly isPassedOn: boolean }[]
  readonly mayWrite: boolean
  /** An address was left that short messages go to, and by which ways they go. */
  readonly isTold: boolean
  readonly toldBy: readonly MessageChannel[]
  /** Whether everybody may read the answer, once there is one. */
  readonly publicity?: Publicity
  /** It went to the discipline body as a confidential report, which the same code follows; nothing of it is left here. */
  readonly wentToBody: boolean
  /** What became of the sealed name. */
  readonly identity: IdentityKept
  /** Words, files and keys were deleted on this day, because their time was over. */
  readonly wordsDeletedOn?: PlainDate
}
