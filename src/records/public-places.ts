import { sql } from 'kysely'
import type { DivisionLevel } from '#rules/divisions/division-code.ts'
import { compiler, prepare, type PublicReader } from './public-prepared.ts'

/** A place that residents can look at. `validTo` is the day it ended, if it was merged or renamed away. */
export type Place = {
  readonly code: number
  readonly name: string
  readonly level: DivisionLevel
  readonly isVirtual: boolean
  readonly validTo: string | null
}

/** A place found by name, with the name it was found under if that is a former one. */
export type FoundPlace = Place & { readonly formerName: string | null }

const placeColumns = ['code', 'name', 'level', 'isVirtual', 'validTo'] as const

const placesByCode = prepare<{ codes: number[] }>()('places', given =>
  compiler.selectFrom('pub.division').select(placeColumns).where('code', '=', sql<number>`any(${given.codes}::bigint[])`).orderBy('code'))

/** The place and everything it lies in, from the province down; without gaps it does not matter which levels are loaded. */
export async function listPath(reader: PublicReader, code: number): Promise<Place[]> {
  const above = [10_000_000_000, 100_000_000, 1_000_000, 1_000, 1].map(span => code - code % span)
  return await placesByCode.run(reader, { codes: [...new Set(above)] }) as Place[]
}

const placesWithin = prepare<{ low: number; high: number }>()('places_within', given =>
  compiler.selectFrom('pub.division as place').select(placeColumns)
    .where('code', '>', given.low).where('code', '<=', given.high).where('validTo', 'is', null)
    // A place lies directly below if no present place lies between: a province may hold counties without a city.
    .where(eb => eb.not(eb.exists(
      compiler.selectFrom('pub.division as between').select('between.code').where('between.validTo', 'is', null)
        .where('between.code', '>', given.low)
        .where(sql<boolean>`"between"."code" < "place"."code" and "between"."code" = any(array["place"."code" - "place"."code" % 10000000000, "place"."code" - "place"."code" % 100000000, "place"."code" - "place"."code" % 1000000, "place"."code" - "place"."code" % 1000])`),
    )))
    .orderBy('code').limit(1000))

/** The present places directly below one. With `everywhere` the topmost places that are loaded. */
export async function listPlacesBelow(reader: PublicReader, range: { readonly low: number; readonly high: number }): Promise<Place[]> {
  return await placesWithin.run(reader, range) as Place[]
}

const placesNamed = prepare<{ name: string; most: number }>()('places_named', given =>
  compiler.selectFrom('pub.division').leftJoin('pub.divisionFormerName as former', join => join
    .onRef('former.code', '=', 'pub.division.code').on(sql<boolean>`position(${given.name} in former.name) > 0`))
    .select(['pub.division.code', 'pub.division.name', 'level', 'isVirtual', 'pub.division.validTo', 'former.name as formerName'])
    .where(eb => eb.or([eb('former.name', 'is not', null), sql<boolean>`position(${given.name} in pub.division.name) > 0`]))
    .where('pub.division.validTo', 'is', null)
    .orderBy(sql`level = 'village'`, 'desc').orderBy('pub.division.code').limit(given.most))

/** Places whose name, present or former, contains the text; villages first. */
export async function listPlacesNamed(reader: PublicReader, name: string, most: number): Promise<FoundPlace[]> {
  return await placesNamed.run(reader, { name, most }) as FoundPlace[]
}
