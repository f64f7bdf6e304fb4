import { sql } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { HoldKind } from '#rules/policy/keeping.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { isVisibleTo } from './case-visibility.ts'
import type { Db, Tx } from './database.ts'

export type NewHold = { readonly id: string; readonly countyCode: number; readonly placeCode: number; readonly kind: HoldKind; readonly subjectId: string; readonly reason: string; readonly askedBy: string; readonly askedOn: PlainDate }

/** Writes down that something must not be deleted yet. Undefined when it is held already. */
export async function insertHold(tx: Tx, hold: NewHold): Promise<string | undefined> {
  return (await tx.insertInto('retentionHold').values(hold).onConflict(conflict => conflict.doNothing()).returning('id').executeTakeFirst())?.id
}

export function findHoldForUpdate(tx: Tx, id: string) {
  return tx.selectFrom('retentionHold').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export type HoldChange = { readonly decidedBy?: string; readonly decidedOn?: PlainDate; readonly isGranted?: boolean; readonly liftReason?: string | null; readonly liftAskedBy?: string | null; readonly liftedBy?: string; readonly liftedOn?: PlainDate }

export async function changeHold(tx: Tx, id: string, change: HoldChange): Promise<void> {
  await tx.updateTable('retentionHold').set(change).where('id', '=', id).execute()
}

/** Whether something may not be deleted now. */
export async function isHeld(db: Db | Tx, kind: HoldKind, subjectId: string): Promise<boolean> {
  return await db.selectFrom('retentionHold').select('id').where('kind', '=', kind).where('subjectId', '=', subjectId).where('liftedOn', 'is', null)
    .where(where => where.or([where('isGranted', 'is', null), where('isGranted', '=', true)])).executeTakeFirst() !== undefined
}

/** Holds within an officer's reach that are not over, the newest first; of complaints only those the officer may know of. */
export function listHolds(db: Db, officer: Officer) {
  return db.selectFrom('retentionHold as hold').innerJoin('officer as asker', 'asker.id', 'hold.askedBy').innerJoin('pub.division as place', 'place.code', 'hold.placeCode')
    .leftJoin('pub.disclosure as record', join => join.onRef('record.id', '=', 'hold.subjectId').on('hold.kind', '=', 'disclosure'))
    .select(['hold.id', 'hold.kind', 'hold.subjectId', 'hold.placeCode', 'hold.reason', 'hold.askedBy', 'hold.askedOn', 'hold.decidedOn', 'hold.isGranted', 'hold.liftReason', 'hold.liftAskedBy', 'asker.name as askedByName', 'place.name as placeName', 'record.title'])
    .where('hold.liftedOn', 'is', null).where(where => where.or([where('hold.isGranted', 'is', null), where('hold.isGranted', '=', true)]))
    .where('hold.placeCode', '>=', officer.reach.low).where('hold.placeCode', '<=', officer.reach.high)
    .where(where => where.or([where('hold.kind', '=', 'disclosure'), where.exists(where.selectFrom('caseFile').select('caseFile.id').whereRef('caseFile.id', '=', 'hold.subjectId').where(isVisibleTo(officer)))]))
    .orderBy('hold.askedOn', 'desc').orderBy('hold.id').limit(200).execute()
}

/** Deletes the sealed name and the contact of a complainant. Whether there was a name. */
export async function forgetIdentity(tx: Tx, caseId: string, day: PlainDate, wish: 'complainant' | 'retention'): Promise<boolean> {
  const { rows } = await sql<{ had: boolean }>`select keeping.forget_identity(${caseId}::uuid, ${day}::date, ${wish}) as had`.execute(tx)
  return rows[0]!.had
}

/** When and at whose wish a sealed name was deleted. */
export function findIdentityDeletion(db: Db | Tx, caseId: string) {
  return db.selectFrom('vault.identityDeletion').select(['deletedOn', 'byKind']).where('caseId', '=', caseId).executeTakeFirst()
}

/** Complaints that ended years ago and still have their words, or their sealed name; the oldest first. None that is held. */
export async function listExpired(db: Db, what: 'words' | 'identity', endedBy: PlainDate, most: number): Promise<string[]> {
  const gone = what === 'words' ? sql`statement <> '' ` : sql`is_named and not exists (select from vault.identity_deletion as done where done.case_id = file.id)`
  const { rows } = await sql<{ id: string }>`select id from case_file as file where state in ('closed', 'withdrawn', 'rejected', 'lapsed', 'merged') and body_code is null and received_on <= ${endedBy}::date and ${gone}
    and (select max(day) from case_event where case_id = file.id) <= ${endedBy}::date
    and not exists (select from retention_hold as hold where hold.kind = 'case' and hold.subject_id = file.id and hold.lifted_on is null and hold.is_granted is distinct from false)
    order by received_on, id limit ${most}`.execute(db)
  return rows.map(row => row.id)
}

const isHeldRecord = sql`exists (select from retention_hold as hold where hold.kind = 'disclosure' and hold.subject_id = of_record.disclosure_id and hold.lifted_on is null and hold.is_granted is distinct from false)`

/** Drafts that still hold what was typed into them, published or left alone by a day. None whose record is held. */
export async function listExpiredDrafts(db: Db, endedBy: PlainDate, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select of_record.id from disclosure_draft as of_record left join disclosure_approval as approval on approval.draft_id = of_record.id
    where of_record.state in ('draft', 'returned', 'approved') and (coalesce(approval.approved_at, of_record.updated_at) at time zone 'Asia/Shanghai')::date <= ${endedBy}::date
    and (of_record.fields <> '{}' or exists (select from draft_row where draft_id = of_record.id)) and not ${isHeldRecord} order by of_record.id limit ${most}`.execute(db)
  return rows.map(row => row.id)
}

/** Deletes what was typed into a draft. */
export async function endDraft(tx: Tx, draftId: string, day: PlainDate): Promise<void> {
  await sql`select keeping.end_draft(${draftId}::uuid, ${day}::date)`.execute(tx)
}

export type EndedVersion = { readonly countyCode: number; readonly disclosureId: string; readonly version: number }

/** Versions published by a day that still have what their public view withholds. None whose record is held. */
export async function listExpiredWithheld(db: Db, endedBy: PlainDate, most: number): Promise<EndedVersion[]> {
  const { rows } = await sql<EndedVersion>`select county_code as "countyCode", disclosure_id as "disclosureId", version from disclosure_approval as of_record
    where (approved_at at time zone 'Asia/Shanghai')::date <= ${endedBy}::date
    and exists (select from disclosure_withheld as kept where kept.county_code = of_record.county_code and kept.disclosure_id = of_record.disclosure_id and kept.version = of_record.version)
    and not ${isHeldRecord} order by county_code, disclosure_id, version limit ${most}`.execute(db)
  return rows
}

/** Deletes what the public view of a version withholds. */
export async function endWithheld(tx: Tx, { countyCode, disclosureId, version }: EndedVersion, day: PlainDate): Promise<void> {
  await sql`select keeping.end_withheld(${countyCode}::bigint, ${disclosureId}::uuid, ${version}::int, ${day}::date)`.execute(tx)
}

/** Deletes the words, files and keys of a complaint whose time is over. */
export async function deleteWords(tx: Tx, caseId: string, day: PlainDate, leaf: Buffer): Promise<void> {
  await sql`select keeping.delete_words(${caseId}::uuid, ${day}::date, ${leaf}::bytea)`.execute(tx)
}
