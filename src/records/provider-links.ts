import type { Db, Tx } from './database.ts'

/** A way to the sign-in platform begins; what is over goes. */
export async function insertProviderAttempt(db: Db, attempt: { readonly browserHash: Buffer; readonly sessionId: string | null; readonly countedFor: string; readonly expiresAt: Date }, now: Date): Promise<void> {
  await db.deleteFrom('auth.providerAttempt').where('expiresAt', '<=', now).execute()
  await db.insertInto('auth.providerAttempt').values(attempt).execute()
}

/** A way that has begun: the session that wanted to link and its account, if one did, and for whom a failure counts. */
export type BegunWay = { readonly sessionId: string | null; readonly userId: string | null; readonly countedFor: string }

/** Takes a way that has begun, so that it serves once. Undefined when there is none. */
export async function takeProviderAttempt(tx: Tx, browserHash: Buffer, now: Date): Promise<BegunWay | undefined> {
  const taken = await tx.deleteFrom('auth.providerAttempt').where('browserHash', '=', browserHash).where('expiresAt', '>', now).returning(['sessionId', 'countedFor']).executeTakeFirst()
  if (!taken) return undefined
  const session = taken.sessionId === null ? undefined : await tx.selectFrom('auth.session').select('userId').where('id', '=', taken.sessionId).executeTakeFirst()
  return { ...taken, userId: session?.userId ?? null }
}

/** The link of an account, if it has one. */
export function findProviderLink(db: Db | Tx, userId: string) {
  return db.selectFrom('auth.providerLink').select(['issuer', 'linkedAt', 'usedAt']).where('userId', '=', userId).executeTakeFirst()
}

/** Links an identity to an account, in the place of the one before. False when it belongs to another account. */
export async function linkProvider(tx: Tx, link: { readonly userId: string; readonly issuer: string; readonly subjectHashes: readonly Buffer[]; readonly linkedAt: Date }): Promise<boolean> {
  const others = await tx.selectFrom('auth.providerLink').select('userId').where('issuer', '=', link.issuer).where('subjectHash', 'in', link.subjectHashes).where('userId', '<>', link.userId).executeTakeFirst()
  if (others) return false
  const { userId, issuer, linkedAt, subjectHashes: [subjectHash] } = link
  const anew = { issuer, linkedAt, subjectHash: subjectHash! }
  await tx.insertInto('auth.providerLink').values({ userId, ...anew }).onConflict(mine => mine.column('userId').doUpdateSet({ ...anew, usedAt: null })).execute()
  return true
}

/** The account that an identity is linked to; it was just used. */
export async function useProviderLink(tx: Tx, issuer: string, subjectHashes: readonly Buffer[], usedAt: Date): Promise<string | undefined> {
  return (await tx.updateTable('auth.providerLink').set({ usedAt }).where('issuer', '=', issuer).where('subjectHash', 'in', subjectHashes).returning('userId').executeTakeFirst())?.userId
}

/** Takes the link of an account away. False when there is none. */
export async function unlinkProvider(tx: Tx, userId: string): Promise<boolean> {
  return await tx.deleteFrom('auth.providerLink').where('userId', '=', userId).returning('userId').executeTakeFirst() !== undefined
}
