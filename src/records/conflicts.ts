import { sql } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { DivisionRange } from '#rules/divisions/division-code.ts'
import type { Organisation, Subject } from '#rules/policy/conflicts.ts'
import type { Db, Tx } from './database.ts'
import { listPostsOfPersons } from './persons.ts'

/** Whom a case is about now, in the order of naming. */
export function listSubjectRows(db: Db | Tx, caseId: string) {
  return db.selectFrom('caseSubject').select(['id', 'officerId', 'unitId', 'person', 'servesUnitId', 'isHead', 'namedSeq']).where('caseId', '=', caseId).where('liftedSeq', 'is', null)
    .orderBy('namedSeq').orderBy('id').execute()
}

export type SubjectRow = Awaited<ReturnType<typeof listSubjectRows>>[number]

/** The cases of the matter of a case, itself first: those it is merged or was answered with, and what these were divided into or from. `apart`: as if this one were not merged. */
export async function listMatter(db: Db | Tx, caseId: string, apart?: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select other_id as id from matter_of(array[${caseId}::uuid], ${apart ?? null}::uuid) order by other_id <> ${caseId}::uuid, other_id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Whom these cases are about, as the rules read it: an officer is every post of the person. A person who serves nowhere keeps nobody away. */
export async function listSubjects(db: Db | Tx, caseIds: readonly string[]): Promise<Subject[]> {
  const rows = await db.selectFrom('caseSubject').select(['officerId', 'unitId', 'servesUnitId', 'isHead']).where('caseId', 'in', caseIds).where('liftedSeq', 'is', null).orderBy('namedSeq').orderBy('id').execute()
  const posts = await listPostsOfPersons(db, rows.flatMap(({ officerId }) => officerId ?? []))
  return [...posts.map(officerId => ({ kind: 'officer', officerId }) as const), ...rows.flatMap(({ unitId, servesUnitId, isHead }): Subject[] => {
    if (unitId !== null) return [{ kind: 'unit', unitId }]
    return servesUnitId === null ? [] : [{ kind: 'person', unitId: servesUnitId, isHead }]
  })]
}

/** Officers who showed that one of these cases is their own complaint, and officers who wrote, published or approved the records they dispute. */
export async function listTies(db: Db | Tx, caseIds: readonly string[], disclosureIds: readonly string[]): Promise<{ complainantIds: string[]; recordAuthorIds: string[] }> {
  const own = await db.selectFrom('ownComplaint').select('officerId').where('caseId', 'in', caseIds).orderBy('officerId').execute()
  const authors = disclosureIds.length === 0 ? [] : await db.selectFrom('disclosureApproval').select(['authorId', 'committeeId', 'approverId']).where('disclosureId', 'in', disclosureIds).execute()
  return {
    complainantIds: own.map(({ officerId }) => officerId),
    recordAuthorIds: authors.flatMap(({ authorId, committeeId, approverId }) => (committeeId === null ? [authorId, approverId] : [authorId, committeeId, approverId])),
  }
}

/** As much of the organisation as can matter for these subjects: their posts, what they head, every unit below, and the relations to them. */
export async function listOrganisationAround(db: Db | Tx, subjects: readonly Subject[]): Promise<Organisation> {
  const officerIds = subjects.flatMap(subject => (subject.kind === 'officer' ? [subject.officerId] : []))
  if (subjects.length === 0) return { posts: [], edges: [], heads: [], relations: [] }
  const posts = officerIds.length === 0 ? [] : await db.selectFrom('officer').select(['id as officerId', 'unitId']).where('id', 'in', officerIds).execute()
  const heads = officerIds.length === 0 ? [] : await db.selectFrom('unitHead').select(['officerId', 'unitId']).where('validTo', 'is', null).where('officerId', 'in', officerIds).execute()
  const named = subjects.flatMap(subject => (subject.kind === 'officer' ? [] : [subject.unitId]))
  const touched = [...new Set([...named, ...heads.map(head => head.unitId), ...posts.map(post => post.unitId)])]
  const { rows: edges } = await sql<{ unitId: string; aboveId: string }>`
    with recursive below as (
      select unit_id, above_id from org_edge where ended_at is null and above_id = any(${touched}::uuid[])
      union select edge.unit_id, edge.above_id from org_edge as edge join below on edge.above_id = below.unit_id where edge.ended_at is null
    ) select unit_id, above_id from below`.execute(db)
  const relations = await db.selectFrom('declaredRelation as relation').select(['relation.officerId', 'relation.withOfficerId', 'relation.withUnitId'])
    .where(({ exists, not, selectFrom }) => not(exists(selectFrom('relationEnd').select('relationId').whereRef('relationEnd.relationId', '=', 'relation.id'))))
    .where(sql<boolean>`(relation.officer_id = any(${officerIds}::uuid[]) or relation.with_officer_id = any(${officerIds}::uuid[]) or relation.with_unit_id = any(${touched}::uuid[]))`).execute()
  return { posts, edges, heads, relations: relations.map(({ officerId, withOfficerId, withUnitId }) => ({ officerId, withOfficerId: withOfficerId ?? undefined, withUnitId: withUnitId ?? undefined })) }
}

export type NewSubject = { readonly officerId: string } | { readonly unitId: string } | { readonly person: string; readonly servesUnitId: string | undefined; readonly isHead: boolean }

/** Writes down whom a complaint is about; undefined where that is written already. */
export async function insertCaseSubject(tx: Tx, caseId: string, subject: NewSubject, namedSeq?: number): Promise<string | undefined> {
  const written = 'person' in subject ? { person: subject.person, servesUnitId: subject.servesUnitId ?? null, isHead: subject.isHead } : subject
  const made = await tx.insertInto('caseSubject').values({ caseId, ...written, namedSeq: namedSeq ?? null }).onConflict(there => there.doNothing()).returning('id').executeTakeFirst()
  return made?.id
}

/** A subject as it would be named anew. */
export function asNamed({ officerId, unitId, person, servesUnitId, isHead }: SubjectRow): NewSubject {
  if (officerId !== null) return { officerId }
  return unitId === null ? { person: person!, servesUnitId: servesUnitId ?? undefined, isHead } : { unitId }
}

/** Whether two rows are about the same: the columns of the index case_subject_once. */
export function isSameSubject(one: SubjectRow, other: SubjectRow): boolean {
  return one.officerId === other.officerId && one.unitId === other.unitId && one.person === other.person && one.servesUnitId === other.servesUnitId
}

/** Lifts subjects of a case from now on; returns those that stood until now. */
export async function liftSubjects(tx: Tx, caseId: string, ids: readonly string[], liftedSeq: number): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx.updateTable('caseSubject').set({ liftedSeq }).where('caseId', '=', caseId).where('id', 'in', ids).where('liftedSeq', 'is', null).returning('id').execute()
  return rows.map(row => row.id).toSorted()
}

