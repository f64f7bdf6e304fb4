import type { PlainDate } from '../calendar/plain-date.ts'
import type { RatingGrade, RatingScores, Told, Verdict, VisitFinding, VisitReason } from './events.ts'
import type { CaseReply, EvidenceRef } from './reply.ts'
import type { CaseState, DeskLevel } from './states.ts'
import type { SupervisionItem } from './supervision-items.ts'

/** One request for more time and what became of it. Without `decision` it is still open. */
export type ExtensionRequest = {
  readonly askedOn: PlainDate
  readonly askedBy: string
  readonly days: number
  readonly reason: string | undefined
  readonly decision?: 'granted' | 'refused'
  readonly decidedOn?: PlainDate
  readonly decidedBy?: string
  readonly decisionNote?: string | undefined
}

/** One time a unit said that the matter is not its own. */
export type Return = { readonly on: PlainDate; readonly unitId: string; readonly by: string; readonly reason: string | undefined }

/** Who worked on an answer, and on which day. */
export type Hand = { readonly by: string; readonly on: PlainDate }

/** The answer, by whom it was written, and once it is published by whom it was passed. */
export type Reply = {
  readonly reply: CaseReply
  readonly evidence?: readonly EvidenceRef[]
  readonly draftedBy: string
  readonly draftedOn: PlainDate
  readonly passedBy?: string
  readonly publishedOn?: PlainDate
}

/** A judgement of the complainant. All of them are kept; `cycle` says which time round it was. */
export type Rating = { readonly grade: RatingGrade; readonly opinion: string | undefined; readonly scores?: RatingScores | undefined; readonly on: PlainDate; readonly cycle: number }

/**
 * A return visit that the supervising unit owes, and what it found. `days`: the working days it was counted by; visits from before they were recorded have none.
 * `orderDueOn`: until when a redo is left to be ordered by hand after it, where a notice left that day standing or moved it.
 */
export type Visit = { readonly reason: VisitReason; readonly calledOn: PlainDate; readonly days?: number | undefined; readonly dueOn: PlainDate; readonly recordedOn?: PlainDate; readonly finding?: VisitFinding; readonly orderDueOn?: PlainDate | undefined }

/** That the matter is not for this platform: who proposed it, who confirmed it, and what became of the one appeal. */
export type Rejection = {
  readonly reason: Told
  readonly address: Told
  readonly explanation: string | undefined
  readonly proposedBy: string
  readonly proposedOn: PlainDate
  /** The step that the proposal interrupted: it goes on when the second person says no. */
  readonly stepBefore: StepBegin
  readonly wasMarkedOverdue: boolean
  readonly confirmedBy?: string
  readonly confirmedOn?: PlainDate
  readonly appealedOn?: PlainDate
  readonly decidedOn?: PlainDate
}

/** Where the present step is counted from. `days` where it differs from the limit of the state; `dueOn` where a notice of holidays moved its day or would have brought it forward: never earlier than this. */
export type StepBegin = { readonly from: PlainDate; readonly days?: number; readonly dueOn?: PlainDate }

/** Everything the rules know about a case: what its history adds up to. */
export type CaseFacts = {
  readonly state: CaseState
  /** The day from which the whole time counts: the filing, also of the case this one was split from. */
  readonly filedOn: PlainDate
  /** Which time round: reopening begins the next. `cycleFrom` decides which limits hold. */
  readonly cycle: number
  readonly cycleFrom: PlainDate
  readonly step: StepBegin
  readonly acceptedOn?: PlainDate | undefined
  readonly assignedOn?: PlainDate | undefined
  readonly signedOn?: PlainDate | undefined
  /** The day on which the unit that signed first wrote to the complainant. */
  readonly contactedOn?: PlainDate | undefined
  /** The day for these words that a notice of holidays left standing or moved: never earlier than this. */
  readonly contactDueOn?: PlainDate | undefined
  /** The last day for the unit to send it back, where a notice left it standing or moved it: never earlier than this. */
  readonly returnDueOn?: PlainDate | undefined
  /** The day by which the answer is due now; `originalDueOn` is what was promised at acceptance and never moves. */
  readonly dueOn?: PlainDate
  readonly originalDueOn?: PlainDate
  /** What the due day is counted from, and how many working days, extensions included. */
  readonly dueCount?: { readonly from: PlainDate; readonly days: number }
  /** `dueOn` rests on a year whose holiday notice has not appeared. */
  readonly dueIsProvisional: boolean
  /** Why the due day is what it is: acceptance unless something moved it. */
  readonly dueReason?: 'acceptance' | 'extension' | 'redo' | 'reopening' | 'notice'
  readonly moreAsked?: { readonly on: PlainDate; readonly question: string | undefined; readonly suppliedOn?: PlainDate } | undefined
  readonly lapsedOn?: PlainDate | undefined
  readonly diverted?: { readonly on: PlainDate; readonly route: Told }
  readonly rejection?: Rejection | undefined
  readonly extensions: { readonly asked: number; readonly granted: number; readonly requests: readonly ExtensionRequest[] }
  readonly returns: readonly Return[]
  /** The item under which the desk put it; the one it was filed under stands in its row alone. */
  readonly itemSlug?: string | undefined
  /** Units that the desk took the case back from. */
  readonly recalledUnitIds?: readonly string[]
  /** The level whose desk sorts and decides it: the county's until a conflict of interest moves it up. */
  readonly deskLevel: DeskLevel
  readonly responsibleUnitId?: string | undefined
  readonly supervisingUnitId?: string | undefined
  readonly helperUnitIds: readonly string[]
  /** The officer who signed for the case in the responsible unit. */
  readonly handlerId?: string | undefined
  /** Whoever signed for it or drafted an answer in this cycle; and while a redo is under way those among them who had a hand in an answer before. */
  readonly hands: readonly Hand[]
  readonly barredHands: readonly Hand[]
  readonly draftedReply?: Reply | undefined
  readonly publishedReply?: Reply | undefined
  /** How often review sent a draft back, and how often a redo was ordered in this cycle. */
  readonly reworks: number
  readonly redos: number
  /** The rating of the answer that stands; `ratings` are all there ever were. */
  readonly rating?: Rating | undefined
  readonly ratings: readonly Rating[]
  readonly escalations: readonly { readonly on: PlainDate; readonly verdict?: Verdict; readonly decidedOn?: PlainDate; readonly finding?: string | undefined }[]
  readonly visits: readonly Visit[]
  /** How many of the visits were called before the last redo or reopening: they judge an earlier answer. */
  readonly visitsBefore?: number | undefined
  readonly closedOn?: PlainDate | undefined
  readonly stillSolved?: { readonly askedOn: PlainDate; readonly answer?: 'yes' | 'no' } | undefined
  readonly supervision?: { readonly on: PlainDate; readonly days?: number | undefined; readonly dueOn: PlainDate; readonly by: string; readonly hasLetter?: boolean } | undefined
  /** Cards and supervision letters of all cycles, in the order in which they were given. */
  readonly supervisionItems: readonly SupervisionItem[]
  /** What this case was merged into, and everything as it was before: undoing the merge is exact. */
  readonly merged?: { readonly intoCaseId: string; readonly before: CaseFacts } | undefined
  readonly splitFrom?: string | undefined
  readonly splitInto: readonly string[]
  /** The present step has been marked as overdue. */
  readonly isMarkedOverdue: boolean
  /** The last event's number and day. */
  readonly lastSeq: number
  readonly lastOn: PlainDate
}
