import { impossible, officerOf, promise, type ChangesOf } from './change-parts.ts'
import type { CaseEvent, EventOf, Promised } from './events.ts'
import type { CaseFacts } from './facts.ts'

type LaterAction = 'rate' | 'orderRedo' | 'escalate' | 'decideEscalation' | 'callVisit' | 'recordVisit' | 'close' | 'askStillSolved' | 'confirmSolved' | 'reportUnsolved' | 'reopen' | 'answerTogether'

/** What happens once there is an answer changes. */
export const changesAfterAnswer: ChangesOf<LaterAction> = {
  rate: (facts, event) => {
    const rating = { grade: event.details.grade, opinion: event.note, ...(event.details.scores && { scores: event.details.scores }), on: event.day, cycle: facts.cycle }
    return { rating, ratings: [...facts.ratings, rating] }
  },
  orderRedo: (facts, event) => redone(facts, event, event.details),
  escalate: (facts, event) => ({ escalations: [...facts.escalations, { on: event.day }] }),
  decideEscalation: (facts, event) => decided(facts, event),
  callVisit: (facts, event) => ({ visits: [...facts.visits, { reason: event.details.reason, calledOn: event.day, dueOn: event.details.dueOn, days: event.details.days }] }),
  recordVisit: (facts, event) => {
    const nth = facts.visits.findIndex(visit => visit.recordedOn === undefined)
    if (nth < 0) throw impossible(event, 'records no visit that was owed')
    officerOf(event)
    return { visits: facts.visits.map((visit, n) => (n === nth ? { ...visit, recordedOn: event.day, finding: event.details.finding } : visit)) }
  },
  close: (_, event) => ({ closedOn: event.day, supervision: undefined }),
  askStillSolved: (facts, event) => {
    if (facts.stillSolved) throw impossible(event, 'asks twice')
    return { stillSolved: { askedOn: event.day } }
  },
  confirmSolved: (facts, event) => answered(facts, event, 'yes'),
  reportUnsolved: (facts, event) => answered(facts, event, 'no'),
  reopen: (facts, event) => ({
    ...promise(facts, event, event.details, 'reopening'),
    cycle: facts.cycle + 1, cycleFrom: event.day, acceptedOn: event.day, dueCount: { from: event.day, days: event.details.days },
    originalDueOn: event.details.dueOn,
    extensions: { asked: 0, granted: 0, requests: [] }, returns: [], helperUnitIds: [], reworks: 0, redos: 0, visitsBefore: facts.visits.length, escalations: [],
    assignedOn: undefined, signedOn: undefined, responsibleUnitId: undefined, supervisingUnitId: undefined, handlerId: undefined, hands: [], barredHands: [],
    rating: undefined, closedOn: undefined, stillSolved: undefined,
  }),
  answerTogether: (facts, event) => {
    const { reply, evidence, draftedBy, hands = [draftedBy], passedBy, responsibleUnitId, supervisingUnitId } = event.details
    return {
      merged: undefined, responsibleUnitId, supervisingUnitId, handlerId: draftedBy, hands: [...facts.hands, ...hands.map(by => ({ by, on: event.day }))], barredHands: [],
      publishedReply: { reply, ...(evidence && { evidence }), draftedBy, draftedOn: event.day, passedBy, publishedOn: event.day },
    }
  },
}

/** The work begins once more, with somebody else: helpers go, the earlier answer stays readable, the rating stays counted. */
function redone(facts: CaseFacts, event: CaseEvent, details: Promised & { readonly days: number }): Partial<CaseFacts> {
  return {
    ...promise(facts, event, details, 'redo'), dueCount: { from: event.day, days: details.days },
    redos: facts.redos + 1, visitsBefore: facts.visits.length, rating: undefined, handlerId: undefined, barredHands: facts.hands, helperUnitIds: [], closedOn: undefined, stillSolved: undefined,
  }
}

function decided(facts: CaseFacts, event: EventOf<'decideEscalation'>): Partial<CaseFacts> {
  const { verdict, dueOn, provisional = false, days = 0 } = event.details
  const open = facts.escalations.at(-1)
  if (!open || open.verdict) throw impossible(event, 'decides no open escalation')
  const { by } = officerOf(event)
  const escalations = [...facts.escalations.slice(0, -1), { ...open, verdict, decidedOn: event.day, finding: event.note }]
  if (verdict === 'writtenFinding') return { escalations, closedOn: event.day, supervision: undefined }
  if (dueOn === undefined) throw impossible(event, 'promises no day')
  const supervision = verdict === 'supervise' && !facts.supervision ? { supervision: { on: event.day, dueOn, days, by } } : {}
  return { escalations, ...supervision, ...redone(facts, event, { dueOn, provisional, days }) }
}

function answered(facts: CaseFacts, event: CaseEvent, answer: 'yes' | 'no'): Partial<CaseFacts> {
  if (!facts.stillSolved || facts.stillSolved.answer) throw impossible(event, 'answers no open question')
  return { stillSolved: { ...facts.stillSolved, answer } }
}