/** Who sorts complaints at the desk of a place today: officers with their units. */
export function listDeskOfficers(db: Db | Tx, placeCode: number, today: PlainDate): Promise<{ id: string; unitId: string }[]> {
  return db.selectFrom('officer').innerJoin('unit', 'unit.id', 'officer.unitId').select(['officer.id', 'officer.unitId']).where('unit.divisionCode', '=', placeCode).where('officer.role', '=', 'triage')
    .where('officer.activeFrom', '<=', today).where(post => post.or([post('officer.activeTo', 'is', null), post('officer.activeTo', '>', today)])).orderBy('officer.id').execute()
}

/** Cases that are not over and keep somebody away, wait for a second person, or are new to a desk that has nobody, a page at a time. */
export async function listCasesToSettle(db: Db, { after, within, today, most }: { after: string | undefined; within: DivisionRange | undefined; today: PlainDate; most: number }): Promise<string[]> {
  const isDeskVacant = sql<boolean>`(case_file.state = 'submitted' and not exists (select from officer join unit on unit.id = officer.unit_id
    where officer.role = 'triage' and officer.active_from <= ${today}::date and (officer.active_to is null or officer.active_to > ${today}::date)
      and unit.division_code = case_file.county_code - case_file.county_code % (case case_file.desk_level when 'county' then 1000000 when 'city' then 100000000 else 10000000000 end)))`
  const rows = await db.selectFrom('caseFile').select('id').where('state', 'not in', ['closed', 'withdrawn', 'diverted'])
    .where(({ exists, or, selectFrom }) => or([exists(selectFrom('caseSubject').select('id').whereRef('caseSubject.caseId', '=', 'caseFile.id').where('liftedSeq', 'is', null)),
      exists(selectFrom('ownComplaint').select('caseId').whereRef('ownComplaint.caseId', '=', 'caseFile.id')), isDeskVacant, sql<boolean>`case_file.state in ('rejectionProposed', 'appealed')`]))
    .$if(within !== undefined, query => query.where('villageCode', '>=', within!.low).where('villageCode', '<=', within!.high))
    .$if(after !== undefined, query => query.where('id', '>', after!)).orderBy('id').limit(most).execute()
  return rows.map(row => row.id)
}

/** Whether an officer of a unit is kept away from a case. */
export async function keepsAnyAway(tx: Tx, caseId: string, unitId: string): Promise<boolean> {
  const found = await tx.selectFrom('caseExclusion').innerJoin('officer', 'officer.id', 'caseExclusion.officerId').select('officer.id').where('caseExclusion.caseId', '=', caseId).where('officer.unitId', '=', unitId).limit(1).executeTakeFirst()
  return found !== undefined
}

/** The unit of a place by its kind. */
export async function findPlaceUnit(db: Db, code: number, kind: 'village' | 'township'): Promise<string | undefined> {
  const unit = await db.selectFrom('unit').select('id').where('divisionCode', '=', code).where('kind', '=', kind).where('endedOn', 'is', null).orderBy('id').limit(1).executeTakeFirst()
  return unit?.id
}

/** Who brought the newest version of a record to publication. */
export async function findRecordApproval(db: Db, disclosureId: string): Promise<{ authorId: string; committeeId: string | undefined; approverId: string } | undefined> {
  const found = await db.selectFrom('disclosureApproval').select(['authorId', 'committeeId', 'approverId']).where('disclosureId', '=', disclosureId).orderBy('version', 'desc').limit(1).executeTakeFirst()
  return found && { authorId: found.authorId, committeeId: found.committeeId ?? undefined, approverId: found.approverId }
}
