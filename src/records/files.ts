import type { Db } from './database.ts'

/** Which of these files are named by a case, a draft or a published record. */
export async function listKeptFiles(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db.selectFrom('caseAttachment').select('fileId').where('fileId', 'in', ids)
    .union(db.selectFrom('caseScan').select('fileId').where('fileId', 'in', ids))
    .union(db.selectFrom('caseEvidence').select('fileId').where('fileId', 'in', ids))
    .union(db.selectFrom('draftAttachment').select('fileId').where('fileId', 'in', ids))
    .union(db.selectFrom('pub.attachment').select('fileId').where('fileId', 'in', ids)).execute()
  return new Set(rows.map(row => row.fileId))
}
