import { sql } from 'kysely'
import type { MessageChannel } from '#rules/messages/hours.ts'
import type { Device } from '#rules/residents/device.ts'
import type { Db, Tx } from './database.ts'

export type ResidentKind = 'wechat' | 'phone' | 'province'

/** A sign-in that has begun; of a telephone number with what is needed to check and to send the code. */
export type NewAttempt = { readonly id: string; readonly kind: ResidentKind; readonly browserHash: Buffer; readonly expiresAt: Date; readonly identifier?: Buffer; readonly codeHash?: Buffer; readonly wrapped?: Buffer; readonly forCase?: string; readonly forResident?: string }

/** What a sign-in was begun for, if nobody is to be signed in: to be told of a case, or of the villages a resident follows. */
export type BegunFor = { readonly forCase: string | null; readonly forResident: string | null }

export async function insertAttempt(tx: Db | Tx, attempt: NewAttempt): Promise<void> {
  await tx.insertInto('signInAttempt').values(attempt).execute()
}

/** Counts one try of a code; undefined when there is no such sign-in, it is over, or was tried too often. */
export async function takeTry(tx: Tx, browserHash: Buffer, now: Date, most: number): Promise<{ id: string; identifier: Buffer; codeHash: Buffer; left: number } | undefined> {
  const taken = await tx.updateTable('signInAttempt').set({ tries: sql`tries + 1` }).where('browserHash', '=', browserHash).where('kind', '=', 'phone').where('expiresAt', '>', now).where('tries', '<', most)
    .returning(['id', 'identifier', 'codeHash', 'tries']).executeTakeFirst()
  return taken && { id: taken.id, identifier: taken.identifier!, codeHash: taken.codeHash!, left: most - taken.tries }
}

/** Ends a sign-in so that it serves once. Answers what it was for, if it was still there. */
export function endAttempt(tx: Db | Tx, browserHash: Buffer, kind: ResidentKind, now: Date): Promise<BegunFor | undefined> {
  return tx.deleteFrom('signInAttempt').where('browserHash', '=', browserHash).where('kind', '=', kind).where('expiresAt', '>', now).returning(['forCase', 'forResident']).executeTakeFirst()
}

/** Whoever is known by one of these identifiers; somebody new by the first. */
export async function enterResident(tx: Tx, kind: ResidentKind, [identifier, ...others]: readonly Buffer[], id: string, today: string): Promise<string> {
  const known = others.length === 0 ? undefined : await tx.updateTable('resident').set({ lastOn: sql`greatest(last_on, ${today}::date)` }).where('kind', '=', kind).where('identifier', 'in', others).returning('id').executeTakeFirst()
  if (known) return known.id
  const row = await tx.insertInto('resident').values({ id, kind, identifier: identifier!, createdOn: today, lastOn: today })
    .onConflict(there => there.columns(['kind', 'identifier']).doUpdateSet({ lastOn: sql`greatest(resident.last_on, excluded.last_on)` })).returning('id').executeTakeFirstOrThrow()
  return row.id
}

export async function insertSession(tx: Tx, session: { id: string; tokenHash: Buffer; residentId: string; device: Device; begunAt: Date; seenAt: Date; expiresAt: Date }): Promise<void> {
  await tx.insertInto('residentSession').values(session).execute()
}

/** The session of a token that has not ended: neither its days are over, nor was it unused since `idleSince`. */
export function findSession(db: Db | Tx, tokenHash: Buffer, now: Date, idleSince: Date): Promise<{ id: string; residentId: string; begunAt: Date; seenAt: Date } | undefined> {
  return db.selectFrom('residentSession').select(['id', 'residentId', 'begunAt', 'seenAt']).where('tokenHash', '=', tokenHash).where('expiresAt', '>', now).where('seenAt', '>', idleSince).executeTakeFirst()
}

/** Says that a session is used, so that it does not end yet. */
export async function keepSession(db: Db | Tx, id: string, seenAt: Date): Promise<void> {
  await db.updateTable('residentSession').set({ seenAt }).where('id', '=', id).execute()
}

export type ResidentSession = { readonly id: string; readonly device: Device; readonly begunAt: Date; readonly seenAt: Date }

/** The sessions of a resident that have not ended, the one used last first. */
export async function listSessions(db: Db | Tx, residentId: string, now: Date, idleSince: Date): Promise<ResidentSession[]> {
  return await db.selectFrom('residentSession').select(['id', 'device', 'begunAt', 'seenAt']).where('residentId', '=', residentId).where('expiresAt', '>', now).where('seenAt', '>', idleSince)
    .orderBy('seenAt', 'desc').orderBy('id').execute() as ResidentSession[]
}

/** Ends one session of a resident; another's is not touched. */
export async function deleteSessionById(db: Db | Tx, residentId: string, id: string): Promise<void> {
  await db.deleteFrom('residentSession').where('residentId', '=', residentId).where('id', '=', id).execute()
}

