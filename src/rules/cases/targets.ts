import type { CaseEvent } from './events.ts'
import type { CaseFacts } from './facts.ts'
import { isOpenTarget, type OpenTarget, type Target } from './lifecycle.ts'
import type { CaseState } from './states.ts'

/** How the facts, and what the event itself says, choose among the states that a target can mean. */
const resolvers: Record<OpenTarget, (facts: CaseFacts, event: CaseEvent) => CaseState | undefined> = {
  stays: facts => facts.state,
  atWork: facts => (facts.helperUnitIds.length > 0 ? 'jointHandling' : 'handling'),
  returnDesk: (_, event) => (event.action === 'return' && event.details?.toCounty ? 'countyDecides' : 'returned'),
  byVerdict: (_, event) => (event.action === 'decideEscalation' && event.details.verdict === 'writtenFinding' ? 'closed' : 'redo'),
  beforeMerge: facts => facts.merged?.before.state,
}

/** The state an event leads to. Throws where the facts leave no answer: such a history cannot have happened. */
export function stateAfter(target: Target, facts: CaseFacts | undefined, event: CaseEvent): CaseState {
  if (!isOpenTarget(target)) return target
  const state = facts && resolvers[target](facts, event)
  if (state === undefined) throw new Error(`impossible history: event ${event.seq} (${event.action}) leads nowhere`)
  return state
}
