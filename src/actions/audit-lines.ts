import type { AuditAct, AuditSubject } from '#rules/audit/acts.ts'
import type { OfficerRole } from '#rules/policy/officer.ts'
import type { AuditRow } from '#records/audit.ts'
import { listOfficerNames } from '#records/officers.ts'
import type { Context } from './context.ts'

/** What is told of an entry to whoever may read the audit, and not more to the collector of logs. */
export type AuditLine = {
  at: string; officerName?: string; forName?: string; role?: OfficerRole; session?: string
  act: AuditAct; about: AuditSubject; subjectId?: string; seen?: number; why?: string; outcome: string
}

/** The entries as they are told. Cases in `without` are not counted among those that a list showed. */
export async function auditLines({ db }: Pick<Context, 'db'>, rows: readonly AuditRow[], without: readonly string[]): Promise<AuditLine[]> {
  const names = await listOfficerNames(db, [...new Set(rows.flatMap(row => [row.officerId, row.forOfficerId].flatMap(id => id ?? [])))])
  return rows.map(row => {
    const officerName = row.officerId === null ? undefined : names.get(row.officerId)
    const forName = row.forOfficerId === null ? undefined : names.get(row.forOfficerId)
    return {
      at: row.at.toISOString(), act: row.act as AuditAct, about: row.subjectKind as AuditSubject, outcome: row.outcome,
      ...(officerName !== undefined && { officerName }), ...(forName !== undefined && { forName }), ...(row.officerRole !== null && { role: row.officerRole as OfficerRole }), ...(row.session !== null && { session: row.session }),
      ...(row.subjectId !== null && { subjectId: row.subjectId }), ...(row.seen !== null && { seen: row.seen.filter(id => !without.includes(id)).length }), ...(row.why !== null && { why: row.why }),
    }
  })
}
