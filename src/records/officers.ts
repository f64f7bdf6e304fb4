import type { CustodianGroup } from '#rules/identity/groups.ts'
import { sql } from 'kysely'
import type { Officer, OfficerRole, OneWith } from '#rules/policy/officer.ts'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { levelOf } from '#rules/divisions/division-code.ts'
import { anyOf, type Db, type Tx } from './database.ts'

/** The officer behind a sign-in, with the post held today; undefined once the post has ended. */
export async function findOfficerByUser(db: Db | Tx, userId: string, today: string): Promise<Officer | undefined> {
  const row = await officers(db).where('officer.userId', '=', userId).where('officer.activeFrom', '<=', today)
    .where(post => post.or([post('officer.activeTo', 'is', null), post('officer.activeTo', '>', today)])).executeTakeFirst()
  if (!row) return undefined
  const officer = toOfficer(row)
  return { ...officer, ...await onesWith(db, officer, today) }
}

/** The post that a user held last, or will hold next. */
export async function findLastPost(db: Db | Tx, userId: string): Promise<Officer | undefined> {
  const row = await officers(db).where('officer.userId', '=', userId).orderBy('officer.activeFrom', 'desc').limit(1).executeTakeFirst()
  return row && toOfficer(row)
}

/** With whom an officer counts as one person for acts of some days, because one was the other's deputy, in whichever posts: deputyships that have begun. */
async function onesWith(db: Db | Tx, { id, otherPosts = [] }: Officer, today: string): Promise<{ oneWith?: OneWith[] }> {
  const own = [id, ...otherPosts]
  const rows = await db.selectFrom('deputyship').select([sql<PlainDate>`least(to_day, ended_on)`.as('to'), sql<boolean>`ended_at is null and to_day >= ${today}::date`.as('isNow'),
    sql<string[]>`posts_of_person(case when absent_id = ${anyOf(own)} then deputy_id else absent_id end)`.as('others')])
    .where(held => held.or([held('absentId', 'in', own), held('deputyId', 'in', own)])).where('fromDay', '<=', today).where(sql<boolean>`least(to_day, ended_on) >= from_day`).execute()
  return rows.length === 0 ? {} : { oneWith: rows.flatMap(({ others, to, isNow }) => others.map(officerId => ({ officerId, to, isNow }))) }
}

/** An officer by an id from our own tables. */
export async function getOfficer(db: Db | Tx, id: string): Promise<Officer> {
  const officer = await findOfficer(db, id)
  if (!officer) throw new Error('no officer ' + id)
  return officer
}

/** The same of somebody who may be out of the reach of whoever asks. */
export async function findOfficer(db: Db | Tx, id: string): Promise<Officer | undefined> {
  const row = await officers(db).where('officer.id', '=', id).executeTakeFirst()
  return row && toOfficer(row)
}

/** The same, with whom the officer counts as one person on a day. */
export async function getOfficerOn(db: Db | Tx, id: string, today: string): Promise<Officer> {
  const officer = await getOfficer(db, id)
  return { ...officer, ...await onesWith(db, officer, today) }
}

/** The unit, the place and the duty of a post, or of every post of a user. */
export function listOfficesOf(db: Db | Tx, of: { readonly officerId: string } | { readonly userId: string }) {
  const posts = db.selectFrom('officer').innerJoin('unit', 'unit.id', 'officer.unitId').select(['unit.nameZh as unit', 'unit.divisionCode', 'officer.role']).orderBy('officer.id')
  return ('officerId' in of ? posts.where('officer.id', '=', of.officerId) : posts.where('officer.userId', '=', of.userId)).execute()
}

/** Who has a duty in a unit today. */
export async function listOfficersOf(db: Db | Tx, unitId: string, role: OfficerRole, today: string): Promise<string[]> {
  const rows = await duties(db, role, today).select('officer.id').where('officer.unitId', '=', unitId).orderBy('officer.id').execute()
  return rows.map(({ id }) => id)
}

