import { sql } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { EdgeKind } from '#rules/policy/organisation.ts'
import type { Db, Tx } from './database.ts'

/** Lets one change of the organisation be made after the other, so that no two make a circle together. */
export async function lockOrganisation(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('the organisation', 0))`.execute(tx)
}

/** Who heads and headed these units, the present ones first. */
export function listHeads(db: Db, unitIds: readonly string[]) {
  return db.selectFrom('unitHead as head').innerJoin('officer', 'officer.id', 'head.officerId').select(['head.id', 'head.unitId', 'head.officerId', 'officer.name', 'head.validFrom', 'head.validTo'])
    .where('head.unitId', 'in', unitIds).orderBy(sql`head.valid_to desc nulls first`).orderBy('head.validFrom').orderBy('head.id').execute()
}

/** Who heads a unit on a day and can sign in. */
export async function listHeadsInOffice(db: Db | Tx, unitId: string, today: PlainDate): Promise<string[]> {
  const rows = await db.selectFrom('unitHead as head').innerJoin('officer', 'officer.id', 'head.officerId').select('head.officerId').where('head.unitId', '=', unitId).where('head.validFrom', '<=', today)
    .where('head.validTo', 'is', null).where('officer.unitId', '=', unitId).where('officer.userId', 'is not', null).where('officer.activeFrom', '<=', today)
    .where(office => office.or([office('officer.activeTo', 'is', null), office('officer.activeTo', '>', today)])).orderBy('head.officerId').execute()
  return rows.map(({ officerId }) => officerId)
}

/** What stands and stood over these units, the present ones first; days are those of China. */
export function listEdges(db: Db, unitIds: readonly string[]) {
  const day = (column: string) => sql<string | null>`(${sql.ref(column)} at time zone 'Asia/Shanghai')::date`
  return db.selectFrom('orgEdge as edge').innerJoin('unit as above', 'above.id', 'edge.aboveId')
    .select(['edge.id', 'edge.unitId', 'edge.kind', 'above.nameZh', 'above.nameEn', day('edge.madeAt').as('since'), day('edge.endedAt').as('until')])
    .where('edge.unitId', 'in', unitIds).orderBy(sql`edge.ended_at desc nulls first`).orderBy('edge.kind').orderBy('edge.id').execute()
}

/** Everybody who holds or held a post in these units, with its term. */
export function listTerms(db: Db, unitIds: readonly string[]) {
  return db.selectFrom('officer').select(['id', 'unitId', 'name', 'role', 'postTitle', 'activeFrom', 'activeTo']).where('unitId', 'in', unitIds).orderBy(sql`active_to desc nulls first`).orderBy('activeFrom').orderBy('name').orderBy('id').execute()
}

/** Writes down who heads a unit; undefined where that is written already. */
export async function insertHead(tx: Tx, head: { readonly unitId: string; readonly officerId: string; readonly validFrom: PlainDate; readonly enteredBy: string }): Promise<string | undefined> {
  return (await tx.insertInto('unitHead').values(head).onConflict(there => there.doNothing()).returning('id').executeTakeFirst())?.id
}

/** Writes down what stands over a unit; undefined where that is written already. */
export async function insertEdge(tx: Tx, edge: { readonly unitId: string; readonly aboveId: string; readonly kind: EdgeKind; readonly enteredBy: string; readonly madeAt: Date }): Promise<string | undefined> {
  return (await tx.insertInto('orgEdge').values(edge).onConflict(there => there.doNothing()).returning('id').executeTakeFirst())?.id
}

/** A head or an edge that has not ended, by an id that somebody sent. */
export function findHead(tx: Tx, id: string) {
  return tx.selectFrom('unitHead').select(['unitId', 'officerId', 'validFrom']).where('id', '=', id).where('validTo', 'is', null).executeTakeFirst()
}

export function findEdge(tx: Tx, id: string) {
  return tx.selectFrom('orgEdge').select(['unitId', 'aboveId']).where('id', '=', id).where('endedAt', 'is', null).executeTakeFirst()
}

type End = { readonly endedBy: string; readonly endReason: string }

export async function endHead(tx: Tx, id: string, end: End & { readonly validTo: PlainDate }): Promise<void> {
  await tx.updateTable('unitHead').set(end).where('id', '=', id).execute()
}

export async function endEdge(tx: Tx, id: string, end: End & { readonly endedAt: Date }): Promise<void> {
  await tx.updateTable('orgEdge').set(end).where('id', '=', id).execute()
}

/** Whether a unit stands over another, however far. */
export async function isAbove(tx: Tx, aboveId: string, unitId: string): Promise<boolean> {
  const { rows } = await sql`
    with recursive above as (select ${unitId}::uuid as id union select edge.above_id from org_edge as edge join above on edge.unit_id = above.id where edge.ended_at is null)
    select from above where id = ${aboveId}::uuid`.execute(tx)
  return rows.length > 0
}
