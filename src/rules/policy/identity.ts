import { groupOnTurn, requestState, type IdentityRequest } from '../identity/request.ts'
import { isSelf, type Officer } from './officer.ts'
import type { PolicyRefusal } from './refusals.ts'

export type IdentityRefusal = PolicyRefusal | { readonly code: 'identity-not-now' }

/**
 * Why a custodian may not decide a request now, or undefined: the group whose turn it is, and three different people. That the custodian may know
 * of the case at all (no conflict) is asked where requests are looked up. Table vault.identity_request says the same.
 */
export function custodianRefusal(officer: Officer, request: IdentityRequest, now: number): IdentityRefusal | undefined {
  if (officer.role !== 'custodian') return { code: 'not-your-duty', role: officer.role }
  const group = groupOnTurn(requestState(request, now))
  if (group === undefined || group !== officer.custodianGroup) return { code: 'identity-not-now' }
  return isSelf(officer, request.askedBy) || isSelf(officer, request.passedBy) ? { code: 'own-request', action: group === 'B' ? 'passIdentity' : 'openIdentity' } : undefined
}

/** Why an officer may not look at what was opened, or undefined: it was opened for whoever asked, for a while. */
export function viewRefusal(officer: Officer, request: IdentityRequest, now: number): IdentityRefusal | undefined {
  const state = requestState(request, now)
  return request.askedBy === officer.id && (state === 'opened' || state === 'viewing') ? undefined : { code: 'identity-not-now' }
}
