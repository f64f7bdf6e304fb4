import type { FindingKind } from '#rules/masking/kinds.ts'
import type { Db, Tx } from './database.ts'

/** Something found inside a file: which kind, on which page or in which part, and its keyed hash in hex. */
export type ScannedFinding = { readonly kind: FindingKind; readonly where: string; readonly fingerprint: string }

export async function insertScan(tx: Tx, fileId: string, findings: readonly ScannedFinding[], at: Date): Promise<void> {
  await tx.insertInto('attachmentScan').values({ fileId, findings: JSON.stringify(findings), at }).execute()
}

/** What was found in files, by file. A file that is not in the answer was never looked at. */
export async function listScans(db: Db | Tx, fileIds: readonly string[]): Promise<Map<string, readonly ScannedFinding[]>> {
  if (fileIds.length === 0) return new Map()
  const rows = await db.selectFrom('attachmentScan').select(['fileId', 'findings']).where('fileId', 'in', fileIds).execute()
  return new Map(rows.map(row => [row.fileId, row.findings as unknown as readonly ScannedFinding[]]))
}

/** Fingerprints, in hex, of the findings of a draft that a second person has accepted. */
export async function listWaived(db: Db | Tx, draftId: string): Promise<string[]> {
  const rows = await db.selectFrom('findingWaiver').select('fingerprint').where('draftId', '=', draftId).execute()
  return rows.map(row => row.fingerprint.toString('hex'))
}

export async function insertWaiver(tx: Tx, waiver: { draftId: string; fingerprint: Buffer; kind: FindingKind; reason: string; officerId: string; at: Date }): Promise<void> {
  await tx.insertInto('findingWaiver').values(waiver).onConflict(conflict => conflict.doNothing()).execute()
}

/** Writes down what the gate found; the database refuses it while something stands. */
export async function insertRedactionReport(tx: Tx, report: { id: string; draftId: string; disclosureId: string; version: number; yellow: number; waived: readonly Buffer[]; at: Date }): Promise<void> {
  const { waived, ...rest } = report
  await tx.insertInto('redactionReport').values({ ...rest, blocking: waived.length, waived: [...waived] }).execute()
}
