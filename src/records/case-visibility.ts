import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { deskLevels } from '#rules/cases/states.ts'
import { personsOf, type Officer } from '#rules/policy/officer.ts'
import { mayReadSupervision } from '#rules/policy/supervision.ts'

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
      return isOneOfLevels(officer.level) ? sql<SqlBool>`(${isInRange} and case_file.desk_level = ${officer.level})` : nothing
    case 'leader':
      return officer.level === 'county' ? sql<SqlBool>`(${isInRange} and case_file.desk_level = 'county')` : nothing
    case 'supervisor':
      return sql<SqlBool>`case_file.supervising_unit_id = ${officer.unitId}::uuid`
    case 'handler':
      if (officer.level === 'village') return nothing
      return sql<SqlBool>`(case_file.responsible_unit_id = ${officer.unitId}::uuid or ${officer.unitId}::uuid = any(case_file.helper_unit_ids))`
    case 'clerk':
    case 'committee':
    case 'reviewer':
    case 'inspector':
    case 'system-admin':
    case 'security-admin':
    case 'custodian':
    case 'audit-admin':
      return nothing
  }
}

const nothing = sql<SqlBool>`false`

function isOneOfLevels(level: string): boolean {
  return (deskLevels as readonly string[]).includes(level)
}

/**
 * The cards and letters, beside their cases, that an officer may know of although not of the case. Says in SQL what `isItemOf` of rules/policy/supervision.ts says of one;
 * test/agreement/case-visibility holds the two together.
 */
export function isItemOf(officer: Officer): RawBuilder<SqlBool> {
  const unit = sql`${officer.unitId}::uuid`
  const isUnits = officer.role === 'handler' ? sql`supervision_item.unit_id = ${unit}` : sql`(supervision_item.unit_id = ${unit} or ${unit} = any(supervision_item.raised_to))`
  const isDesk = officer.role === 'triage' || officer.role === 'leader'
  const kept = isDesk ? sql`case_file.desk_level = any(${levelsUpTo(officer.level)}::text[])` : sql`true`
  return sql<SqlBool>`(${isUnits} and supervision_item.desk_level = case_file.desk_level and ${kept} and ${isWithoutConflict(officer)})`
}

/**
 * The cases that an officer may hear of: those seen, and those of which the unit was given a card or letter. Only who reads cards may, as `mayReadSupervision` says.
 */
export function isHeardOfBy(officer: Officer): RawBuilder<SqlBool> {
  if (!mayReadSupervision(officer)) return isVisibleTo(officer)
  return sql<SqlBool>`(${isVisibleTo(officer)} or exists (select from supervision_item where supervision_item.case_id = case_file.id and ${isItemOf(officer)}))`
}

function levelsUpTo(level: string): string[] {
  return deskLevels.slice(0, (deskLevels as readonly string[]).indexOf(level) + 1)
}

/**
 * What may be counted for an officer who sees no single case: a case that went above the level the officer serves at is out of every figure
 * there, and one in which the officer is in conflict everywhere.
 */
export function isCountedFor(officer: Pick<Officer, 'id' | 'unitId' | 'level' | 'standsInFor' | 'otherPosts'>): RawBuilder<SqlBool> {
  const isAbove = officer.level === 'city' || officer.level === 'province'
  return sql<SqlBool>`(${isAbove ? sql`true` : sql`case_file.desk_level = 'county'`} and ${isWithoutConflict(officer)})`
}

/**
 * The cases that somebody who takes in complaints may be told are there: those of the own level's desk and of the desks below. What went above and what is kept from the officer is not told of.
 */
export function mayBeToldTo(officer: Officer): RawBuilder<SqlBool> {
  return sql<SqlBool>`(case_file.desk_level = any(${levelsUpTo(officer.level)}::text[]) and ${isWithoutConflict(officer)})`
}

/**
 * The veto alone (and that a case which went to a discipline body is nobody's any more), as `excludedBy` of rules/policy/conflicts.ts says it of one case, read from the officer's side: what whose being named
 * keeps this officer away is found once for the whole query, so that a list costs one look at the subjects of each case. What another case of the matter keeps away by stands in case_exclusion.
 */
export function isWithoutConflict(officer: Pick<Officer, 'id' | 'unitId' | 'standsInFor' | 'otherPosts'>): RawBuilder<SqlBool> {
  // A deputy is kept away by the conflicts of both.
  const [persons, unit] = [sql`${[...personsOf(officer)]}::uuid[]`, sql`${officer.unitId}::uuid`]
  const above = sql`(with recursive above as (select ${unit} as id union select edge.above_id from org_edge as edge join above on edge.unit_id = above.id where edge.ended_at is null) select id from above)`
  const standing = sql`from declared_relation as relation where not exists (select 1 from relation_end where relation_end.relation_id = relation.id)`
  const relatedUnits = sql`(select relation.with_unit_id ${standing} and relation.officer_id = any(${persons}) and relation.with_unit_id is not null)`
  const related = sql`(select posts_of_persons(array(
    select unnest(${persons}) union all select colleague.id from officer as colleague where colleague.unit_id = ${unit}
    union all select head.officer_id from unit_head as head where head.valid_to is null and head.unit_id in ${above}
    union all select relation.with_officer_id ${standing} and relation.officer_id = any(${persons}) and relation.with_officer_id is not null
    union all select relation.officer_id ${standing} and relation.with_officer_id = any(${persons})
    union all select related.id from officer as related where related.unit_id in ${relatedUnits})))`
  return sql<SqlBool>`(
    case_file.body_code is null and not exists (select 1 from case_subject as named where named.case_id = case_file.id and named.lifted_seq is null and (
      named.unit_id = any(array(${above} union all ${relatedUnits})) or named.officer_id = any(array${related})
      or named.serves_unit_id = any(array(select ${unit} union all ${relatedUnits})) or (named.is_head and named.serves_unit_id = any(array${above}))))
    and not exists (select 1 from case_exclusion as kept where kept.case_id = case_file.id and kept.officer_id = any(${persons}))
    and not exists (select 1 from own_complaint as own where own.case_id = case_file.id and own.officer_id = any(${persons}))
    and (case_file.disclosure_id is null or not exists (select 1 from disclosure_approval as approval where approval.disclosure_id = case_file.disclosure_id and ${persons} && array[approval.author_id, approval.approver_id, approval.committee_id])))`
}
