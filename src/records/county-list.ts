import { sql } from 'kysely'
import type { DatedChange } from '#rules/catalogue/county-list.ts'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { Tx } from './database.ts'

/** Lets one decision about a county's list be made after the other, until the transaction ends. */
export async function lockCountyList(tx: Tx, countyCode: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('the list of a county', ${countyCode}::bigint))`.execute(tx)
}

/** Writes down a decision of a county. */
export async function insertChange(tx: Tx, countyCode: number, made: DatedChange & { readonly authorId: string; readonly at: Date }): Promise<void> {
  const { slug, seq, validFrom, change, authorId, at } = made
  await tx.insertInto('pub.countyItem').values({ countyCode, slug, seq, validFrom, change: JSON.stringify(change), authorId, madeAt: at }).execute()
}

/** The number the next form of a county gets: counties share the numbers of an item, beginning at 1000. */
export async function nextFormVersion(tx: Tx, item: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('the forms of an item', hashtext(${item})::bigint))`.execute(tx)
  const found = await tx.selectFrom('pub.fieldSchema').select(made => made.fn.max('version').as('version')).where('item', '=', item).executeTakeFirst()
  return Math.max(1000, (found?.version ?? 0) + 1)
}

/** Keeps a county's form. Records made before keep the form they were made with. */
export async function insertForm(tx: Tx, countyCode: number, schema: FieldSchema, made: { readonly validFrom: PlainDate; readonly authorId: string; readonly at: Date }): Promise<void> {
  await tx.insertInto('pub.fieldSchema').values({
    item: schema.item, version: schema.version, body: JSON.stringify(schema), countyCode, validFrom: made.validFrom, authorId: made.authorId, madeAt: made.at,
  }).execute()
}
