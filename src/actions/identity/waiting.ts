import { custodianRefusal } from '#rules/policy/identity.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { listRequestsFor, type RequestRow } from '#records/identities.ts'
import type { Context } from '../context.ts'

/** Requests to see an identity that wait for this custodian now. Those the custodian may not know of, or has had a hand in, do not. */
export async function listWaitingFor(context: Pick<Context, 'db' | 'clock'>, custodian: Officer): Promise<RequestRow[]> {
  const now = context.clock.now()
  return (await listRequestsFor(context.db, custodian)).filter(request => custodianRefusal(custodian, request, now) === undefined)
}
