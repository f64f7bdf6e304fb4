import { sql } from 'kysely'
import type { Officer } from '#rules/policy/officer.ts'
import { isVisibleTo } from './case-visibility.ts'
import type { Db, Tx } from './database.ts'

export type EvidenceRow = Awaited<ReturnType<typeof listEvidence>>[number]

/** The files that were brought to a case for its answer, the oldest first. */
export function listEvidence(db: Db | Tx, caseId: string) {
  return db.selectFrom('caseEvidence').select(['id', 'fileId', 'name', 'mediaType', 'bytes', 'sha256', 'unitId']).where('caseId', '=', caseId).orderBy('at').orderBy('name').orderBy('id').execute()
}

/** Files by their ids, in the order of the ids. Of which case, the caller has looked. */
export async function listEvidenceById(db: Db | Tx, ids: readonly string[]): Promise<EvidenceRow[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('caseEvidence').select(['id', 'fileId', 'name', 'mediaType', 'bytes', 'sha256', 'unitId']).where('id', 'in', ids).execute()
  return ids.flatMap(id => rows.find(row => row.id === id) ?? [])
}

export type NewEvidence = EvidenceRow & { readonly caseId: string; readonly officerId: string; readonly at: Date }

export async function insertEvidence(tx: Tx, evidence: NewEvidence): Promise<void> {
  await tx.insertInto('caseEvidence').values(evidence).execute()
}

/** In how many other cases, out of those the officer sees, the unit wrote the same answer, spaces aside. */
export async function countSameAnswers(db: Db | Tx, officer: Officer, asked: { readonly caseId: string; readonly unitId: string; readonly text: string }): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct case_file.id)::int as count from case_event join case_file on case_file.id = case_event.case_id
    where case_event.action = 'draftReply' and case_event.unit_id = ${asked.unitId}::uuid and case_file.id <> ${asked.caseId}::uuid
      and md5(regexp_replace(case_event.details -> 'reply' ->> 'text', '\\s', '', 'g')) = md5(regexp_replace(${asked.text}, '\\s', '', 'g'))
      and ${isVisibleTo(officer)}`.execute(db)
  return rows[0]!.count
}
