import { sql } from 'kysely'
import type { Values } from '#rules/disclosures/field-schema.ts'
import type { ProjectRecord } from '#rules/projects/facts.ts'
import type { Db, Tx } from './database.ts'

/** The next number of a village's projects in a year. Waits for whoever takes one at the same time. */
export async function takeProjectNumber(tx: Tx, villageCode: number, year: number): Promise<number> {
  const { last } = await tx.insertInto('projectNumber').values({ villageCode, year, last: 1 })
    .onConflict(known => known.columns(['villageCode', 'year']).doUpdateSet({ last: sql`project_number.last + 1` })).returning('last').executeTakeFirstOrThrow()
  return last
}

/** Ties a published record to its project, which the first record makes; another code in a correction moves the record. */
export async function keepProjectRecord(tx: Tx, of: { countyCode: number; villageCode: number; disclosureId: string; code: string; name: string; isPlan: boolean }): Promise<void> {
  const { countyCode, villageCode, disclosureId, code, name, isPlan } = of
  await tx.insertInto('pub.project').values({ countyCode, code, id: crypto.randomUUID(), villageCode, name })
    .onConflict(known => isPlan ? known.columns(['countyCode', 'code']).doUpdateSet({ name }) : known.doNothing()).execute()
  await tx.deleteFrom('pub.projectRecord').where('countyCode', '=', countyCode).where('disclosureId', '=', disclosureId).where('code', '<>', code).execute()
  await tx.insertInto('pub.projectRecord').values({ countyCode, code, disclosureId }).onConflict(known => known.doNothing()).execute()
}

/** A record lost its code: no project tells of it any more. */
export async function dropProjectRecord(tx: Tx, of: { countyCode: number; disclosureId: string }): Promise<void> {
  await tx.deleteFrom('pub.projectRecord').where('countyCode', '=', of.countyCode).where('disclosureId', '=', of.disclosureId).execute()
}

/** Whether a project with this code has been published in the village. */
export async function isProjectOf(db: Db | Tx, villageCode: number, code: string): Promise<boolean> {
  return await db.selectFrom('pub.project').select('id').where('villageCode', '=', villageCode).where('code', '=', code).executeTakeFirst() !== undefined
}

/** The published records of a project, each as its latest version says. */
export async function listProjectRecords(db: Db | Tx, countyCode: number, code: string): Promise<ProjectRecord[]> {
  const rows = await db.selectFrom('pub.projectRecord as part')
    .innerJoin('pub.disclosure as record', join => join.onRef('record.countyCode', '=', 'part.countyCode').onRef('record.id', '=', 'part.disclosureId'))
    .innerJoin('pub.disclosureVersion as version', join => join.onRef('version.countyCode', '=', 'record.countyCode').onRef('version.disclosureId', '=', 'record.id').onRef('version.version', '=', 'record.currentVersion'))
    .select(['record.id', 'record.itemSlug', 'record.currentVersion as version', 'record.periodStart', 'record.title', 'record.totalFen as paidFen', 'version.fields',
      sql<string>`(record.published_at at time zone 'Asia/Shanghai')::date`.as('publishedOn')])
    .where('part.countyCode', '=', countyCode).where('part.code', '=', code).orderBy('record.periodStart').orderBy('record.id').limit(500).execute()
  return rows.map(row => ({ ...row, fields: row.fields as unknown as Values }))
}

/** Projects of a village for whoever writes the next record of one, the newest first. */
export function listProjectCodes(db: Db | Tx, villageCode: number) {
  return db.selectFrom('pub.project').select(['code', 'name']).where('villageCode', '=', villageCode).orderBy('code', 'desc').limit(200).execute()
}
