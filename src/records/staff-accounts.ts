import { sql } from 'kysely'
import { inTransaction, type Db, type Tx } from './database.ts'

const shown = 5 * 60_000 // longer than a time-based code is accepted

/** Remembers that a code of a user opened something. False if it had lately. */
export async function useCodeOnce(db: Db | Tx, userId: string, codeHash: string, at: Date): Promise<boolean> {
  const used = await db.insertInto('auth.usedCode').values({ userId, codeHash, usedAt: at })
    .onConflict(again => again.columns(['userId', 'codeHash']).doUpdateSet({ usedAt: at }).where('auth.usedCode.usedAt', '<', new Date(at.getTime() - shown))).returning('userId').executeTakeFirst()
  return used !== undefined
}

/** Which session a token opens. */
export async function findSessionId(db: Db, token: string): Promise<string | undefined> {
  return (await db.selectFrom('auth.session').select('id').where('token', '=', token).executeTakeFirst())?.id
}

/** Notes that a session is being used. */
export async function noteSeen(db: Db, sessionId: string, at: Date): Promise<void> {
  await db.updateTable('auth.session').set({ seenAt: at }).where('id', '=', sessionId).execute()
}

/** Notes that who holds a session has just shown who he is; with `twoFactors`, by two. */
export async function noteProved(db: Db | Tx, sessionId: string, at: Date, { twoFactors = false }: { readonly twoFactors?: boolean } = {}): Promise<void> {
  await db.updateTable('auth.session').set({ provedAt: at, ...(twoFactors && { twoFactors }) }).where('id', '=', sessionId).execute()
}

/** The sessions of a user that have not come to their end, the newest first. */
export function listSessions(db: Db, userId: string, since: { readonly startedAt: Date; readonly seenAt: Date }) {
  return db.selectFrom('auth.session').select(['id', 'startedAt', 'seenAt', 'userAgent', 'network']).where('userId', '=', userId)
    .where('startedAt', '>=', since.startedAt).where('seenAt', '>=', since.seenAt).orderBy('seenAt', 'desc').orderBy('id').limit(100).execute()
}

/** Ends one session of a user. False if there is none. */
export async function endSession(db: Db | Tx, userId: string, sessionId: string): Promise<boolean> {
  const ended = await db.deleteFrom('auth.session').where('userId', '=', userId).where('id', '=', sessionId).returning('id').executeTakeFirst()
  return ended !== undefined
}

/** Ends the sessions of a user, all of them or all but one. Returns how many there were. */
export async function endSessions(db: Db | Tx, userId: string, but?: string): Promise<number> {
  const ended = await db.deleteFrom('auth.session').where('userId', '=', userId).$if(but !== undefined, query => query.where('id', '<>', but!)).returning('id').execute()
  return ended.length
}

/** Takes what opens an account whose last post has ended: sessions, password, authenticator, passkeys and links; of one that holds a post nothing. Returns how many sessions there were. */
export async function endAccess(tx: Tx, userId: string, today: string): Promise<number> {
  return (await sql<{ ended: number }>`select end_access(${userId}, ${today}::date) as ended`.execute(tx)).rows[0]!.ended
}

/** The same of everybody whose terms have run out, and the addresses of their holders. */
export async function endAccessOfAll(db: Db, today: string): Promise<void> {
  await sql`select end_access_of_all(${today}::date)`.execute(db)
}

/** The user of a name, as typed at the door; undefined where there is none. */
export async function findUserByName(db: Db | Tx, username: string): Promise<string | undefined> {
  return (await db.selectFrom('auth.user').select('id').where('username', '=', username.trim().toLowerCase()).executeTakeFirst())?.id
}

/** The password of a user as it is kept, and when it was set; undefined where there is none. */
export async function findPassword(db: Db | Tx, userId: string): Promise<{ hash: string; setAt: Date } | undefined> {
  const row = await db.selectFrom('auth.account as a').leftJoin('auth.formerPassword as f', join => join.onRef('f.userId', '=', 'a.userId').onRef('f.hash', '=', 'a.password'))
    .select(['a.password', sql<Date>`coalesce(max(f.set_at), a.created_at)`.as('setAt')]).where('a.userId', '=', userId).where('a.providerId', '=', 'credential').groupBy('a.id').executeTakeFirst()
  return row?.password ? { hash: row.password, setAt: row.setAt } : undefined
}

