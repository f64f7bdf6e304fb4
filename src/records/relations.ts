import { sql } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { RelationKind } from '#rules/policy/relations.ts'
import type { Db, Tx } from './database.ts'

export type NewRelation = {
  readonly id: string; readonly officerId: string; readonly kind: RelationKind; readonly withOfficerId: string | undefined; readonly withUnitId: string | undefined
  readonly note: string | undefined; readonly enteredBy: string; readonly enteredOn: PlainDate
}

/** Writes down a relation. */
export async function insertRelation(tx: Tx, made: NewRelation): Promise<void> {
  await tx.insertInto('declaredRelation').values({ ...made, withOfficerId: made.withOfficerId ?? null, withUnitId: made.withUnitId ?? null, note: made.note ?? null }).execute()
}

/** A relation by an id that somebody typed, and whether it has ended; locked until the transaction ends. */
export async function findRelationForUpdate(tx: Tx, id: string): Promise<{ officerId: string; hasEnded: boolean } | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended('relation', 0))`.execute(tx)
  const found = await tx.selectFrom('declaredRelation as relation').leftJoin('relationEnd', 'relationEnd.relationId', 'relation.id')
    .select(['relation.officerId', 'relationEnd.endedOn']).where('relation.id', '=', id).executeTakeFirst()
  return found && { officerId: found.officerId, hasEnded: found.endedOn !== null }
}

export async function insertRelationEnd(tx: Tx, ended: { readonly relationId: string; readonly officerId: string; readonly endedBy: string; readonly endedOn: PlainDate; readonly reason: string }): Promise<void> {
  await tx.insertInto('relationEnd').values(ended).execute()
}

/** Relations that stand, of one officer, or of everybody whose unit lies in a range; with the names on both sides. */
export function listRelations(db: Db, of: { readonly officerIds: readonly string[] } | { readonly low: number; readonly high: number }) {
  const query = db.selectFrom('declaredRelation as relation').innerJoin('officer', 'officer.id', 'relation.officerId').innerJoin('unit', 'unit.id', 'officer.unitId')
    .leftJoin('officer as other', 'other.id', 'relation.withOfficerId').leftJoin('unit as otherUnit', join => join.on(sql<boolean>`other_unit.id = coalesce(relation.with_unit_id, other.unit_id)`))
    .leftJoin('relationEnd', 'relationEnd.relationId', 'relation.id')
    .select(['relation.id', 'relation.kind', 'relation.officerId', 'officer.name as officerName', 'unit.nameZh as unitZh', 'unit.nameEn as unitEn', 'other.name as otherName',
      'otherUnit.nameZh as otherUnitZh', 'otherUnit.nameEn as otherUnitEn', 'relation.note', 'relation.enteredOn', 'relation.enteredBy'])
    .where('relationEnd.endedOn', 'is', null).orderBy('relation.enteredOn', 'desc').orderBy('relation.id').limit(500)
  return ('officerIds' in of ? query.where('relation.officerId', 'in', of.officerIds) : query.where('unit.divisionCode', '>=', of.low).where('unit.divisionCode', '<=', of.high)).execute()
}

/** Writes down that a case is an officer's own complaint; twice does no harm. */
export async function insertOwnComplaint(tx: Tx, own: { readonly officerId: string; readonly caseId: string; readonly declaredOn: PlainDate }): Promise<void> {
  await tx.insertInto('ownComplaint').values(own).onConflict(there => there.doNothing()).execute()
}
