import { randomUUID } from 'node:crypto'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { fingerprintOf, identitySuites } from '#platform/crypto/identity.ts'
import { isSealed } from '#platform/crypto/provider.ts'
import { insertEntries } from '#records/audit.ts'
import { inTransaction } from '#records/database.ts'
import { approveResealing, countSealedElse, countSealings, endResealing, findResealing, insertResealing, listSealed, putSealed, type SealedLine } from '#records/identities.ts'
import { findOfficer } from '#records/officers.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'

export type ResealingRefusal = PolicyRefusal | { readonly code: 'not-found' | 'reason-missing' | 'resealing-open' | 'resealing-same-group' }

/** A custodian proposes that every identity be sealed to the keys that are configured now. */
export async function proposeResealing(context: Context, officer: Officer, reason: string): Promise<Outcome<{ id: string }, ResealingRefusal>> {
  if (officer.role !== 'custodian') return refuse({ code: 'not-your-duty', role: officer.role })
  if (reason.trim().length < 4) return refuse({ code: 'reason-missing' })
  return inTransaction(context.db, async tx => {
    if (await findResealing(tx)) return refuse({ code: 'resealing-open' })
    const id = randomUUID()
    await insertResealing(tx, { id, proposedBy: officer.id, proposedAt: new Date(context.clock.now()), reason: reason.trim() })
    return done({ id })
  })
}

/** A custodian of the other group agrees: from now until it is done, the operator may take the ciphertexts out and put new ones in. */
export async function agreeToResealing(context: Context, officer: Officer, id: string): Promise<Outcome<{ id: string }, ResealingRefusal>> {
  if (officer.role !== 'custodian') return refuse({ code: 'not-your-duty', role: officer.role })
  return inTransaction(context.db, async tx => {
    const open = await findResealing(tx)
    if (open?.id !== id || open.approvedBy !== null) return refuse({ code: 'not-found' })
    const refusal = agreementRefusal(officer, await findOfficer(tx, open.proposedBy))
    if (refusal) return refuse(refusal)
    await approveResealing(tx, id, officer.id, new Date(context.clock.now()))
    return done({ id })
  })
}

/** There is one re-sealing for all counties of a platform, and two who know each other answer for it: the custodian who agrees is of the other group of the place whose custodian proposed it. */
export function agreementRefusal(officer: Officer, proposer: Officer | undefined): ResealingRefusal | undefined {
  if (!proposer) return { code: 'out-of-reach' }
  return proposer.custodianGroup === officer.custodianGroup ? { code: 'resealing-same-group' } : undefined
}

/** Whether identities are sealed to other keys than those configured now, and to which. */
export async function sealingState(context: Context, officer: Officer): Promise<{ readonly total: number; readonly older: number }> {
  const now = context.custodians ? [...context.custodians.A, ...context.custodians.B].map(fingerprintOf).sort().join() : ''
  const counted = await countSealings(context.db, officer)
  const total = counted.reduce((sum, { count }) => sum + count, 0)
  return { total, older: total - counted.filter(({ suite, sealedTo }) => suite === identitySuites.two && sealedTo.toSorted().join() === now).reduce((sum, { count }) => sum + count, 0) }
}

type NotApproved = { readonly code: 'resealing-not-approved' }

/** Takes every ciphertext out, for the custodians to open off line one after the other. The database refuses unless two of them agreed. */
export async function exportIdentities(context: Context): Promise<Outcome<SealedLine[], NotApproved>> {
  return inTransaction(context.vault, async tx => {
    if (!(await findResealing(tx))?.approvedBy) return refuse({ code: 'resealing-not-approved' })
    const lines = await listSealed(tx)
    await insertEntries(tx, [{ at: new Date(context.clock.now()), act: 'exportIdentities', subjectKind: 'identity', outcome: 'done' }])
    return done(lines)
  })
}

export type ImportRefusal = NotApproved | { readonly code: 'not-sealed' | 'other-keys' | 'no-custodians' } | { readonly code: 'identities-missing'; readonly missing: number }

/** Puts ciphertexts back, sealed to the keys that are configured now, and ends the re-sealing. All of them or none: one left behind would be openable by keys that are about to be destroyed. */
export async function importIdentities(context: Context, lines: readonly (SealedLine & { readonly sealedTo?: readonly string[] })[]): Promise<Outcome<{ sealed: number }, ImportRefusal>> {
  if (!context.custodians) return refuse({ code: 'no-custodians' })
  if (lines.length === 0 || lines.some(({ suite, ciphertext }) => suite !== identitySuites.two || !isSealed(ciphertext))) return refuse({ code: 'not-sealed' })
  const sealedTo = [...context.custodians.A, ...context.custodians.B].map(fingerprintOf)
  // Nobody without the keys can see to whom a ciphertext is sealed, so whoever seals says it.
  if (lines.some(line => line.sealedTo?.toSorted().join() !== sealedTo.toSorted().join())) return refuse({ code: 'other-keys' })
  return inTransaction(context.vault, async (tx): Promise<Outcome<{ sealed: number }, ImportRefusal>> => {
    if (!(await findResealing(tx))?.approvedBy) return refuse({ code: 'resealing-not-approved' })
    const missing = await countSealedElse(tx, sealedTo, lines.map(line => line.caseId))
    if (missing > 0) return refuse({ code: 'identities-missing', missing })
    const now = new Date(context.clock.now())
    let sealed = 0
    for (const line of lines) if (await putSealed(tx, { ...line, sealedTo }, now)) sealed += 1
    await endResealing(tx, now, sealed)
    await insertEntries(tx, [{ at: now, act: 'importIdentities', subjectKind: 'identity', outcome: 'done' }])
    return done({ sealed })
  })
}
