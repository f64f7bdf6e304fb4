import { sql } from 'kysely'
import type { Values } from '#rules/disclosures/field-schema.ts'
import type { Db, Tx } from './database.ts'

export type HouseholdBatch = { readonly id: string; readonly villageCode: number; readonly madeAt: Date; readonly made: number; readonly expiresOn: string; readonly endedOn: string | null }

/** The batches of a village, the newest first. */
export function listBatches(db: Db | Tx, villageCode: number): Promise<HouseholdBatch[]> {
  return db.selectFrom('householdCodeBatch').select(['id', 'villageCode', 'madeAt', 'made', 'expiresOn', 'endedOn']).where('villageCode', '=', villageCode).orderBy('madeAt', 'desc').orderBy('id').limit(50).execute()
}

export async function insertBatch(tx: Tx, batch: Omit<HouseholdBatch, 'endedOn'> & { readonly madeBy: string }, hashes: readonly Buffer[]): Promise<void> {
  await tx.insertInto('householdCodeBatch').values(batch).execute()
  await tx.insertInto('householdCode').values(hashes.map(codeHash => ({ codeHash, batchId: batch.id }))).execute()
}

/** Ends a batch: what was not used opens nothing any more. False where there is none such of this village, or it has ended. */
export async function endBatch(tx: Tx, id: string, villageCode: number, endedOn: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('householdCodeBatch').set({ endedOn }).where('id', '=', id).where('villageCode', '=', villageCode).where('endedOn', 'is', null).executeTakeFirst()
  if (numUpdatedRows > 0n) await tx.deleteFrom('householdCode').where('batchId', '=', id).execute()
  return numUpdatedRows > 0n
}

/** Uses a code, once: it is gone with its use. Answers the village, or undefined. */
export async function useCode(tx: Tx, codeHashes: readonly Buffer[], today: string): Promise<number | undefined> {
  const used = await tx.deleteFrom('householdCode').using('householdCodeBatch as batch').where('householdCode.codeHash', 'in', codeHashes)
    .whereRef('batch.id', '=', 'householdCode.batchId').where('batch.expiresOn', '>=', today).returning('batch.villageCode').executeTakeFirst()
  return used?.villageCode
}

export type Home = { readonly villageCode: number; readonly until: string }

/** From now until a day a resident counts as of this village. */
export async function setHome(tx: Tx, residentId: string, { villageCode, until }: Home): Promise<void> {
  await tx.insertInto('residentHome').values({ residentId, villageCode, until })
    .onConflict(there => there.columns(['residentId', 'villageCode']).doUpdateSet({ until: sql`greatest(resident_home.until, excluded.until)` })).execute()
}

export async function endHome(db: Db | Tx, residentId: string, villageCode: number): Promise<void> {
  await db.deleteFrom('residentHome').where('residentId', '=', residentId).where('villageCode', '=', villageCode).execute()
}

/** The villages whose person a resident is shown to be today. */
export function listHomes(db: Db | Tx, residentId: string, today: string): Promise<Home[]> {
  return db.selectFrom('residentHome').select(['villageCode', 'until']).where('residentId', '=', residentId).where('until', '>=', today).orderBy('villageCode').execute()
}

/** Takes away codes and homes that are over. */
export async function endHouseholds(db: Db, today: string): Promise<void> {
  await db.deleteFrom('residentHome').where('until', '<', today).execute()
  await db.deleteFrom('householdCode').using('householdCodeBatch as batch').whereRef('batch.id', '=', 'householdCode.batchId').where('batch.expiresOn', '<', today).execute()
}

type OfVersion = { readonly countyCode: number; readonly id: string }

/** Of what a version withholds, these fields and no others, of the header (seq 0) and of some rows. */
export async function listWithheld(db: Db, of: OfVersion, version: number, keys: readonly string[], rows: { readonly after: number; readonly most: number }): Promise<{ seq: number; cells: Values }[]> {
  const { rows: found } = await sql<{ seq: number; cells: Values }>`
    select seq, (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(cells) where key = any(${[...keys]}::text[])) as cells
    from disclosure_withheld where county_code = ${of.countyCode} and disclosure_id = ${of.id}::uuid and version = ${version}
      and (seq = 0 or (seq > ${rows.after} and seq <= ${rows.after + rows.most})) order by seq`.execute(db)
  return found
}
