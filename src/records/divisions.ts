import type { Db, Tx } from './database.ts'

/** A place by a code that somebody typed or that came from outside. */
export function findDivision(db: Db | Tx, code: number) {
  return db.selectFrom('pub.division').select(['code', 'name', 'level', 'countyCode', 'isVirtual', 'validFrom', 'validTo']).where('code', '=', code).executeTakeFirst()
}

/** A place by a code from our own tables. */
export async function getDivision(db: Db | Tx, code: number) {
  const found = await findDivision(db, code)
  if (!found) throw new Error('no division ' + code)
  return found
}

/** Names of places by their codes. */
export async function listDivisionNames(db: Db | Tx, codes: readonly number[]): Promise<Map<number, string>> {
  if (codes.length === 0) return new Map()
  const rows = await db.selectFrom('pub.division').select(['code', 'name']).where('code', 'in', codes).execute()
  return new Map(rows.map(row => [row.code, row.name]))
}

/** Whether any place is known yet. */
export async function hasDivisions(db: Db | Tx): Promise<boolean> {
  return await db.selectFrom('pub.division').select('code').limit(1).executeTakeFirst() !== undefined
}

/** Townships and villages of a county, ended ones too. */
export function listPlacesOfCounty(db: Db | Tx, countyCode: number) {
  return db.selectFrom('pub.division').select(['code', 'name', 'level']).where('countyCode', '=', countyCode).where('level', 'in', ['township', 'village']).orderBy('code').execute()
}

/** Villages and communities within a range of codes that exist now, in the order of their codes. */
export function listVillages(db: Db | Tx, range: { readonly low: number; readonly high: number }) {
  return db.selectFrom('pub.division').select(['code', 'name', 'isVirtual'])
    .where('level', '=', 'village').where('validTo', 'is', null).where('code', '>=', range.low).where('code', '<=', range.high).orderBy('code').execute()
}

/** Places of some levels within a range that there are now, from the widest on, in the order of their codes. */
export function listPlacesBelow(db: Db, range: { readonly low: number; readonly high: number }, levels: readonly string[]) {
  return db.selectFrom('pub.division').select(['code', 'name']).where('code', '>=', range.low).where('code', '<=', range.high).where('level', 'in', levels).where('validTo', 'is', null).orderBy('code').execute()
}
