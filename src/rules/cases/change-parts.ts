import type { PlainDate } from '../calendar/plain-date.ts'
import type { CaseEvent, EventOf } from './events.ts'
import type { CaseFacts } from './facts.ts'
import type { CaseAction } from './states.ts'

/** The changes that some of the actions make. */
export type ChangesOf<Actions extends CaseAction> = { readonly [Action in Actions]: (facts: CaseFacts, event: EventOf<Action>) => Partial<CaseFacts> }

/** The officer who did it with the unit served then. */
export function officerOf(event: Pick<CaseEvent, 'by' | 'seq' | 'action'>): { by: string; unitId: string } {
  const { officerId, unitId } = event.by
  if (!officerId || !unitId) throw impossible(event, 'names no officer with a unit')
  return { by: officerId, unitId }
}

/** A new promise. It may be later than the one before it, never earlier. */
export function promise(facts: CaseFacts, event: Pick<CaseEvent, 'seq' | 'action'>, made: { readonly dueOn: PlainDate; readonly provisional: boolean }, reason: NonNullable<CaseFacts['dueReason']>): Partial<CaseFacts> {
  if (facts.dueOn !== undefined && made.dueOn < facts.dueOn) throw impossible(event, `moves the due day ${facts.dueOn} earlier`)
  return { dueOn: made.dueOn, dueIsProvisional: made.provisional, dueReason: reason }
}

/** A history that cannot have happened. */
export function impossible(event: Pick<CaseEvent, 'seq' | 'action'>, why: string): Error {
  return new Error(`impossible history: event ${event.seq} (${event.action}) ${why}`)
}
