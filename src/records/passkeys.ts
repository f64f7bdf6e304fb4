import { sql } from 'kysely'
import type { Db, Tx } from './database.ts'

export type NewPasskey = { readonly id: string; readonly userId: string; readonly credentialId: string; readonly publicKey: Buffer; readonly counter: number; readonly transports: string[]; readonly name: string; readonly madeAt: Date }

export async function insertPasskey(tx: Tx, passkey: NewPasskey): Promise<void> {
  await tx.insertInto('auth.passkey').values(passkey).execute()
}

/** A passkey by what it calls itself. */
export function findPasskey(db: Db, credentialId: string) {
  return db.selectFrom('auth.passkey').select(['id', 'userId', 'credentialId', 'publicKey', 'counter']).where('credentialId', '=', credentialId).executeTakeFirst()
}

/** The passkeys of a user, the oldest first. */
export function listPasskeys(db: Db | Tx, userId: string) {
  return db.selectFrom('auth.passkey').select(['id', 'credentialId', 'publicKey', 'transports', 'name', 'madeAt', 'usedAt']).where('userId', '=', userId).orderBy('madeAt').orderBy('id').limit(50).execute()
}

/** Whether a user has a passkey. */
export async function hasPasskey(db: Db | Tx, userId: string): Promise<boolean> {
  return await db.selectFrom('auth.passkey').select('id').where('userId', '=', userId).limit(1).executeTakeFirst() !== undefined
}

/** Notes that a passkey was used. False when its counter did not go on: then there are two of it. Passkeys that live on several devices do not count; theirs stays 0. */
export async function notePasskeyUsed(db: Db | Tx, id: string, counter: number, usedAt: Date): Promise<boolean> {
  const noted = await db.updateTable('auth.passkey').set({ counter, usedAt }).where('id', '=', id).where(sql<boolean>`(counter < ${counter} or counter = 0 and ${counter} = 0)`).returning('id').executeTakeFirst()
  return noted !== undefined
}

/** Gives a passkey of a user another name. False if there is none. */
export async function renamePasskey(db: Db, userId: string, id: string, name: string): Promise<boolean> {
  return await db.updateTable('auth.passkey').set({ name }).where('userId', '=', userId).where('id', '=', id).returning('id').executeTakeFirst() !== undefined
}

/** Takes a passkey of a user away. False if there is none. */
export async function deletePasskey(tx: Tx, userId: string, id: string): Promise<boolean> {
  return await tx.deleteFrom('auth.passkey').where('userId', '=', userId).where('id', '=', id).returning('id').executeTakeFirst() !== undefined
}
