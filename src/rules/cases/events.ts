import type { PlainDate } from '../calendar/plain-date.ts'
import type { IdentityReason } from '../identity/request.ts'
import type { CardColour, CardGround } from './card-rules.ts'
import type { CaseReply, EvidenceRef } from './reply.ts'
import type { CaseAction, CaseState, DeskLevel } from './states.ts'
import type { SupervisionLevel } from './supervision-items.ts'

export const ratingGrades = ['verySatisfied', 'satisfied', 'basicallySatisfied', 'dissatisfied', 'veryDissatisfied'] as const
/** The five grades of the national good-and-bad review scheme (好差评), best first. */
export type RatingGrade = (typeof ratingGrades)[number]

export const ratingAspects = ['efficiency', 'guidance', 'convenience'] as const
/** What a complainant may judge beside the whole: how fast it went, how well it was explained, how much trouble it cost. */
export type RatingAspect = (typeof ratingAspects)[number]

/** Each from 1 to 5, 5 the best; what is left out was not judged. */
export type RatingScores = { readonly [Aspect in RatingAspect]?: number | undefined }

/** Whether a grade calls for a redo, the second time for the county. */
export function isBad(grade: RatingGrade): boolean {
  return grade === 'dissatisfied' || grade === 'veryDissatisfied'
}

export const visitReasons = ['sample', 'silent', 'bad', 'unsolved', 'escalated'] as const
/** Why a return visit is owed: drawn by lot, a silent complainant, a bad rating, a problem that came back, or the county's order. */
export type VisitReason = (typeof visitReasons)[number]

export const verdicts = ['jointVisit', 'supervise', 'writtenFinding'] as const
/** What the county decides about a case that was rated badly twice. */
export type Verdict = (typeof verdicts)[number]

export const visitFindings = ['solved', 'partlySolved', 'notSolved', 'notReached'] as const
/** What a return visit found. Never a grade: only the complainant rates. */
export type VisitFinding = (typeof visitFindings)[number]

/** A sentence of a county's data as it read that day, so that a later change of the file does not reword an old case. */
export type Told = { readonly code: string; readonly zh: string; readonly en: string }

/** Who did it. An officer is always named together with the unit served at that moment. */
export type Party = {
  readonly kind: 'complainant' | 'officer' | 'system'
  readonly officerId?: string | undefined
  readonly unitId?: string | undefined
  /** In whose post a deputy did it. */
  readonly forOfficerId?: string | undefined
}

type NoDetails = { readonly [key: string]: never }

/**
 * A promise: the day, and what it is counted from, so that it can be counted anew when a notice changes the calendar. The day is stored, not
 * recomputed on reading: a calendar that changes later must not move a promise unseen.
 */
export type Promised = { readonly dueOn: PlainDate; readonly provisional: boolean }

/** What is owed by a day that is counted in working days, beside the promised answer: the present step, the first words to the complainant, a return visit, the explanation of a card or letter, supervision. And until when something may still be done, or is left to others: sending the case back, ordering it anew after a visit that found nothing solved, a card or letter before it rises once more. */
export const countedKinds = ['step', 'contact', 'return', 'visit', 'order', 'item', 'rise', 'supervision'] as const
export type CountedKind = (typeof countedKinds)[number]

/** A day that a notice moved. `n` counts visits and items within the case, from 1. */
export type MovedDay = { readonly what: CountedKind; readonly n?: number | undefined; readonly dueOn: PlainDate }

