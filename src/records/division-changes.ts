import { sql } from 'kysely'
import { cityOf, rangeOf } from '#rules/divisions/division-code.ts'
import type { DivisionEntry } from '#rules/divisions/division-file.ts'
import type { Db } from './database.ts'

export type Place = { readonly code: number; readonly name: string }
/** What hangs on a place that a file leaves out. */
export type PlaceInUse = Place & { readonly records: number; readonly cases: number; readonly posts: number }

export type DivisionChanges = {
  readonly added: readonly Place[]
  readonly renamed: readonly (Place & { readonly before: string })[]
  /** Ended earlier, and listed again. */
  readonly revived: readonly Place[]
  readonly ended: readonly PlaceInUse[]
}

/** What loadDivisions of reference-data.ts would do with a file, as ydt_owner; it changes nothing. A test holds the two together. */
export async function divisionChanges(owner: Db, entries: readonly DivisionEntry[], validFrom: string, today: string): Promise<DivisionChanges> {
  const listed = JSON.stringify(entries)
  const { rows } = await sql<Place & { before: string | null; isOver: boolean }>`
    select entry.code, entry.name, known.name as before, known.valid_to is not null as "isOver"
    from jsonb_to_recordset(${listed}::jsonb) as entry (code bigint, name text) left join pub.division as known using (code)
    where known.code is null or known.name <> entry.name or known.valid_to is not null order by entry.code`.execute(owner)
  const ended: PlaceInUse[] = []
  for (const city of new Set(entries.filter(entry => entry.level !== 'province').map(entry => cityOf(entry.code)))) ended.push(...await leftOut(owner, city, listed, { validFrom, today }))
  return {
    added: rows.filter(({ before }) => before === null).map(({ code, name }) => ({ code, name })),
    renamed: rows.flatMap(({ code, name, before }) => (before === null || before === name ? [] : [{ code, name, before }])),
    revived: rows.filter(({ isOver }) => isOver).map(({ code, name }) => ({ code, name })),
    ended,
  }
}

async function leftOut(owner: Db, city: number, listed: string, { validFrom, today }: { readonly validFrom: string; readonly today: string }): Promise<PlaceInUse[]> {
  const { low, high } = rangeOf(city)
  const { rows } = await sql<PlaceInUse>`
    select place.code, place.name,
      (select count(*)::int from pub.disclosure where village_code = place.code and withdrawn_at is null) as records,
      (select count(*)::int from case_file where village_code = place.code and state not in ('closed', 'lapsed', 'diverted', 'rejected', 'withdrawn')) as cases,
      (select count(*)::int from officer join unit on unit.id = officer.unit_id where unit.division_code = place.code and (officer.active_to is null or officer.active_to > ${today}::date)) as posts
    from pub.division as place
    where place.code between ${low} and ${high} and place.valid_to is null and place.valid_from < ${validFrom}::date
      and place.code not in (select (entry ->> 'code')::bigint from jsonb_array_elements(${listed}::jsonb) as entry)
    order by place.code`.execute(owner)
  return rows
}
