import { sql } from 'kysely'
import type { IdentityReason, IdentityRequest } from '#rules/identity/request.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { isWithoutConflict } from './case-visibility.ts'
import { anyOf, type Db, type Tx } from './database.ts'

const columns = ['request.id', 'request.caseId', 'request.askedBy', 'request.reasonCode', 'request.viewRecipient', 'request.askedAt', 'request.lapsesAt', 'request.passedBy', 'request.passedAt',
  'request.openedBy', 'request.openedAt', 'request.viewedAt', 'request.viewUntil', 'request.refusedBy', 'request.refusedAt', 'request.endedHow'] as const

export type RequestRow = IdentityRequest & {
  readonly reasonCode: IdentityReason
  readonly viewRecipient: string
  readonly askedAt: Date
  readonly passedAt: Date | null
  readonly openedAt: Date | null
  readonly viewedAt: Date | null
  readonly refusedAt: Date | null
}

/** How the identity of a case is sealed; undefined for whoever gave none. */
export function findSealing(db: Db | Tx, caseId: string): Promise<{ suite: string; sealedTo: string[] } | undefined> {
  return db.selectFrom('vault.sealedIdentity').select(['suite', 'sealedTo']).where('caseId', '=', caseId).executeTakeFirst()
}

/** What whoever holds the receipt code can open. */
export async function findOwnCiphertext(db: Db | Tx, caseId: string): Promise<Buffer | undefined> {
  const found = await db.selectFrom('vault.sealedIdentity').select('ownCiphertext').where('caseId', '=', caseId).executeTakeFirst()
  return found?.ownCiphertext ?? undefined
}

export async function insertRequest(tx: Tx, asked: Pick<RequestRow, 'id' | 'caseId' | 'askedBy' | 'reasonCode' | 'viewRecipient' | 'askedAt' | 'lapsesAt'>): Promise<void> {
  await tx.insertInto('vault.identityRequest').values(asked).execute()
}

/** What was asked about a case, the newest first. */
export async function listRequestsOf(db: Db | Tx, caseId: string): Promise<RequestRow[]> {
  return await db.selectFrom('vault.identityRequest as request').select(columns).where('request.caseId', '=', caseId).orderBy('request.askedAt', 'desc').execute() as RequestRow[]
}

/** A request, locked until the transaction ends. */
export async function findRequestForUpdate(tx: Tx, id: string): Promise<RequestRow | undefined> {
  return await tx.selectFrom('vault.identityRequest as request').select(columns).where('request.id', '=', id).forUpdate().executeTakeFirst() as RequestRow | undefined
}

export async function findRequest(db: Db, id: string): Promise<RequestRow | undefined> {
  return await db.selectFrom('vault.identityRequest as request').select(columns).where('request.id', '=', id).executeTakeFirst() as RequestRow | undefined
}

/** Requests a custodian may know of: in reach, without conflict with the case; those that wait first. */
export async function listRequestsFor(db: Db, { id, unitId, reach }: Officer, only?: string): Promise<(RequestRow & { askedByName: string; unitZh: string; unitEn: string })[]> {
  return await db.selectFrom('vault.identityRequest as request').innerJoin('caseFile', 'caseFile.id', 'request.caseId').innerJoin('officer', 'officer.id', 'request.askedBy').innerJoin('unit', 'unit.id', 'officer.unitId')
    .select([...columns, 'officer.name as askedByName', 'unit.nameZh as unitZh', 'unit.nameEn as unitEn'])
    .where('caseFile.villageCode', '>=', reach.low).where('caseFile.villageCode', '<=', reach.high).where(isWithoutConflict({ id, unitId }))
    .$if(only !== undefined, query => query.where('request.id', '=', only!))
    .orderBy('request.askedAt', 'desc').limit(100).execute() as (RequestRow & { askedByName: string; unitZh: string; unitEn: string })[]
}

type Step = { readonly passedBy: string; readonly passedAt: Date; readonly innerSealed: Buffer }
  | { readonly openedBy: string; readonly openedAt: Date; readonly viewSealed: Buffer; readonly innerSealed: null }
  | { readonly viewedAt: Date; readonly viewUntil: Date }
  | { readonly refusedBy: string; readonly refusedAt: Date; readonly innerSealed: null }
  | { readonly lapsedAt: Date }

/** Takes a step of a request. The database refuses the wrong person, the wrong group and a second time. */
export async function stepRequest(tx: Tx, id: string, step: Step): Promise<void> {
  await tx.updateTable('vault.identityRequest').set(step).where('id', '=', id).execute()
}

