import { sql } from 'kysely'
import type { Db, Tx } from './database.ts'

/** A unit by an id that somebody sent, locked, with its place. */
export function findUnitForUpdate(tx: Tx, id: string) {
  return tx.selectFrom('unit').innerJoin('pub.division as place', 'place.code', 'unit.divisionCode')
    .select(['unit.id', 'unit.kind', 'unit.divisionCode', 'unit.countyCode', 'unit.nameZh', 'unit.nameEn', 'unit.endedOn', 'place.validTo']).where('unit.id', '=', id).forUpdate('unit').executeTakeFirst()
}

/** Whether a unit of a place has this name today: blanks and the width of brackets make no other name, as in a spreadsheet. */
export async function isUnitNamed(tx: Tx, place: number, nameZh: string, exceptId?: string): Promise<boolean> {
  const found = await tx.selectFrom('unit').select('id').where('divisionCode', '=', place).where(sql<boolean>`regexp_replace(normalize(name_zh, nfkc), '\\s', '', 'g') = ${nameZh.normalize('NFKC').replaceAll(/\s/gu, '')}`).where('endedOn', 'is', null)
    .$if(exceptId !== undefined, query => query.where('id', '<>', exceptId!)).limit(1).executeTakeFirst()
  return found !== undefined
}

export async function insertUnit(tx: Tx, unit: { readonly id: string; readonly kind: string; readonly divisionCode: number; readonly countyCode: number; readonly nameZh: string; readonly nameEn: string; readonly madeBy: string }): Promise<void> {
  await tx.insertInto('unit').values(unit).execute()
}

type Names = { readonly nameZh: string; readonly nameEn: string }

/** Gives a unit another name; how it was called until now is written down first. */
export async function renameUnit(tx: Tx, unitId: string, { before, after, ...change }: { readonly before: Names; readonly after: Names; readonly until: Date; readonly changedBy: string; readonly reason: string }): Promise<void> {
  await tx.insertInto('unitFormerName').values({ unitId, nameZh: before.nameZh, nameEn: before.nameEn, ...change }).execute()
  await tx.updateTable('unit').set({ nameZh: after.nameZh, nameEn: after.nameEn }).where('id', '=', unitId).execute()
}

/** Ends a unit, who heads it and what stands over it. */
export async function endUnit(tx: Tx, unitId: string, { endedOn, endedAt, ...end }: { readonly endedOn: string; readonly endedAt: Date; readonly endedBy: string; readonly endReason: string }): Promise<void> {
  await tx.updateTable('unitHead').set({ ...end, validTo: sql<string>`greatest(valid_from, ${endedOn}::date)` }).where('unitId', '=', unitId).where('validTo', 'is', null).execute()
  await tx.updateTable('orgEdge').set({ ...end, endedAt }).where('unitId', '=', unitId).where('endedAt', 'is', null).execute()
  await tx.updateTable('unit').set({ ...end, endedOn }).where('id', '=', unitId).execute()
}

/** Whose posts in a unit are held after a day, or were promised. */
export async function listOpenPostNames(tx: Tx, unitId: string, today: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from officer where unit_id = ${unitId}::uuid and (active_to is null or active_to > ${today}::date)
    union select name from staff_invitation where unit_id = ${unitId}::uuid and ended_at is null order by 1`.execute(tx)
  return rows.map(({ name }) => name)
}

/** The units that a unit leads or supervises. */
export function listUnitsBelow(tx: Tx, unitId: string) {
  return tx.selectFrom('orgEdge').innerJoin('unit', 'unit.id', 'orgEdge.unitId').select(['unit.nameZh as zh', 'unit.nameEn as en']).distinct().where('orgEdge.aboveId', '=', unitId).where('orgEdge.endedAt', 'is', null).orderBy('unit.nameZh').execute()
}

/** The items that a unit answers for or supervises today or from a day on. */
export async function listItemsBoundTo(tx: Tx, unitId: string, today: string): Promise<{ countyCode: number; itemSlug: string }[]> {
  const { rows } = await sql<{ countyCode: number; itemSlug: string }>`
    select distinct bound.county_code, bound.item_slug from item_binding as bound where ${unitId}::uuid in (bound.responsible_unit_id, bound.supervising_unit_id) and not exists (select from item_binding as later
      where (later.county_code, later.item_slug) = (bound.county_code, bound.item_slug) and (later.valid_from, later.seq) > (bound.valid_from, bound.seq) and later.valid_from <= ${today}::date) order by 1, 2`.execute(tx)
  return rows
}

/** Whether complaints, cards or letters are open that a unit handles, helps with or supervises. Only whether, never how many or which: administrators see no case. */
export async function hasOpenWork(tx: Tx, unitId: string): Promise<boolean> {
  const { rows } = await sql`
    select from case_file where state not in ('closed', 'lapsed', 'diverted', 'rejected', 'withdrawn') and (responsible_unit_id = ${unitId}::uuid or supervising_unit_id = ${unitId}::uuid or helper_unit_ids @> array[${unitId}::uuid])
    union all select from supervision_item where due_on is not null and answered_on is null and ended_on is null and (unit_id = ${unitId}::uuid or ${unitId}::uuid = any(raised_to)) limit 1`.execute(tx)
  return rows.length > 0
}

/** How many other units of a place do the same today; of custodians those of the same group. */
export async function countUnitsAlike(tx: Tx, { id, kind, divisionCode }: { readonly id: string; readonly kind: string; readonly divisionCode: number }): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with groups as (select unit_id, min(custodian_group) as held from officer where custodian_group is not null group by unit_id)
    select count(*)::int as n from unit as other where other.division_code = ${divisionCode}::bigint and other.kind = ${kind} and other.id <> ${id}::uuid and other.ended_on is null
      and (${kind} <> 'custody' or (select held from groups where unit_id = ${id}::uuid) is null or (select held from groups where unit_id = other.id) = (select held from groups where unit_id = ${id}::uuid))`.execute(tx)
  return rows[0]!.n
}

/** Units of a range that have ended, the newest end first. */
export function listEndedUnits(db: Db, range: { readonly low: number; readonly high: number }) {
  return db.selectFrom('unit').select(['id', 'kind', 'nameZh', 'nameEn', 'divisionCode', 'endedOn']).where('divisionCode', '>=', range.low).where('divisionCode', '<=', range.high).where('endedOn', 'is not', null)
    .orderBy('endedOn', 'desc').orderBy('nameZh').orderBy('id').execute()
}
