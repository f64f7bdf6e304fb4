import { sql, type SqlBool } from 'kysely'
import { addDays, type PlainDate } from '#rules/calendar/plain-date.ts'
import { countyOf, rangeOf, townshipOf } from '#rules/divisions/division-code.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { isVisibleTo } from './case-visibility.ts'
import type { Db, Tx } from './database.ts'
import { statementSeen } from './matter.ts'

/** What other cases are compared with: a case, or one that is about to be written down (`id` undefined). */
export type Sought = {
  readonly id?: string
  readonly villageCode: number
  readonly itemSlug?: string | undefined
  readonly disclosureId?: string | undefined
  /** The case that this one was split from, or leads it: they are known to belong together. */
  readonly relatives: readonly string[]
  readonly on: PlainDate
}

/** Beyond this many days two complaints are told apart by time alone. */
const withinDays = 365
const mostCandidates = 500

/**
 * Cases that may be about the same matter: of the county, received within a year, of the same village, or of its township and the same
 * item, or about the same record. Only such as the officer may see, never one called different before, and 500 at most, the nearest first.
 */
export function listCandidates(db: Db | Tx, officer: Officer, sought: Sought) {
  const { id = null, villageCode, itemSlug = null, disclosureId = null, on } = sought
  const { low, high } = rangeOf(townshipOf(villageCode))
  const isSameRecord = sql<SqlBool>`coalesce(case_file.disclosure_id = ${disclosureId}::uuid, false)`
  return db.selectFrom('caseFile')
    .innerJoin('pub.division as village', 'village.code', 'caseFile.villageCode')
    .select(['id', 'villageCode', 'village.name as villageName', 'itemSlug', 'disclosureId', 'rowSeq', 'fieldKey', 'statement', statementSeen(officer).as('statementSeen'), 'channel', 'receivedOn', 'state', 'mergedInto', 'eventCount', newestVerdict(id).as('verdict'), closedOn.as('closedOn')])
    .where('caseFile.countyCode', '=', countyOf(villageCode))
    .where('receivedOn', '>=', addDays(on, -withinDays)).where('receivedOn', '<=', addDays(on, withinDays))
    .where(sql<SqlBool>`(case_file.village_code = ${villageCode}::bigint or (case_file.village_code between ${low}::bigint and ${high}::bigint and case_file.item_slug = ${itemSlug}) or ${isSameRecord})`)
    .where(isVisibleTo(officer))
    .where(sql<SqlBool>`case_file.id <> all (${[...sought.relatives, ...(id === null ? [] : [id])]}::uuid[])`)
    .where(sql<SqlBool>`(${id}::uuid is null or (case_file.split_from is distinct from ${id}::uuid and case_file.merged_into is distinct from ${id}::uuid))`)
    .where('state', '<>', 'withdrawn')
    .where(sql<SqlBool>`${newestVerdict(id)} is distinct from 'different'`)
    .orderBy(isSameRecord, 'desc').orderBy(sql`case_file.village_code = ${villageCode}::bigint`, 'desc').orderBy('receivedOn', 'desc').orderBy(arrival, 'desc')
    .limit(mostCandidates).execute()
}

/** What was last said of the pair, whichever of the two it was said of. */
function newestVerdict(id: string | null) {
  return sql<string | null>`(select verdict from likeness_verdict as said where (said.case_id = ${id}::uuid and said.other_id = case_file.id) or (said.other_id = ${id}::uuid and said.case_id = case_file.id)
    order by said.seq desc limit 1)`
}

/** Ids are random; of two cases of one day the later comes first. */
const arrival = sql<number>`(select log_queue_id from case_event as filed where filed.case_id = case_file.id and filed.seq = 1)`

const closedOn = sql<string | null>`(select max(day)::text from case_event where case_id = case_file.id and action = 'close')`

/** The day on which a case was last closed. */
export async function findClosingDay(db: Db | Tx, caseId: string): Promise<PlainDate | undefined> {
  const found = await db.selectFrom('caseEvent').select(sql<string | null>`max(day)::text`.as('day')).where('caseId', '=', caseId).where('action', '=', 'close').executeTakeFirst()
  return (found?.day ?? undefined) as PlainDate | undefined
}

export async function insertVerdict(tx: Tx, said: { readonly caseId: string; readonly otherId: string; readonly verdict: 'different' | 'again'; readonly officerId: string; readonly unitId: string; readonly at: Date }): Promise<void> {
  await tx.insertInto('likenessVerdict').values(said).execute()
}