function officers(db: Db | Tx) {
  return db.selectFrom('officer').innerJoin('unit', 'unit.id', 'officer.unitId')
    .select(['officer.id', 'officer.name', 'officer.role', 'officer.unitId', 'officer.reachLow', 'officer.reachHigh', 'officer.custodianGroup', 'unit.divisionCode', sql<string[]>`posts_of_person(officer.id)`.as('posts')])
}

function toOfficer(row: { id: string; posts: string[]; name: string; role: string; unitId: string; reachLow: number; reachHigh: number; custodianGroup: string | null; divisionCode: number }): Officer {
  const otherPosts = row.posts.filter(id => id !== row.id)
  return { id: row.id, name: row.name, role: row.role as Officer['role'], unitId: row.unitId, level: levelOf(row.divisionCode), reach: { low: row.reachLow, high: row.reachHigh }, ...(row.custodianGroup !== null && { custodianGroup: row.custodianGroup as CustodianGroup }), ...(otherPosts.length > 0 && { otherPosts }) }
}

/** Names of officers by id, for histories. */
export async function listOfficerNames(db: Db | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('officer').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(row => [row.id, row.name]))
}

/** Officers whose name holds these characters. */
export async function findOfficersByName(db: Db, part: string): Promise<string[]> {
  return (await db.selectFrom('officer').select('id').where(sql<boolean>`position(${part} in name) > 0`).execute()).map(({ id }) => id)
}

export type UnitRow = { readonly id: string; readonly kind: string; readonly nameZh: string; readonly nameEn: string; readonly divisionCode: number }

type FormerName = { readonly nameZh: string; readonly nameEn: string; readonly until: Date }
/** A unit as histories need it: with the names it had, the oldest first, and the day it ended. */
export type KnownUnit = UnitRow & { readonly endedOn: string | null; readonly formerly: readonly FormerName[] }

/** Units by id, those that have ended too. */
export async function listUnitsById(db: Db | Tx, ids: readonly string[]): Promise<Map<string, KnownUnit>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('unit').select(['id', 'kind', 'nameZh', 'nameEn', 'divisionCode', 'endedOn']).where('id', 'in', ids).execute()
  const named = await db.selectFrom('unitFormerName').select(['unitId', 'nameZh', 'nameEn', 'until']).where('unitId', 'in', ids).orderBy('until').execute()
  return new Map(rows.map(row => [row.id, { ...row, formerly: named.filter(({ unitId }) => unitId === row.id) }]))
}

/** How a unit was called at an instant. */
export function namesAt(unit: KnownUnit, at: Date | string): { readonly zh: string; readonly en: string } {
  const instant = typeof at === 'string' ? Date.parse(at) : at.getTime()
  const { nameZh, nameEn } = unit.formerly.find(({ until }) => until.getTime() > instant) ?? unit
  return { zh: nameZh, en: nameEn }
}

/** Units of a county that there are today, by kind if one is given, in the order of their places and names. */
export function listUnits(db: Db | Tx, countyCode: number, kind?: string): Promise<UnitRow[]> {
  return db.selectFrom('unit').select(['id', 'kind', 'nameZh', 'nameEn', 'divisionCode']).where('countyCode', '=', countyCode).where('endedOn', 'is', null)
    .$if(kind !== undefined, query => query.where('kind', '=', kind!)).orderBy('divisionCode').orderBy('nameZh').execute()
}

/** Units there are today whose places lie in a range of codes, by kind if one is given, in the order of their places and names. */
export function listUnitsWithin(db: Db | Tx, range: { readonly low: number; readonly high: number }, kind?: string): Promise<UnitRow[]> {
  return db.selectFrom('unit').select(['id', 'kind', 'nameZh', 'nameEn', 'divisionCode']).where('divisionCode', '>=', range.low).where('divisionCode', '<=', range.high).where('endedOn', 'is', null)
    .$if(kind !== undefined, query => query.where('kind', '=', kind!)).orderBy('divisionCode').orderBy('nameZh').orderBy('id').execute()
}

/** The two units that answer for an item in a county on a day. */
export function findBinding(db: Db | Tx, countyCode: number, itemSlug: string, today: string) {
  return db.selectFrom('itemBinding').select(['responsibleUnitId', 'supervisingUnitId']).where('countyCode', '=', countyCode).where('itemSlug', '=', itemSlug)
    .where('validFrom', '<=', today).orderBy('validFrom', 'desc').orderBy('seq', 'desc').limit(1).executeTakeFirst()
}

