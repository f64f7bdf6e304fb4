import type { PlainDate } from '../calendar/plain-date.ts'
import { impossible, officerOf, promise, type ChangesOf } from './change-parts.ts'
import type { CaseEvent, EventOf, MovedDay } from './events.ts'
import type { CaseFacts, Reply } from './facts.ts'
import { answerSteps } from './steps.ts'

type WorkAction = 'return' | 'sign' | 'joinUnits' | 'releaseUnits' | 'contribute' | 'askExtension' | 'grantExtension' | 'refuseExtension' | 'draftReply' | 'passReview' | 'failReview'
  | 'recalculate' | 'markOverdue'

/** What happens in the units changes, and what is done about how they work. */
export const changesAtWork: ChangesOf<WorkAction> = {
  return: (facts, event) => ({ returns: [...facts.returns, { on: event.day, ...officerOf(event), reason: event.note }], responsibleUnitId: undefined }),
  sign: (facts, event) => {
    const { by } = officerOf(event)
    return { signedOn: event.day, contactedOn: undefined, contactDueOn: undefined, handlerId: by, hands: [...facts.hands, { by, on: event.day }] }
  },
  joinUnits: (facts, event) => ({ helperUnitIds: [...new Set([...facts.helperUnitIds, ...event.details.unitIds])], ...goingOn(facts) }),
  releaseUnits: facts => ({ helperUnitIds: [], ...goingOn(facts) }),
  contribute: () => ({}),
  askExtension: (facts, event) => ({ extensions: asking(facts, event) }),
  grantExtension: (facts, event) => {
    if (facts.dueOn === undefined || event.details.dueOn <= facts.dueOn) throw impossible(event, `does not move the due day ${facts.dueOn}`)
    const more = event.details.days ?? facts.extensions.requests.at(-1)?.days ?? 0
    const dueCount = facts.dueCount && { ...facts.dueCount, days: facts.dueCount.days + more }
    return { extensions: deciding(facts, event, 'granted'), ...(dueCount && { dueCount }), ...promise(facts, event, event.details, 'extension') }
  },
  refuseExtension: (facts, event) => ({ extensions: deciding(facts, event, 'refused') }),
  draftReply: (facts, event) => {
    const { by } = officerOf(event)
    const draftedReply = { reply: event.details.reply, ...(event.details.evidence && { evidence: event.details.evidence }), draftedBy: by, draftedOn: event.day }
    return { draftedReply, hands: [...facts.hands, { by, on: event.day }] }
  },
  passReview: (facts, event) => ({ draftedReply: undefined, barredHands: [], publishedReply: { ...draftOf(facts, event), passedBy: officerOf(event).by, publishedOn: event.day } }),
  failReview: facts => ({ reworks: facts.reworks + 1 }),
  recalculate: recalculated,
  markOverdue: (facts, event) => {
    if (facts.isMarkedOverdue) throw impossible(event, 'marks the same step twice')
    return { isMarkedOverdue: true }
  },
}

/** Days that a notice of holidays moved. What is due later than today is not overdue any more. */
function recalculated(facts: CaseFacts, event: EventOf<'recalculate'>): Partial<CaseFacts> {
  const { dueOn, provisional = false, days = [] } = event.details
  const promised = dueOn === undefined ? {} : promise(facts, event, { dueOn, provisional }, facts.dueOn === dueOn ? facts.dueReason ?? 'acceptance' : 'notice')
  const stepDueOn = answerSteps.includes(facts.state) ? dueOn : days.find(({ what }) => what === 'step')?.dueOn
  return { ...promised, ...moved(facts, days), ...(stepDueOn !== undefined && stepDueOn >= event.day && { isMarkedOverdue: false }) }
}

function moved(facts: CaseFacts, days: readonly MovedDay[]): Partial<CaseFacts> {
  const dayOf = (kind: MovedDay['what'], n?: number) => days.find(day => day.what === kind && day.n === n)?.dueOn
  const isOf = (...kinds: readonly MovedDay['what'][]) => days.some(({ what }) => kinds.includes(what))
  const [step, contact, back, supervision] = [dayOf('step'), dayOf('contact'), dayOf('return'), dayOf('supervision')]
  return {
    ...(step && { step: { ...facts.step, dueOn: step } }),
    ...(contact && { contactDueOn: contact }),
    ...(back && { returnDueOn: back }),
    ...(supervision && facts.supervision && { supervision: { ...facts.supervision, dueOn: supervision } }),
    ...(isOf('visit', 'order') && { visits: facts.visits.map((visit, i) => ({ ...visit, dueOn: dayOf('visit', i + 1) ?? visit.dueOn, orderDueOn: dayOf('order', i + 1) ?? visit.orderDueOn })) }),
    ...(isOf('item', 'rise') && { supervisionItems: facts.supervisionItems.map(item => ({ ...item, dueOn: dayOf('item', item.n) ?? item.dueOn, riseDueOn: dayOf('rise', item.n) ?? item.riseDueOn })) }),
  }
}

/** Joining and releasing change who works, not the step: its time goes on. */
function goingOn(facts: CaseFacts): Pick<CaseFacts, 'step' | 'isMarkedOverdue'> {
  return { step: facts.step, isMarkedOverdue: facts.isMarkedOverdue }
}

function asking(facts: CaseFacts, event: EventOf<'askExtension'>): CaseFacts['extensions'] {
  const { asked, granted, requests } = facts.extensions
  const request = { askedOn: event.day, askedBy: officerOf(event).by, days: event.details.days, reason: event.note }
  return { asked: asked + 1, granted, requests: [...requests, request] }
}

function deciding(facts: CaseFacts, event: CaseEvent, decision: 'granted' | 'refused'): CaseFacts['extensions'] {
  const { asked, granted, requests } = facts.extensions
  const open = requests.at(-1)
  if (!open || open.decision) throw impossible(event, 'decides no open request')
  const decided: { decidedOn: PlainDate; decidedBy: string } = { decidedOn: event.day, decidedBy: officerOf(event).by }
  return { asked, granted: granted + (decision === 'granted' ? 1 : 0), requests: [...requests.slice(0, -1), { ...open, decision, ...decided, decisionNote: event.note }] }
}

function draftOf(facts: CaseFacts, event: CaseEvent): Reply {
  if (!facts.draftedReply) throw impossible(event, 'passes no draft')
  return facts.draftedReply
}