/** The last passwords of a user, as hashes, the newest first. */
export async function listFormerPasswords(db: Db | Tx, userId: string, most: number): Promise<string[]> {
  const rows = await db.selectFrom('auth.formerPassword').select('hash').where('userId', '=', userId).orderBy('setAt', 'desc').limit(most).execute()
  return rows.map(row => row.hash)
}

/** Sets the password of a user and remembers when, keeping the last few. */
export async function setPassword(tx: Tx, userId: string, hash: string, at: Date, kept: number): Promise<void> {
  // One that came with the account was never noted: it is the first of the former ones.
  await tx.insertInto('auth.formerPassword').columns(['userId', 'hash', 'setAt'])
    .expression(tx.selectFrom('auth.account').select(account => ['userId', account.ref('password').$notNull().as('hash'), sql<Date>`least(created_at, ${at}::timestamptz - interval '1 second')`.as('setAt')]).where('userId', '=', userId).where('providerId', '=', 'credential').where('password', 'is not', null)
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('auth.formerPassword as known').select('known.hash').where('known.userId', '=', userId)))))
    .execute()
  const changed = await tx.updateTable('auth.account').set({ password: hash, updatedAt: at }).where('userId', '=', userId).where('providerId', '=', 'credential').returning('id').executeTakeFirst()
  if (!changed) await tx.insertInto('auth.account').values({ id: crypto.randomUUID(), accountId: userId, providerId: 'credential', userId, password: hash, createdAt: at, updatedAt: at }).execute()
  await tx.insertInto('auth.formerPassword').values({ userId, hash, setAt: at }).onConflict(same => same.columns(['userId', 'setAt']).doUpdateSet({ hash })).execute()
  await tx.deleteFrom('auth.formerPassword').where('userId', '=', userId)
    .where('setAt', 'not in', newest => newest.selectFrom('auth.formerPassword').select('setAt').where('userId', '=', userId).orderBy('setAt', 'desc').limit(kept)).execute()
}

/** Keeps a password, in use or former, by another hash. A hash has a salt of its own, so it names its row. */
export async function renewHash(db: Db, hash: string, next: string): Promise<void> {
  await inTransaction(db, async tx => {
    await tx.updateTable('auth.account').set({ password: next }).where('password', '=', hash).execute()
    await tx.updateTable('auth.formerPassword').set({ hash: next }).where('hash', '=', hash).execute()
  })
}

/** How many recovery codes of a user are left; undefined without a second factor. */
export async function countRecoveryCodes(db: Db, userId: string): Promise<number | undefined> {
  const row = await db.selectFrom('auth.twoFactor').select('backupCodes').where('userId', '=', userId).where('verified', '=', true).executeTakeFirst()
  return row && (JSON.parse(row.backupCodes) as string[]).length
}

/** Takes away all that opens an account beside its password: authenticator, passkeys, and the identity of a sign-in platform. */
export async function removeFactors(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('auth.passkey').where('userId', '=', userId).execute()
  await tx.deleteFrom('auth.providerLink').where('userId', '=', userId).execute()
  await removeAuthenticator(tx, userId)
}

/** After a second factor was taken away: with the last of them, what sessions had shown by it is gone too. */
export async function forgetShownFactors(tx: Tx, userId: string): Promise<void> {
  await tx.updateTable('auth.session').set({ twoFactors: false }).where('userId', '=', userId)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('auth.passkey').select('id').where('userId', '=', userId))))
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('auth.twoFactor').select('id').where('userId', '=', userId).where('verified', '=', true)))).execute()
}

/** Takes the authenticator of a user away. */
export async function removeAuthenticator(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('auth.twoFactor').where('userId', '=', userId).execute()
  await tx.updateTable('auth.user').set({ twoFactorEnabled: false }).where('id', '=', userId).execute()
}

/** Replaces the recovery codes of a user. False without a second factor. */
export async function setRecoveryCodes(db: Db | Tx, userId: string, hashes: string): Promise<boolean> {
  const set = await db.updateTable('auth.twoFactor').set({ backupCodes: hashes }).where('userId', '=', userId).where('verified', '=', true).returning('id').executeTakeFirst()
  return set !== undefined
}