/** The bindings of a county that are in force on a day: of each item the newest. */
export function listBindings(db: Db | Tx, countyCode: number, today: string) {
  return db.selectFrom('itemBinding').distinctOn('itemSlug').select(['itemSlug', 'responsibleUnitId', 'supervisingUnitId', 'validFrom'])
    .where('countyCode', '=', countyCode).where('validFrom', '<=', today).orderBy('itemSlug').orderBy('validFrom', 'desc').orderBy('seq', 'desc')
}

/** The supervising units of a responsible unit of a county: first the one most of its items are bound to on a day. Used when a complaint concerns no item. */
export async function listSupervisorsOf(db: Db | Tx, countyCode: number, responsibleUnitId: string, today: string): Promise<string[]> {
  const rows = await db.selectFrom(listBindings(db, countyCode, today).as('bound')).select('supervisingUnitId').where('responsibleUnitId', '=', responsibleUnitId)
    .groupBy('supervisingUnitId').orderBy(bound => bound.fn.countAll(), 'desc').orderBy('supervisingUnitId').execute()
  return rows.map(row => row.supervisingUnitId)
}

/** Of these units those in which everybody who has a duty today is among some officers. A unit that has nobody at all is none of them: a post may be vacant for some days. */
export async function listEmptied(db: Db | Tx, unitIds: readonly string[], role: OfficerRole, awayIds: readonly string[], today: string): Promise<string[]> {
  if (unitIds.length === 0 || awayIds.length === 0) return []
  const rows = await duties(db, role, today).select('officer.unitId').where('officer.unitId', 'in', unitIds).groupBy('officer.unitId')
    .having(sql<boolean>`bool_and(officer.id = any(${[...awayIds]}::uuid[]))`).execute()
  return rows.map(row => row.unitId)
}

/** The units of a place in which somebody has a duty today who is not among some officers, in the order of their names. */
export async function listUnitsWithDuty(db: Db | Tx, placeCode: number, role: OfficerRole, awayIds: readonly string[], today: string): Promise<string[]> {
  const rows = await duties(db, role, today).innerJoin('unit', 'unit.id', 'officer.unitId').select('unit.id').where('unit.divisionCode', '=', placeCode)
    .where(sql<boolean>`officer.id <> all(${[...awayIds]}::uuid[])`).groupBy('unit.id').orderBy('unit.nameZh').orderBy('unit.id').execute()
  return rows.map(row => row.id)
}

function duties(db: Db | Tx, role: OfficerRole, today: string) {
  return db.selectFrom('officer').where('officer.role', '=', role).where('officer.activeFrom', '<=', today).where(post => post.or([post('officer.activeTo', 'is', null), post('officer.activeTo', '>', today)]))
}

/** Officers by id, with the unit of the post each holds or held last. */
export async function findPosts(db: Db | Tx, ids: readonly string[]): Promise<{ id: string; name: string; unitId: string; role: string }[]> {
  return ids.length === 0 ? [] : db.selectFrom('officer').select(['id', 'name', 'unitId', 'role']).where('id', 'in', [...new Set(ids)]).orderBy('id').execute()
}

/** Everybody in a post today whose unit lies in a range, in the order of places and names. */
export function listPostsWithin(db: Db | Tx, range: { readonly low: number; readonly high: number }, today: string) {
  return db.selectFrom('officer').innerJoin('unit', 'unit.id', 'officer.unitId').select(['officer.id', 'officer.name', 'officer.role', 'officer.unitId', 'unit.nameZh', 'unit.nameEn'])
    .where('unit.divisionCode', '>=', range.low).where('unit.divisionCode', '<=', range.high).where('officer.activeFrom', '<=', today)
    .where(post => post.or([post('officer.activeTo', 'is', null), post('officer.activeTo', '>', today)])).orderBy('unit.divisionCode').orderBy('unit.nameZh').orderBy('officer.name').orderBy('officer.id').execute()
}