/** What each action records beside who, when and the note. */
export type CaseEventDetails = {
  /** `splitFrom` and `since`: the case this one was split from, and the day that one was filed; a part stays at the desk of the whole. */
  file: { readonly splitFrom?: string | undefined; readonly since?: PlainDate | undefined; readonly deskLevel?: DeskLevel | undefined }
  /** `days` are the working days counted; events from before it was recorded count the ten of that time. */
  accept: Promised & { readonly days?: number | undefined }
  askMore: NoDetails
  /** `bodyCode`: the discipline body that got it as a confidential report; nothing of it is left here. */
  divert: { readonly route: Told; readonly bodyCode?: number | undefined }
  proposeRejection: { readonly reason: Told; readonly address: Told }
  confirmRejection: NoDetails
  declineRejection: NoDetails
  upholdRejection: NoDetails
  overruleRejection: Promised & { readonly days: number }
  assign: { readonly responsibleUnitId: string; readonly supervisingUnitId: string }
  /** The last return that is allowed takes the case to the county. */
  return: { readonly toCounty?: boolean | undefined }
  /** The units that had it, so that they are told. */
  recall: { readonly unitIds: readonly string[] }
  sign: NoDetails
  joinUnits: { readonly unitIds: readonly string[] }
  releaseUnits: NoDetails
  /** `evidence`: the photos and documents of the part, for the lead, with their hashes. */
  contribute: { readonly evidence?: readonly EvidenceRef[] | undefined }
  askExtension: { readonly days: number }
  grantExtension: Promised & { readonly days?: number | undefined }
  refuseExtension: NoDetails
  /** `evidence`: the photos and documents the answer rests on, with their hashes. */
  draftReply: { readonly reply: CaseReply; readonly evidence?: readonly EvidenceRef[] | undefined }
  passReview: NoDetails
  failReview: NoDetails
  recordVisit: { readonly finding: VisitFinding }
  orderRedo: Promised & { readonly days: number }
  /** A joint visit and a supervised redo promise a day; a written finding ends the case. */
  decideEscalation: { readonly verdict: Verdict; readonly dueOn?: PlainDate | undefined; readonly provisional?: boolean | undefined; readonly days?: number | undefined }
  /** The letter that puts the case under supervision, and the unit whose head it is sent to. Events from before there were letters have none. */
  supervise: { readonly dueOn: PlainDate; readonly days?: number | undefined; readonly letter?: { readonly text: string; readonly unitId: string } | undefined }
  liftSupervision: NoDetails
  merge: { readonly intoCaseId: string }
  unmerge: NoDetails
  split: { readonly newCaseId: string; readonly statement: string }
  /** The item of the county's list, and the one it stood under before; gone where the case went to a discipline body. */
  classify: { readonly item: Told | undefined; readonly before?: Told | undefined }
  /** Rows of the subjects, never their names: a history may be shown to units. */
  nameSubjects: { readonly named: readonly string[]; readonly lifted: readonly string[] }
  redactStatement: NoDetails
  writeMessage: NoDetails
  /** The number of the event whose words the units may read from now on. */
  releaseWords: { readonly of: number }
  /** The row of the request, whose sealed halves stand apart. */
  askIdentity: { readonly requestId: string; readonly reason: IdentityReason }
  passIdentity: { readonly requestId: string }
  openIdentity: { readonly requestId: string }
  viewIdentity: { readonly requestId: string }
  refuseIdentity: { readonly requestId: string }
  endIdentity: { readonly requestId: string }
  /** `left`: the working days to accept that were not used up when the clock stopped. */
  supplyMore: { readonly left: number }
  revive: NoDetails
  appeal: NoDetails
  rate: { readonly grade: RatingGrade; readonly scores?: RatingScores | undefined }
  confirmSolved: NoDetails
  reportUnsolved: NoDetails
  reopen: Promised & { readonly days: number }
  withdraw: NoDetails
  lapse: NoDetails
  callVisit: { readonly reason: VisitReason; readonly dueOn: PlainDate; readonly days?: number | undefined }
  escalate: NoDetails
  close: NoDetails
  askStillSolved: NoDetails
  /** The answer of the leading case, with whose work it is; `hands` signed for it or drafted an answer there, as a redo is for others. */
  answerTogether: { readonly reply: CaseReply; readonly evidence?: readonly EvidenceRef[] | undefined; readonly fromCaseId: string; readonly hands?: readonly string[] | undefined; readonly draftedBy: string; readonly passedBy: string; readonly responsibleUnitId: string; readonly supervisingUnitId: string }
  /**
   * The address of the notice that moved days: the promised one, and under `days` others, in the state the case was in. A day moves later or stays, never earlier;
   * events from before other days moved have the promise alone.
   */
  recalculate: Partial<Promised> & { readonly notice: string; readonly days?: readonly MovedDay[] | undefined; readonly state?: CaseState | undefined }
  markOverdue: { readonly state: CaseState; readonly dueOn: PlainDate }
  /**
   * `isDeskVacant`: nobody was at the desk below; `isUndecidable`: nobody there may decide what waits, because each had a hand in it; else somebody there or at work
   * was in conflict. `endsItems`: what was asked of the units that lose the case is asked no more; events from before left it open.
   */
  moveUp: { readonly deskLevel: DeskLevel; readonly isDeskVacant?: boolean; readonly isUndecidable?: boolean; readonly endsItems?: boolean }
  /** A card, to the unit it is given to, with the units that get a copy; `dueOn`, `days` working days after it, where an explanation is asked for. */
  giveCard: { readonly ground: CardGround; readonly colour: CardColour; readonly unitId?: string | undefined; readonly copyUnitIds: readonly string[]; readonly dueOn?: PlainDate | undefined; readonly days?: number | undefined }
  /** The answer to the card or letter of this number. */
  explain: { readonly n: number }
  /** The card or letter of this number went unanswered and stands one level higher now; `unitId` is who hears of it. */
  raise: { readonly n: number; readonly level: SupervisionLevel; readonly unitId?: string | undefined }
}

export type EventOf<Action extends CaseAction> = {
  /** Strictly rising within a case; gaps are allowed. */
  readonly seq: number
  readonly action: Action
  /** The instant, ISO 8601. For history only: every limit is counted from `day`. */
  readonly at: string
  /** The day it was in China. */
  readonly day: PlainDate
  readonly by: Party
  readonly note?: string | undefined
} & ({ [key: string]: never } extends CaseEventDetails[Action]
  ? { readonly details?: CaseEventDetails[Action] | undefined }
  : { readonly details: CaseEventDetails[Action] })

/** One thing that happened to a case. Appended, never changed. */
export type CaseEvent = { [Action in CaseAction]: EventOf<Action> }[CaseAction]