/** The sealed halves, as ydt_vault: the outer ciphertext while a request waits for group B, then what was handed on. */
export async function takeSealed(vault: Db, request: Pick<RequestRow, 'id' | 'caseId'>, which: 'outer' | 'inner' | 'view'): Promise<Buffer | undefined> {
  if (which === 'outer') return (await vault.selectFrom('vault.sealedIdentity').select('ciphertext').where('caseId', '=', request.caseId).executeTakeFirst())?.ciphertext
  const found = await vault.selectFrom('vault.identityRequest').select(['innerSealed', 'viewSealed']).where('id', '=', request.id).executeTakeFirst()
  return (which === 'inner' ? found?.innerSealed : found?.viewSealed) ?? undefined
}

/** What was handed on and is no longer of use, as ydt_vault. */
export async function forgetHandedOn(vault: Db, now: Date): Promise<void> {
  await vault.updateTable('vault.identityRequest').set({ innerSealed: null, viewSealed: null })
    .where(request => request.or([request('innerSealed', 'is not', null), request('viewSealed', 'is not', null)]))
    .where(request => request.or([request('viewUntil', '<=', now), request('refusedAt', 'is not', null), request.and([request('viewUntil', 'is', null), request('lapsesAt', '<=', now)])])).execute()
}

/** How many identities are sealed to which keys, among the cases a custodian may know of. */
export async function countSealings(db: Db, { id, unitId, reach }: Officer): Promise<{ suite: string; sealedTo: string[]; count: number }[]> {
  return db.selectFrom('vault.sealedIdentity').innerJoin('caseFile', 'caseFile.id', 'vault.sealedIdentity.caseId').select(['suite', 'sealedTo', sql<number>`count(*)`.as('count')])
    .where('caseFile.villageCode', '>=', reach.low).where('caseFile.villageCode', '<=', reach.high).where(isWithoutConflict({ id, unitId }))
    .groupBy(['suite', 'sealedTo']).orderBy('suite').orderBy('sealedTo').execute()
}

export type ResealingRow = { readonly id: string; readonly proposedBy: string; readonly proposedAt: Date; readonly reason: string; readonly approvedBy: string | null; readonly endedAt: Date | null }

/** The re-sealing that is under way. */
export async function findResealing(db: Db | Tx): Promise<ResealingRow | undefined> {
  return db.selectFrom('vault.resealing').select(['id', 'proposedBy', 'proposedAt', 'reason', 'approvedBy', 'endedAt']).where('endedAt', 'is', null).executeTakeFirst()
}

export async function insertResealing(tx: Tx, proposed: Pick<ResealingRow, 'id' | 'proposedBy' | 'proposedAt' | 'reason'>): Promise<void> {
  await tx.insertInto('vault.resealing').values(proposed).execute()
}

export async function approveResealing(tx: Tx, id: string, approvedBy: string, approvedAt: Date): Promise<void> {
  await tx.updateTable('vault.resealing').set({ approvedBy, approvedAt }).where('id', '=', id).execute()
}

export type SealedLine = { readonly caseId: string; readonly suite: string; readonly ciphertext: Buffer }

/** Every sealed identity, as ydt_vault while a re-sealing is approved. */
export function listSealed(vault: Db | Tx): Promise<SealedLine[]> {
  return vault.selectFrom('vault.sealedIdentity').select(['caseId', 'suite', 'ciphertext']).orderBy('caseId').execute()
}

/** How many are sealed to others than these keys, beside those of some cases. */
export async function countSealedElse(tx: Tx, sealedTo: readonly string[], besides: readonly string[]): Promise<number> {
  const rows = await tx.selectFrom('vault.sealedIdentity').select(['caseId', 'sealedTo']).execute()
  const [keys, known] = [sealedTo.toSorted().join(), new Set(besides)]
  return rows.filter(row => !known.has(row.caseId) && row.sealedTo.toSorted().join() !== keys).length
}

/** Puts one back, sealed anew. False when it is gone meanwhile. */
export async function putSealed(tx: Tx, line: SealedLine & { readonly sealedTo: readonly string[] }, sealedAt: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('vault.sealedIdentity').set({ suite: line.suite, ciphertext: line.ciphertext, sealedTo: [...line.sealedTo], sealedAt }).where('caseId', '=', line.caseId).executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function endResealing(tx: Tx, endedAt: Date, sealed: number): Promise<void> {
  await tx.updateTable('vault.resealing').set({ endedAt, sealed }).where('endedAt', 'is', null).where('approvedBy', 'is not', null).execute()
}

/** Cases that an officer must learn nothing of, whatever the duty, and the requests about them. */
export async function listKeptFrom(db: Db, { id, unitId }: Pick<Officer, 'id' | 'unitId'>): Promise<string[]> {
  const kept = db.selectFrom('caseFile').select('caseFile.id').where(sql<boolean>`not ${isWithoutConflict({ id, unitId })}`)
  const cases = (await kept.execute()).map(row => row.id)
  const requests = cases.length === 0 ? [] : await db.selectFrom('vault.identityRequest').select('id').where('caseId', '=', anyOf(cases)).execute()
  return [...cases, ...requests.map(request => request.id)]
}
