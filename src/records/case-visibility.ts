import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Officer } from '#rules/policy/officer.ts'

/**
 * The rows of case_file that an officer may know of. Says in SQL what `canSee` of rules/policy/cases.ts says of one case;
 * test/agreement/case-visibility holds the two together.
 */
export function isVisibleTo(officer: Officer): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${isInReachOf(officer)} and ${isWithoutConflict(officer)})`
}

function isInReachOf(officer: Officer): RawBuilder<SqlBool> {
  const { low, high } = officer.reach
  const isInRange = sql<SqlBool>`case_file.village_code between ${low}::bigint and ${high}::bigint`
  switch (officer.role) {
    case 'triage':
      return ['county', 'city', 'province'].includes(officer.level) ? isInRange : nothing
    case 'leader':
      return officer.level === 'county' ? isInRange : nothing
    case 'supervisor':
      return sql<SqlBool>`case_file.supervising_unit_id = ${officer.unitId}::uuid`
    case 'handler':
      return sql<SqlBool>`(case_file.responsible_unit_id = ${officer.unitId}::uuid or ${officer.unitId}::uuid = any(case_file.helper_unit_ids))`
    case 'clerk':
    case 'committee':
    case 'reviewer':
    case 'inspector':
      return nothing
  }
}

const nothing = sql<SqlBool>`false`

/** The veto alone: the case names neither the officer nor the unit, and disputes no record that the officer wrote or approved. */
export function isWithoutConflict(officer: Pick<Officer, 'id' | 'unitId'>): RawBuilder<SqlBool> {
  return sql<SqlBool>`(
    not exists (select 1 from case_subject as named where named.case_id = case_file.id and (named.officer_id = ${officer.id}::uuid or named.unit_id = ${officer.unitId}::uuid))
    and not exists (select 1 from disclosure_approval as approval where approval.disclosure_id = case_file.disclosure_id and (${officer.id}::uuid in (approval.author_id, approval.approver_id, approval.committee_id))))`
}
