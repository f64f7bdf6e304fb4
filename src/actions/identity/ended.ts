import { stateOf } from '#rules/cases/fold.ts'
import { move } from '#rules/cases/lifecycle.ts'
import { requestState } from '#rules/identity/request.ts'
import { findCaseForUpdate, listEvents } from '#records/cases.ts'
import type { Tx } from '#records/database.ts'
import { listRequestsOf } from '#records/identities.ts'
import { eventOf, record } from '../case-events.ts'
import type { Context } from '../context.ts'

/**
 * Tells complainant and desk that a request to see a name ends, because the name is about to be deleted. What was handed on goes with the
 * name: the database does it, whoever deletes. Within the transaction that deletes.
 */
export async function endRequests(context: Context, tx: Tx, caseId: string, by: 'complainant' | 'system'): Promise<void> {
  const now = context.clock.now()
  const file = (await findCaseForUpdate(tx, caseId))!
  const open = (await listRequestsOf(tx, caseId)).find(request => ['asked', 'passed', 'opened', 'viewing'].includes(requestState(request, now)))
  if (!open) return
  const facts = stateOf(await listEvents(tx, caseId))
  if (move(facts.state, 'endIdentity').ok) await record(context, tx, file, facts, eventOf(context, facts, 'endIdentity', { kind: by }, undefined, { requestId: open.id }))
}
