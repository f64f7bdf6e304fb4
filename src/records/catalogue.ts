import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { Names, SupervisionItem } from '#rules/catalogue/catalogue.ts'
import type { CountyProcedure } from '#rules/catalogue/county-procedure.ts'
import { countyItems, countyList, type CountyItem, type DatedChange } from '#rules/catalogue/county-list.ts'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import type { Cadence } from '#rules/disclosures/days.ts'
import type { Db, Tx } from './database.ts'

/** All items of the newest edition of the common list, before any county changed it, in the order of the list. */
export async function listItems(db: Db | Tx): Promise<SupervisionItem[]> {
  const rows = await db.selectFrom('pub.catalogueItem').select(['slug', 'category', 'number', 'nameZh', 'nameEn', 'cadence', 'noticeDays', 'responsible', 'supervising', 'basis'])
    .where('version', '=', newest => newest.selectFrom('pub.catalogueCategory').select(made => made.fn.max('version').as('version'))).orderBy('seq').execute()
  return rows.map(({ nameZh, nameEn, cadence, responsible, supervising, basis, ...item }) => ({
    ...item, zh: nameZh, en: nameEn, cadence: cadence as Cadence,
    responsible: responsible as unknown as Names, supervising: supervising as unknown as Names, basis: basis as unknown as string[],
  }))
}

/** The edition of the common list that is in force. */
export async function getCatalogueVersion(db: Db | Tx): Promise<number> {
  const { version } = await db.selectFrom('pub.catalogueCategory').select(made => made.fn.max('version').as('version')).executeTakeFirstOrThrow()
  return version
}

/** The decisions of every county that has made any, by county. */
export async function listChangesByCounty(db: Db | Tx): Promise<Map<number, DatedChange[]>> {
  const rows = await allChanges(db).execute()
  return new Map([...Map.groupBy(rows, row => row.countyCode)].map(([county, of]) => [county, of.map(toChange)]))
}

/** The list of a county on a day: what its clerks are offered and its villages owe. */
export async function listItemsFor(db: Db | Tx, countyCode: number, day: PlainDate): Promise<CountyItem[]> {
  return countyList(await listItems(db), await listChanges(db, countyCode), day)
}

/** Every item a county's list has or had, retired and coming ones too: an old record still says what it is of. */
export async function listItemsEver(db: Db | Tx, countyCode: number, day: PlainDate): Promise<CountyItem[]> {
  return countyItems(await listItems(db), await listChanges(db, countyCode), day)
}

/** An item of a county in whatever state it is on a day. */
export async function findItemFor(db: Db | Tx, countyCode: number, slug: string, day: PlainDate): Promise<CountyItem | undefined> {
  return (await listItemsEver(db, countyCode, day)).find(item => item.slug === slug)
}

/** What an item is called in each county on a day; asked once for a list whose lines are of many counties. */
export async function openItemNames(db: Db | Tx, day: PlainDate): Promise<(countyCode: number, slug: string) => Names | undefined> {
  const base = await listItems(db)
  const changes = await listChangesByCounty(db)
  const common = new Map(base.map(item => [item.slug, item]))
  const own = new Map([...changes].map(([county, rows]) => [county, new Map(countyItems(base, rows, day).map(item => [item.slug, item]))]))
  return (countyCode, slug) => {
    const item = (own.get(countyCode) ?? common).get(slug)
    return item && { zh: item.zh, en: item.en }
  }
}

/** The decisions of a county about its list, in the order in which they were made for each item. */
export async function listChanges(db: Db | Tx, countyCode: number): Promise<DatedChange[]> {
  return (await allChanges(db).where('countyCode', '=', countyCode).execute()).map(toChange)
}

function allChanges(db: Db | Tx) {
  return db.selectFrom('pub.countyItem').select(['countyCode', 'slug', 'seq', 'validFrom', 'change']).orderBy('slug').orderBy('seq')
}

function toChange({ slug, seq, validFrom, change }: { slug: string; seq: number; validFrom: string; change: unknown }): DatedChange {
  return { slug, seq, validFrom: validFrom as PlainDate, change: change as DatedChange['change'] }
}

/** The procedure that a county set for an item and that holds on a day; undefined where it follows the common list. */
export async function findCountyProcedure(db: Db | Tx, countyCode: number, slug: string, day: PlainDate): Promise<CountyProcedure | undefined> {
  const found = await db.selectFrom('pub.itemProcedure').select('body').where('countyCode', '=', countyCode).where('slug', '=', slug).where('validFrom', '<=', day)
    .orderBy('validFrom', 'desc').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  return (found?.body ?? undefined) as CountyProcedure | undefined
}

/** Categories of the newest edition of the list, in order. */
export function listCategories(db: Db | Tx) {
  return db.selectFrom('pub.catalogueCategory').select(['version', 'slug', 'nameZh', 'nameEn'])
    .where('version', '=', newest => newest.selectFrom('pub.catalogueCategory').select(made => made.fn.max('version').as('version'))).orderBy('seq').execute()
}

/** The form of an item in a county on a day: the county's own newest, else the newest that came with the list; undefined while there is none. */
export async function findNewestSchema(db: Db | Tx, item: string, countyCode: number, day: PlainDate): Promise<FieldSchema | undefined> {
  const found = await schemasOf(db, countyCode, day).select('body').where('item', '=', item)
    .orderBy('countyCode', order => order.asc().nullsLast()).orderBy('version', 'desc').limit(1).executeTakeFirst()
  return found?.body as unknown as FieldSchema | undefined
}

/** One version of an item's form: one that came with the list, or one of this county's own. */
export async function findSchemaVersion(db: Db | Tx, item: string, version: number): Promise<FieldSchema | undefined> {
  const found = await db.selectFrom('pub.fieldSchema').select('body').where('item', '=', item).where('version', '=', version).executeTakeFirst()
  return found?.body as unknown as FieldSchema | undefined
}

/** Items that have a form in a county. */
export async function listItemsWithSchema(db: Db | Tx, countyCode: number, day: PlainDate): Promise<Set<string>> {
  const rows = await schemasOf(db, countyCode, day).select('item').distinct().execute()
  return new Set(rows.map(row => row.item))
}

function schemasOf(db: Db | Tx, countyCode: number, day: PlainDate) {
  return db.selectFrom('pub.fieldSchema').where(where => where.or([where('countyCode', 'is', null), where.and([where('countyCode', '=', countyCode), where('validFrom', '<=', day)])]))
}
