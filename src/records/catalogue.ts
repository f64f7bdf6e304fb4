import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import type { Cadence } from '#rules/disclosures/days.ts'
import type { Db, Tx } from './database.ts'

/** A supervision item of the newest catalogue version. */
export async function findItem(db: Db | Tx, slug: string) {
  const found = await items(db).where('slug', '=', slug).executeTakeFirst()
  return found && { ...found, cadence: found.cadence as Cadence }
}

/** All items of the newest catalogue version, in the order of the list. */
export function listItems(db: Db | Tx) {
  return items(db).orderBy('seq').execute()
}

function items(db: Db | Tx) {
  return db.selectFrom('pub.catalogueItem').select(['version', 'slug', 'category', 'number', 'nameZh', 'nameEn', 'cadence', 'noticeDays'])
    .where('version', '=', newest => newest.selectFrom('pub.catalogueCategory').select(made => made.fn.max('version').as('version')))
}

/** Categories of the newest catalogue version, in order. */
export function listCategories(db: Db | Tx) {
  return db.selectFrom('pub.catalogueCategory').select(['version', 'slug', 'nameZh', 'nameEn'])
    .where('version', '=', newest => newest.selectFrom('pub.catalogueCategory').select(made => made.fn.max('version').as('version'))).orderBy('seq').execute()
}

/** The newest field schema of an item; undefined while the item has none. */
export async function findNewestSchema(db: Db | Tx, item: string): Promise<FieldSchema | undefined> {
  const found = await db.selectFrom('pub.fieldSchema').select('body').where('item', '=', item).orderBy('version', 'desc').limit(1).executeTakeFirst()
  return found?.body as unknown as FieldSchema | undefined
}

/** Items that have a field schema. */
export async function listItemsWithSchema(db: Db | Tx): Promise<Set<string>> {
  const rows = await db.selectFrom('pub.fieldSchema').select('item').distinct().execute()
  return new Set(rows.map(row => row.item))
}
