import { sql } from 'kysely'
import type { DeputyReason } from '#rules/policy/deputies.ts'
import type { DivisionRange } from '#rules/divisions/division-code.ts'
import type { Db, Tx } from './database.ts'

/** Lets one deputyship be named after the other; the guard of the table takes the same lock. */
export async function lockDeputies(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('deputies', 0))`.execute(tx)
}

export async function insertDeputyship(tx: Tx, held: { readonly id: string; readonly absentId: string; readonly deputyId: string; readonly fromDay: string; readonly toDay: string; readonly reason: DeputyReason; readonly namedBy: string; readonly namedAt: Date }): Promise<void> {
  await tx.insertInto('deputyship').values(held).execute()
}

/** Writes the end of a deputyship at this instant. */
export async function endDeputyship(tx: Tx, id: string, end: { readonly endedBy: string | null; readonly endedAt: Date; readonly endedOn: string }): Promise<void> {
  await tx.updateTable('deputyship').set(end).where('id', '=', id).execute()
}

/** Everything of a deputyship that somebody may see or end, with both people; locked by whoever ends it. */
function deputyships(db: Db | Tx) {
  return db.selectFrom('deputyship as held').innerJoin('officer as absent', 'absent.id', 'held.absentId').innerJoin('officer as deputy', 'deputy.id', 'held.deputyId').innerJoin('officer as namer', 'namer.id', 'held.namedBy').innerJoin('unit', 'unit.id', 'absent.unitId')
    .select(['held.id', 'held.absentId', 'held.deputyId', 'held.fromDay', 'held.toDay', 'held.reason', 'held.namedAt', 'held.endedAt', 'held.endedOn',
      'absent.name as absentName', 'absent.role as absentRole', 'absent.userId as absentUser', 'absent.unitId', 'deputy.name as deputyName', 'deputy.userId as deputyUser', 'namer.name as namedBy', 'unit.nameZh', 'unit.nameEn', 'unit.divisionCode'])
}

export type DeputyshipRow = Awaited<ReturnType<typeof listDeputyships>>[number]

/** Whom a reader of the list may know of: himself, the units he heads, or, of those who keep accounts or the audit, everybody within reach. */
export type Readers = { readonly officerId: string; readonly headOf: readonly string[]; readonly reach?: DivisionRange | undefined }

/** Deputyships that run, will run, or ended not long ago, the latest first. */
export function listDeputyships(db: Db | Tx, { officerId, headOf, reach }: Readers, since: string) {
  return deputyships(db).where(held => held.or([
    held('held.absentId', '=', officerId), held('held.deputyId', '=', officerId), ...(headOf.length > 0 ? [held('absent.unitId', 'in', headOf)] : []),
    ...(reach ? [held.and([held('unit.divisionCode', '>=', reach.low), held('unit.divisionCode', '<=', reach.high)])] : []),
  ])).where('held.toDay', '>=', since).orderBy('held.fromDay', 'desc').orderBy('held.id').limit(300).execute()
}

export function findDeputyshipForUpdate(tx: Tx, id: string) {
  return deputyships(tx).where('held.id', '=', id).forUpdate('held').executeTakeFirst()
}

/** Units that an officer heads. */
export async function listHeaded(db: Db | Tx, officerId: string): Promise<string[]> {
  return (await db.selectFrom('unitHead').select('unitId').where('officerId', '=', officerId).where('validTo', 'is', null).execute()).map(({ unitId }) => unitId)
}

/** Posts held today whose deputy somebody might name, each beside everybody of its unit who can sign in. Which of them fits is the rules' to say. */
export function listColleagues(db: Db | Tx, { officerId, headOf, reach }: Readers, today: string) {
  const isHeld = (alias: 'absent' | 'next') => sql<boolean>`${sql.ref(`${alias}.active_from`)} <= ${today}::date and coalesce(${sql.ref(`${alias}.active_to`)} > ${today}::date, true)`
  return db.selectFrom('officer as absent').innerJoin('unit', 'unit.id', 'absent.unitId').innerJoin('officer as next', next => next.onRef('next.unitId', '=', 'absent.unitId').onRef('next.personId', '<>', 'absent.personId'))
    .select(['absent.id', 'absent.name', 'absent.role', 'absent.unitId', 'unit.nameZh', 'unit.nameEn', 'unit.divisionCode', 'next.id as nextId', 'next.name as nextName', 'next.role as nextRole'])
    .where(post => post.or([
      post('absent.id', '=', officerId), ...(headOf.length > 0 ? [post('absent.unitId', 'in', headOf)] : []),
      ...(reach ? [post.and([post('unit.divisionCode', '>=', reach.low), post('unit.divisionCode', '<=', reach.high)])] : []),
    ])).where('next.userId', 'is not', null).where(isHeld('absent')).where(isHeld('next')).orderBy('unit.divisionCode').orderBy('absent.name').orderBy('absent.id').orderBy('next.name').orderBy('next.id').execute()
}

/** Whether one of them is away or stands in for somebody on these days, so that this deputyship cannot be: one deputy at a time, and nobody through another. */
export async function isTaken(tx: Tx, { absentId, deputyId, from, to }: { readonly absentId: string; readonly deputyId: string; readonly from: string; readonly to: string }): Promise<boolean> {
  return await tx.selectFrom('deputyship').select('id').where('endedAt', 'is', null).where('fromDay', '<=', to).where('toDay', '>=', from)
    .where(held => held.or([held('absentId', 'in', [absentId, deputyId]), held('deputyId', '=', absentId)])).executeTakeFirst() !== undefined
}

/** Whether an officer holds the post on every day of a term. */
export async function isPostHeld(tx: Tx, officerId: string, from: string, to: string): Promise<boolean> {
  return await tx.selectFrom('officer').select('id').where('id', '=', officerId).where('activeFrom', '<=', from).where(post => post.or([post('activeTo', 'is', null), post('activeTo', '>', to)])).executeTakeFirst() !== undefined
}

/** The deputyships that an officer may act by today: both hold their posts in one unit. */
export function listLent(db: Db | Tx, deputyId: string, today: string) {
  return db.selectFrom('deputyship as held').innerJoin('officer as absent', 'absent.id', 'held.absentId').innerJoin('officer as deputy', deputy => deputy.onRef('deputy.id', '=', 'held.deputyId').onRef('deputy.unitId', '=', 'absent.unitId'))
    .select(['held.id', 'held.absentId', 'held.toDay', 'absent.name', 'absent.role']).where('held.deputyId', '=', deputyId).where('held.endedAt', 'is', null).where('held.fromDay', '<=', today).where('held.toDay', '>=', today)
    .where('absent.activeFrom', '<=', today).where(post => post.or([post('absent.activeTo', 'is', null), post('absent.activeTo', '>', today)])).orderBy('held.fromDay').orderBy('held.id').execute()
}

/** Deputyships of a post that is ending, or in which its holder stands in, that are not over. */
export function listOpenDeputyships(tx: Tx, officerId: string, today: string) {
  return deputyships(tx).where(held => held.or([held('held.absentId', '=', officerId), held('held.deputyId', '=', officerId)])).where('held.endedAt', 'is', null).where('held.toDay', '>=', today).execute()
}

/** In which post a session acts from now on: that of a deputyship, or the own. */
export async function setStandingIn(db: Db | Tx, sessionId: string, deputyshipId: string | null): Promise<void> {
  await db.updateTable('auth.session').set({ deputyshipId }).where('id', '=', sessionId).execute()
}
