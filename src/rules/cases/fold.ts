import type { PlainDate } from '../calendar/plain-date.ts'
import type { CaseEvent, Party, RatingGrade } from './events.ts'
import { move } from './lifecycle.ts'
import type { CaseReply } from './reply.ts'
import type { CaseAction, CaseState } from './states.ts'

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

/** The answer, by whom it was written, and once it is published by whom it was passed. */
export type Reply = {
  readonly reply: CaseReply
  readonly draftedBy: string
  readonly draftedOn: PlainDate
  readonly passedBy?: string
  readonly publishedOn?: PlainDate
}

/** Everything the rules know about a case: what its history adds up to. */
export type CaseFacts = {
  readonly state: CaseState
  readonly filedOn: PlainDate
  readonly acceptedOn?: PlainDate
  readonly assignedOn?: PlainDate
  readonly signedOn?: PlainDate
  /** The day by which the answer is due now; `originalDueOn` is what was promised at acceptance and never moves. */
  readonly dueOn?: PlainDate
  readonly originalDueOn?: PlainDate
  /** `dueOn` rests on a year whose holiday notice has not appeared. */
  readonly dueIsProvisional: boolean
  readonly extensions: { readonly asked: number; readonly granted: number; readonly requests: readonly ExtensionRequest[] }
  readonly returns: readonly Return[]
  readonly responsibleUnitId?: string | undefined
  readonly supervisingUnitId?: string | undefined
  /** The officer who signed for the case in the responsible unit. */
  readonly handlerId?: string | undefined
  readonly draftedReply?: Reply | undefined
  readonly publishedReply?: Reply
  /** How often review sent a draft back. */
  readonly reworks: number
  readonly rating?: { readonly grade: RatingGrade; readonly opinion: string | undefined; readonly on: PlainDate }
  readonly closedOn?: PlainDate
  /** The last event's number and day. */
  readonly lastSeq: number
  readonly lastOn: PlainDate
}

/** Folds a history into facts. Throws on a history that cannot have happened: that is our bug, not the reader's. */
export function stateOf(events: readonly CaseEvent[]): CaseFacts {
  let facts: CaseFacts | undefined
  for (const event of events) facts = after(facts, event)
  if (!facts) throw new Error('a case without events')
  return facts
}

/** The facts once one more event has happened. `undefined` stands for the case that is not filed yet. */
export function after(facts: CaseFacts | undefined, event: CaseEvent): CaseFacts {
  const moved = move(facts?.state, event.action)
  if (!moved.ok) throw impossible(event, `cannot follow state ${facts?.state ?? 'nothing'}`)
  insistOnPerformer(event)
  const header = { state: moved.value, lastSeq: event.seq, lastOn: event.day }
  if (!facts) return { ...header, filedOn: event.day, ...unhandled }
  if (event.seq <= facts.lastSeq) throw impossible(event, `comes after number ${facts.lastSeq}`)
  return { ...facts, ...header, ...changeBy(facts, event) }
}

const unhandled = { dueIsProvisional: false, extensions: { asked: 0, granted: 0, requests: [] }, returns: [], reworks: 0 } as const

/** What one event changes. Exhaustive: a new action does not compile until it is decided here. */
function changeBy(facts: CaseFacts, event: CaseEvent): Partial<CaseFacts> {
  switch (event.action) {
    case 'accept':
      return { acceptedOn: event.day, originalDueOn: event.details.dueOn, dueOn: event.details.dueOn, dueIsProvisional: event.details.provisional }
    case 'assign':
      return { assignedOn: event.day, handlerId: undefined, ...pickUnits(event.details) }
    case 'return':
      return { returns: [...facts.returns, { on: event.day, ...officerOf(event), reason: event.note }], responsibleUnitId: undefined }
    case 'sign':
      return { signedOn: event.day, handlerId: officerOf(event).by }
    case 'askExtension':
      return { extensions: asking(facts, event) }
    case 'grantExtension':
      if (facts.dueOn === undefined || event.details.dueOn <= facts.dueOn) throw impossible(event, `does not move the due day ${facts.dueOn}`)
      return { extensions: deciding(facts, event, 'granted'), dueOn: event.details.dueOn, dueIsProvisional: event.details.provisional }
    case 'refuseExtension':
      return { extensions: deciding(facts, event, 'refused') }
    case 'draftReply':
      return { draftedReply: { reply: event.details.reply, draftedBy: officerOf(event).by, draftedOn: event.day } }
    case 'passReview':
      return { draftedReply: undefined, publishedReply: { ...draftOf(facts, event), passedBy: officerOf(event).by, publishedOn: event.day } }
    case 'failReview':
      return { reworks: facts.reworks + 1 }
    case 'rate':
      return { rating: { grade: event.details.grade, opinion: event.note, on: event.day } }
    case 'close':
      return { closedOn: event.day }
    case 'file':
      throw impossible(event, 'comes twice')
  }
}

function pickUnits(details: { responsibleUnitId: string; supervisingUnitId: string }) {
  return { responsibleUnitId: details.responsibleUnitId, supervisingUnitId: details.supervisingUnitId }
}

type AskEvent = Extract<CaseEvent, { action: 'askExtension' }>

function asking(facts: CaseFacts, event: AskEvent): CaseFacts['extensions'] {
  const { asked, granted, requests } = facts.extensions
  const request = { askedOn: event.day, askedBy: officerOf(event).by, days: event.details.days, reason: event.note }
  return { asked: asked + 1, granted, requests: [...requests, request] }
}

function deciding(facts: CaseFacts, event: CaseEvent, decision: 'granted' | 'refused'): CaseFacts['extensions'] {
  const { asked, granted, requests } = facts.extensions
  const open = requests.at(-1)
  if (!open || open.decision) throw impossible(event, 'decides no open request')
  const decided = { ...open, decision, decidedOn: event.day, decidedBy: officerOf(event).by, decisionNote: event.note }
  return { asked, granted: granted + (decision === 'granted' ? 1 : 0), requests: [...requests.slice(0, -1), decided] }
}

function draftOf(facts: CaseFacts, event: CaseEvent): Reply {
  if (!facts.draftedReply) throw impossible(event, 'passes no draft')
  return facts.draftedReply
}

function officerOf(event: CaseEvent): { by: string; unitId: string } {
  const { officerId, unitId } = event.by
  if (!officerId || !unitId) throw impossible(event, 'names no officer with a unit')
  return { by: officerId, unitId }
}

/** Whoever may have done it. A complaint may be filed for somebody by an officer on the phone or by another hotline. */
const performers = {
  file: ['complainant', 'officer', 'system'],
  rate: ['complainant'],
  close: ['system'],
} as const satisfies Partial<Record<CaseAction, readonly Party['kind'][]>>

/** A rating entered by staff or a case closed by hand cannot have happened here. */
function insistOnPerformer(event: CaseEvent): void {
  const allowed: readonly Party['kind'][] = event.action in performers ? performers[event.action as keyof typeof performers] : ['officer']
  if (!allowed.includes(event.by.kind)) throw impossible(event, `cannot be done by ${event.by.kind}`)
}

function impossible(event: CaseEvent, why: string): Error {
  return new Error(`impossible history: event ${event.seq} (${event.action}) ${why}`)
}
