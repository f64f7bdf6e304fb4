import { sql } from 'kysely'
import type { Officer } from '#rules/policy/officer.ts'
import { isVisibleTo } from './case-visibility.ts'
import type { Db } from './database.ts'

/**
 * How often each unit was assigned a case like this one, and how often it gave it back: cases of the same item, or without one of the same
 * township, out of those the officer sees. This case itself does not count.
 */
export async function countAssignments(db: Db, officer: Officer, file: { readonly id: string; readonly countyCode: number; readonly villageCode: number; readonly itemSlug: string | null }): Promise<Map<string, { assigned: number; returned: number }>> {
  const township = file.villageCode - file.villageCode % 1000
  const isLike = file.itemSlug === null ? sql`case_file.village_code between ${township}::bigint and ${township + 999}::bigint` : sql`case_file.item_slug = ${file.itemSlug}`
  const { rows } = await sql<{ unit: string; assigned: number; returned: number }>`
    select event.details ->> 'responsibleUnitId' as unit, count(*)::int as assigned,
      (count(*) filter (where (select later.action from case_event as later where later.case_id = event.case_id and later.seq > event.seq and later.action in ('return', 'sign') order by later.seq limit 1) = 'return'))::int as returned
    from case_event as event join case_file on case_file.id = event.case_id
    where event.action = 'assign' and case_file.county_code = ${file.countyCode}::bigint and case_file.id <> ${file.id}::uuid and ${isLike} and ${isVisibleTo(officer)}
    group by 1`.execute(db)
  return new Map(rows.map(({ unit, assigned, returned }) => [unit, { assigned, returned }]))
}
