import { rowLabel, shownValue } from '#rules/disclosures/display.ts'
import { findField, type FieldSchema, type Values } from '#rules/disclosures/field-schema.ts'
import type { Seen } from './cases.ts'
import type { Db, Tx } from './database.ts'

const disclosureColumns = ['id', 'countyCode', 'villageCode', 'itemSlug', 'category', 'schemaVersion', 'period', 'periodStart', 'periodEnd', 'title', 'currentVersion', 'rowCount', 'totalFen', 'publishedAt', 'noticeEndsOn', 'withdrawnAt'] as const

/** The published record as its latest version stands. */
export function findDisclosure(db: Db | Tx, id: string) {
  return db.selectFrom('pub.disclosure').select(disclosureColumns).where('id', '=', id).executeTakeFirst()
}

/** Locks the record until the transaction ends. */
export function findDisclosureForUpdate(tx: Tx, id: string) {
  return tx.selectFrom('pub.disclosure').select(disclosureColumns).where('id', '=', id).forUpdate().executeTakeFirst()
}

/** The record of an item whose period began last in a village, among those first published by a moment. */
export function findNewestOfItem(db: Db | Tx, villageCode: number, itemSlug: string, by?: Date) {
  return db.selectFrom('pub.disclosure').select(['id', 'title', 'currentVersion', 'rowCount']).where('villageCode', '=', villageCode).where('itemSlug', '=', itemSlug).where('withdrawnAt', 'is', null)
    .$if(by !== undefined, query => query.where('firstPublishedAt', '<=', by!)).orderBy('periodStart', 'desc').limit(1).executeTakeFirst()
}

/** The field schema a record was made with. */
export async function getSchema(db: Db | Tx, item: string, version: number): Promise<FieldSchema> {
  const found = await db.selectFrom('pub.fieldSchema').select('body').where('item', '=', item).where('version', '=', version).executeTakeFirst()
  if (!found) throw new Error(`no field schema ${item} version ${version}`)
  return found.body as unknown as FieldSchema
}

/** Every version of every form. */
export async function listSchemas(db: Db | Tx): Promise<FieldSchema[]> {
  return (await db.selectFrom('pub.fieldSchema').select('body').orderBy('item').orderBy('version').execute()).map(row => row.body as unknown as FieldSchema)
}

/** What a resident sees at one place of one published version, in words; undefined when there is no such place. */
export async function findSeen(db: Db | Tx, about: { disclosureId: string; version: number; rowSeq?: number; fieldKey?: string }): Promise<{ villageCode: number; itemSlug: string; seen: Seen } | undefined> {
  const found = await db.selectFrom('pub.disclosure').innerJoin('pub.disclosureVersion as version', join => join
    .onRef('version.countyCode', '=', 'pub.disclosure.countyCode').onRef('version.disclosureId', '=', 'pub.disclosure.id'))
    .select(['pub.disclosure.countyCode', 'pub.disclosure.villageCode', 'pub.disclosure.itemSlug', 'version.schemaVersion', 'version.title', 'version.fields'])
    .where('pub.disclosure.id', '=', about.disclosureId).where('version.version', '=', about.version).where('pub.disclosure.withdrawnAt', 'is', null)
    // What was taken down is not quoted either: the quotation would show it again.
    .where(eb => eb.not(eb.exists(eb.selectFrom('pub.takedown as gone').select('gone.version').whereRef('gone.disclosureId', '=', 'version.disclosureId').whereRef('gone.version', '=', 'version.version'))))
    .executeTakeFirst()
  if (!found) return undefined
  const schema = await getSchema(db, found.itemSlug, found.schemaVersion)
  const row = about.rowSeq === undefined ? undefined : await findRow(db, found.countyCode, about.disclosureId, about.version, about.rowSeq)
  if (about.rowSeq !== undefined && !row) return undefined
  const place = placeOf(schema, found.fields as unknown as Values, row, about.fieldKey)
  return place && { villageCode: found.villageCode, itemSlug: found.itemSlug, seen: { title: found.title, ...place } }
}

/** One published row. */
export async function findRow(db: Db | Tx, countyCode: number, disclosureId: string, version: number, seq: number): Promise<Values | undefined> {
  const found = await db.selectFrom('pub.disclosureRow').select('cells').where('countyCode', '=', countyCode)
    .where('disclosureId', '=', disclosureId).where('version', '=', version).where('seq', '=', seq).executeTakeFirst()
  return found?.cells as unknown as Values | undefined
}

function placeOf(schema: FieldSchema, fields: Values, row: Values | undefined, fieldKey: string | undefined): Omit<Seen, 'title'> | undefined {
  const label = row ? rowLabel(schema, row) : undefined
  if (fieldKey === undefined) return row ? { label: label! } : {}
  const field = findField(schema, row ? 'row' : 'field', fieldKey)
  const value = (row ?? fields)[fieldKey]
  if (!field || field.audience !== 'public' || value === undefined) return undefined
  return { label: label ? `${label} · ${field.zh}` : field.zh, value: shownValue(field, value, 'zh') }
}