/** How a resident signs in, and since when. */
export async function getResident(db: Db | Tx, id: string): Promise<{ kind: ResidentKind; createdOn: string; lastOn: string }> {
  return await db.selectFrom('resident').select(['kind', 'createdOn', 'lastOn']).where('id', '=', id).executeTakeFirstOrThrow() as { kind: ResidentKind; createdOn: string; lastOn: string }
}

export async function deleteSession(db: Db | Tx, tokenHash: Buffer): Promise<void> {
  await db.deleteFrom('residentSession').where('tokenHash', '=', tokenHash).execute()
}

export async function deleteSessionsOf(db: Db | Tx, residentId: string): Promise<void> {
  await db.deleteFrom('residentSession').where('residentId', '=', residentId).execute()
}

/** Deletes a resident with every session, list and village. */
export async function deleteResident(db: Db | Tx, id: string): Promise<void> {
  await db.deleteFrom('resident').where('id', '=', id).execute()
}

/** Puts a complaint into a list; one that is there stays as it is. Answers how many there are. */
export async function keepCase(tx: Tx, kept: { residentId: string; caseId: string; wrapped: Buffer; keptOn: string }): Promise<void> {
  await tx.insertInto('residentCase').values(kept).onConflict(there => there.columns(['residentId', 'caseId']).doNothing()).execute()
}

export async function dropCase(db: Db | Tx, residentId: string, caseId: string): Promise<void> {
  await db.deleteFrom('residentCase').where('residentId', '=', residentId).where('caseId', '=', caseId).execute()
}

/** The complaints of a list, the newest first. */
export function listKeptCases(db: Db | Tx, residentId: string): Promise<{ caseId: string; wrapped: Buffer }[]> {
  return db.selectFrom('residentCase').innerJoin('caseFile', 'caseFile.id', 'residentCase.caseId').select(['caseId', 'wrapped']).where('residentId', '=', residentId)
    .orderBy('caseFile.receivedOn', 'desc').orderBy('caseId').execute()
}

export async function followVillage(tx: Db | Tx, followed: { residentId: string; villageCode: number; followedOn: string; toldAt: Date }): Promise<void> {
  await tx.insertInto('residentVillage').values(followed).onConflict(there => there.columns(['residentId', 'villageCode']).doNothing()).execute()
}

export async function unfollowVillage(db: Db | Tx, residentId: string, villageCode: number): Promise<void> {
  await db.deleteFrom('residentVillage').where('residentId', '=', residentId).where('villageCode', '=', villageCode).execute()
}

export async function listFollowed(db: Db | Tx, residentId: string): Promise<number[]> {
  return (await db.selectFrom('residentVillage').select('villageCode').where('residentId', '=', residentId).orderBy('villageCode').execute()).map(({ villageCode }) => villageCode)
}

/** Puts the address of a resident in the place of the one before; without `wrapped` there is none any more. */
export async function setResidentContact(tx: Tx, residentId: string, channel: MessageChannel, wrapped: Buffer | undefined): Promise<void> {
  await tx.deleteFrom('vault.residentContact').where('residentId', '=', residentId).where('channel', '=', channel).execute()
  if (wrapped) await tx.insertInto('vault.residentContact').values({ residentId, channel, wrapped }).execute()
}

/** The residents who left an address and follow a village that published since they were told; from now on they count as told. */
export async function takeFollowersToTell(tx: Tx, now: Date): Promise<string[]> {
  const rows = await tx.updateTable('residentVillage').set({ toldAt: now })
    .where(({ exists, selectFrom }) => exists(selectFrom('pub.disclosure as record').select('record.id').whereRef('record.villageCode', '=', 'residentVillage.villageCode')
      .where('record.withdrawnAt', 'is', null).whereRef('record.publishedAt', '>', 'residentVillage.toldAt').where('record.publishedAt', '<=', now)))
    .where(({ exists, selectFrom }) => exists(selectFrom('vault.residentContact as contact').select('contact.residentId').whereRef('contact.residentId', '=', 'residentVillage.residentId')))
    .returning('residentId').execute()
  return [...new Set(rows.map(({ residentId }) => residentId))]
}

/** Takes away sign-ins and sessions that are over, and residents who have not come since a day. Answers how many those were. */
export async function endResidents(db: Db | Tx, now: Date, idleSince: Date, notSince: string): Promise<number> {
  await db.deleteFrom('signInAttempt').where('expiresAt', '<=', now).execute()
  await db.deleteFrom('residentSession').where(either => either.or([either('expiresAt', '<=', now), either('seenAt', '<=', idleSince)])).execute()
  return Number((await db.deleteFrom('resident').where('lastOn', '<', notSince).executeTakeFirst()).numDeletedRows)
}
