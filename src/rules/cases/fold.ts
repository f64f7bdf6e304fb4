import { changes } from './changes.ts'
import type { CaseEvent, Party } from './events.ts'
import type { CaseFacts } from './facts.ts'
import { actionRules, move } from './lifecycle.ts'
import type { CaseAction } from './states.ts'
import { endedItems } from './supervision-items.ts'
import { stateAfter } from './targets.ts'

export type { CaseFacts } from './facts.ts'

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
  const state = stateAfter(moved.value, facts, event)
  const header = { state, lastSeq: event.seq, lastOn: event.day }
  if (!facts) return begun(event)
  if (event.seq <= facts.lastSeq) throw impossible(event, `comes after number ${facts.lastSeq}`)
  if (event.day < facts.lastOn) throw impossible(event, `lies before ${facts.lastOn}`)
  // A step that begins anew is counted from its first day; what changes no state leaves the step running.
  const step = moved.value === 'stays' ? {} : { step: { from: event.day }, isMarkedOverdue: false }
  const change = changeBy(facts, event)
  const next = { ...facts, ...step, ...change, ...alsoBeforeMerge(facts, event, change), ...header }
  return { ...next, supervisionItems: endedItems(next.supervisionItems, { state, isSupervised: next.supervision !== undefined, day: event.day }) }
}

function begun(event: CaseEvent): CaseFacts {
  const details = event.action === 'file' ? event.details ?? {} : {}
  return {
    state: 'submitted', filedOn: details.since ?? event.day, cycle: 1, cycleFrom: event.day, step: { from: event.day },
    dueIsProvisional: false, extensions: { asked: 0, granted: 0, requests: [] }, returns: [], helperUnitIds: [], hands: [], barredHands: [], reworks: 0, redos: 0, ratings: [], escalations: [],
    visits: [], splitInto: [], supervisionItems: [], isMarkedOverdue: false, deskLevel: details.deskLevel ?? 'county', lastSeq: event.seq, lastOn: event.day,
    ...(details.splitFrom !== undefined && { splitFrom: details.splitFrom }),
  }
}

function changeBy(facts: CaseFacts, event: CaseEvent): Partial<CaseFacts> {
  // The table has a change for each action, made for exactly this event; TypeScript cannot follow that through the union.
  const change = changes[event.action] as (facts: CaseFacts, event: CaseEvent) => Partial<CaseFacts>
  return change(facts, event)
}

/** A promise that moves while a case is merged has moved for good, and so has a case that went up: undoing the merge must not take it back. */
function alsoBeforeMerge(facts: CaseFacts, event: CaseEvent, change: Partial<CaseFacts>): Partial<CaseFacts> {
  if (facts.merged && event.action === 'moveUp') return { merged: { ...facts.merged, before: after(facts.merged.before, event) } }
  const isOfCaseItself = event.action === 'recalculate' || event.action === 'recordVisit' || event.action === 'nameSubjects' || event.action === 'classify'
  return facts.merged && isOfCaseItself ? { merged: { ...facts.merged, before: { ...facts.merged.before, ...change } } } : {}
}

/** Whoever may have done it: worked out once for each action, because every event of every history asks. */
const performers = new Map<CaseAction, ReadonlySet<Party['kind']>>()

function performersOf(action: CaseAction): ReadonlySet<Party['kind']> {
  const known = performers.get(action)
  if (known) return known
  const duties: readonly string[] = actionRules[action].duties
  // A complaint may be filed for somebody by an officer on the phone or by another hotline.
  const found = new Set<Party['kind']>(action === 'file' ? ['complainant', 'officer', 'system'] : duties.map(duty => (duty === 'complainant' || duty === 'system' ? duty : 'officer')))
  performers.set(action, found)
  return found
}

/** A rating entered by staff or a case closed by hand cannot have happened here. */
function insistOnPerformer(event: CaseEvent): void {
  if (!performersOf(event.action).has(event.by.kind)) throw impossible(event, `cannot be done by ${event.by.kind}`)
}

function impossible(event: CaseEvent, why: string): Error {
  return new Error(`impossible history: event ${event.seq} (${event.action}) ${why}`)
}
