import { sql } from 'kysely'
import type { HolidayNotice } from '#rules/calendar/working-days.ts'
import type { Catalogue } from '#rules/catalogue/catalogue.ts'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import type { DivisionEntry } from '#rules/divisions/division-file.ts'
import { cityOf, rangeOf } from '#rules/divisions/division-code.ts'
import type { Db } from './database.ts'

/**
 * Loads places, as ydt_owner. Known codes keep their row; a new name moves the old one to the former names; a code of the same
 * city that is no longer listed ends on `validFrom`. Makes the partition of each county. Loading the same file again changes nothing.
 */
export async function loadDivisions(owner: Db, entries: readonly DivisionEntry[], validFrom: string): Promise<{ loaded: number; ended: number }> {
  const listed = JSON.stringify(entries)
  return owner.transaction().execute(async tx => {
    await sql`
      insert into pub.division_former_name (code, name, valid_to)
      select known.code, known.name, ${validFrom}::date
      from jsonb_to_recordset(${listed}::jsonb) as entry (code bigint, name text) join pub.division known using (code)
      where known.name <> entry.name on conflict do nothing`.execute(tx)
    await sql`
      insert into pub.division (code, name, level, county_code, urban_rural, is_virtual, valid_from)
      select code, name, level, "countyCode", "urbanRural", "isVirtual", ${validFrom}::date
      from jsonb_to_recordset(${listed}::jsonb) as entry (code bigint, name text, level text, "countyCode" bigint, "urbanRural" text, "isVirtual" boolean)
      on conflict (code) do update set name = excluded.name, urban_rural = excluded.urban_rural, is_virtual = excluded.is_virtual, valid_to = null
      where (pub.division.name, pub.division.is_virtual, pub.division.valid_to) is distinct from (excluded.name, excluded.is_virtual, null::date)`.execute(tx)
    let ended = 0
    for (const city of new Set(entries.filter(entry => entry.level !== 'province').map(entry => cityOf(entry.code)))) {
      const { low, high } = rangeOf(city)
      const { numAffectedRows } = await sql`
        update pub.division set valid_to = ${validFrom}::date
        where code between ${low} and ${high} and valid_to is null and valid_from < ${validFrom}::date
          and code not in (select (entry ->> 'code')::bigint from jsonb_array_elements(${listed}::jsonb) as entry)`.execute(tx)
      ended += Number(numAffectedRows ?? 0)
    }
    for (const county of entries.filter(entry => entry.level === 'county')) await makePartition(tx, county.code)
    return { loaded: entries.length, ended }
  })
}

async function makePartition(tx: Db, countyCode: number): Promise<void> {
  const name = sql.id('pub', `disclosure_row_${countyCode}`)
  const { rows } = await sql<{ made: boolean }>`select to_regclass(${`pub.disclosure_row_${countyCode}`}) is not null as made`.execute(tx)
  if (rows[0]!.made) return
  await sql`create table ${name} partition of pub.disclosure_row for values in (${sql.raw(String(countyCode))})`.execute(tx)
}

/** Loads a version of the supervision-item list, unless it is there already: a version never changes. */
export async function loadCatalogue(owner: Db, catalogue: Catalogue): Promise<void> {
  await owner.transaction().execute(async tx => {
    const there = await tx.selectFrom('pub.catalogueCategory').select('version').where('version', '=', catalogue.version).limit(1).executeTakeFirst()
    if (there) return
    const { version } = catalogue
    await tx.insertInto('pub.catalogueCategory').values(catalogue.categories.map((category, seq) => ({ version, slug: category.slug, seq, nameZh: category.zh, nameEn: category.en }))).execute()
    await tx.insertInto('pub.catalogueItem').values(catalogue.items.map((item, seq) => ({
      version, slug: item.slug, category: item.category, seq, number: item.number, nameZh: item.zh, nameEn: item.en, cadence: item.cadence, noticeDays: item.noticeDays,
      responsible: JSON.stringify(item.responsible), supervising: JSON.stringify(item.supervising), basis: JSON.stringify(item.basis),
    }))).execute()
  })
}

/** Loads field schemas that are not there yet. */
export async function loadSchemas(owner: Db, schemas: readonly FieldSchema[]): Promise<void> {
  for (const schema of schemas) {
    await owner.insertInto('pub.fieldSchema').values({ item: schema.item, version: schema.version, body: JSON.stringify(schema) }).onConflict(there => there.doNothing()).execute()
  }
}

/** Loads holiday notices; a notice that was amended replaces the year's earlier state. */
export async function loadHolidayNotices(owner: Db, notices: readonly HolidayNotice[]): Promise<void> {
  for (const { year, papers, days } of notices) {
    const said = { papers: JSON.stringify(papers), days: JSON.stringify(days) }
    await owner.insertInto('pub.holidayNotice').values({ year, ...said }).onConflict(there => there.column('year').doUpdateSet(said)).execute()
  }
}

/** The notices in the database, for the calendar every process computes with. */
export async function listHolidayNotices(db: Db): Promise<HolidayNotice[]> {
  const rows = await db.selectFrom('pub.holidayNotice').select(['year', 'papers', 'days']).orderBy('year').execute()
  return rows as unknown as HolidayNotice[]
}
