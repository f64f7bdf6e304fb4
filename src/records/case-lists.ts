import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { caseStates, leadingStates } from '#rules/cases/states.ts'
import type { Channel } from '#rules/intake/channels.ts'
import { mayReadIntake } from '#rules/policy/intake.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { hidesWhatIsOwed } from '#rules/ratings/sight.ts'
import { isIn, nearFor, type CaseNarrowing, type CaseQueueKey, type CaseReader } from './case-narrowing.ts'
import type { Seen } from './cases.ts'
import { isHeardOfBy, isVisibleTo } from './case-visibility.ts'
import { hasText, photoCountSeen, statementSeen } from './matter.ts'
import type { Db } from './database.ts'

export type CaseSort = 'due' | '-due' | 'received' | '-received' | 'village' | '-village'

/** What a queue is narrowed to and how it is read. */
export type CaseListing = CaseNarrowing & {
  readonly sort: CaseSort
  readonly page: number
  readonly pageSize: number
}

export type CaseLine = {
  readonly id: string
  readonly villageCode: number
  readonly villageName: string
  readonly townshipName: string | null
  readonly itemSlug: string | null
  readonly seen: Seen | null
  readonly excerpt: string
  readonly responsibleUnitId: string | null
  readonly photoCount: number
  readonly channel: Channel
  /** Its number at the other office, for the desk alone. */
  readonly channelNumber: string | null
  /** A text for the units stands. */
  readonly hasText: boolean
}

/** One page of a queue, and how many cases there are in all. The rows are looked through once; only the page's own are then read. */
export async function listCases(db: Db, reader: CaseReader, listing: CaseListing): Promise<{ total: number; lines: CaseLine[] }> {
  const { sort, page, pageSize } = listing
  const isNear = await nearFor(db, reader, [listing])
  const chosen = visibleCases(db, reader.officer).where(isIn(listing, reader, isNear))
    .select(['caseFile.id', 'caseFile.receivedAt', orderOf(sort, reader.officer).as('wanted')])
  const { rows: [found] } = await sql<{ total: number; ids: string[] }>`
    with chosen as materialized (${chosen})
    select (select count(*) from chosen)::int as total,
      array(select id from chosen order by wanted ${sql.raw(sort.startsWith('-') ? 'desc' : 'asc')} nulls last, received_at desc, id limit ${pageSize} offset ${(page - 1) * pageSize}) as ids`.execute(db)
  const { total, ids } = found!
  const lines = new Map((await listLines(db, reader.officer, ids)).map(line => [line.id, line]))
  return { total, lines: ids.flatMap(id => lines.get(id) ?? []) }
}

/** These cases as lines, as far as the officer sees them. */
export async function listLines(db: Db, officer: Officer, ids: readonly string[]): Promise<CaseLine[]> {
  return ids.length === 0 ? [] : await linesOf(visibleCases(db, officer).where('caseFile.id', 'in', ids), officer).execute() as unknown as CaseLine[]
}

function linesOf(cases: ReturnType<typeof visibleCases>, officer: Officer) {
  return cases.select(['caseFile.id', 'caseFile.villageCode', 'village.name as villageName', 'township.name as townshipName', 'caseFile.itemSlug', 'caseFile.seen', 'caseFile.responsibleUnitId',
    'caseFile.channel', numberSeen(officer).as('channelNumber'), hasText.as('hasText'), sql<string>`left(${statementSeen(officer)}, 120)`.as('excerpt'), photoCountSeen(officer).as('photoCount')])
}

function numberSeen(officer: Officer): RawBuilder<string | null> {
  return mayReadIntake(officer) ? sql<string | null>`(select channel_number from case_intake where case_id = case_file.id)` : sql<string | null>`null::text`
}

/** How many cases each queue holds. */
export async function countCases(db: Db, reader: CaseReader, queues: readonly CaseQueueKey[]): Promise<Map<CaseQueueKey, number>> {
  const counts = await countNarrowed(db, reader, queues.map(queue => ({ queue })))
  return new Map(queues.map((queue, i) => [queue, counts[i]!]))
}

/** How many cases each narrowed queue holds: the very conditions of the lists, so a count always equals the total of its list. One look at the rows counts them all. */
export async function countNarrowed(db: Db, reader: CaseReader, narrowings: readonly CaseNarrowing[]): Promise<number[]> {
  if (narrowings.length === 0) return []
  const isNear = await nearFor(db, reader, narrowings)
  const counted = await visibleCases(db, reader.officer)
    .select(narrowings.map((narrowing, i) => sql<number>`(count(*) filter (where ${isIn(narrowing, reader, isNear)}))::int`.as(`n${i}`))).executeTakeFirstOrThrow() as Record<string, number>
  return narrowings.map((_, i) => counted[`n${i}`]!)
}

function visibleCases(db: Db, officer: Officer) {
  // Left joins: what no column or condition asks for is then not read at all.
  return db.selectFrom('caseFile').leftJoin('pub.division as village', 'village.code', 'caseFile.villageCode')
    .leftJoin('pub.division as township', join => join.on(sql<SqlBool>`township.code = case_file.village_code - case_file.village_code % 1000`))
    .where(isVisibleTo(officer))
}

/** What a bad rating makes due is no order of a list for those who must not know of it. */
function shownDue(officer: Officer): RawBuilder<string | null> {
  const kept = caseStates.filter(state => hidesWhatIsOwed(officer.role, state))
  return kept.length === 0 ? sql<string | null>`case_file.step_due_on` : sql<string | null>`case when case_file.state in (${sql.join(kept)}) then null else case_file.step_due_on end`
}

function orderOf(sort: CaseSort, officer: Officer): RawBuilder<unknown> {
  switch (sort) {
    case 'due': case '-due': return shownDue(officer)
    case 'received': case '-received': return sql`case_file.received_at`
    case 'village': case '-village': return sql`case_file.village_code`
  }
}

/** Cases of the same village and desk that this one could join, running or not yet accepted: the newest first, seen by the officer, neither merged nor the case itself. */
export async function listMergeable(db: Db, officer: Officer, file: { readonly id: string; readonly villageCode: number; readonly deskLevel: string }): Promise<{ id: string; excerpt: string; receivedOn: string }[]> {
  return db.selectFrom('caseFile').select(['id', sql<string>`left(${statementSeen(officer)}, 60)`.as('excerpt'), 'receivedOn']).where('villageCode', '=', file.villageCode).where('deskLevel', '=', file.deskLevel).where('id', '<>', file.id)
    .where('state', 'in', leadingStates).where(isVisibleTo(officer)).orderBy('receivedOn', 'desc').orderBy('id').limit(50).execute()
}

/** Which of these cases the officer may know of. */
export async function listSeenAmong(db: Db, officer: Officer, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db.selectFrom('caseFile').select('id').where('id', 'in', ids).where(isVisibleTo(officer)).execute()
  return new Set(rows.map(row => row.id))
}

/** Whether the officer may hear of this case: see it, or know of a card or letter about it. */
export async function isHeardOf(db: Db, officer: Officer, id: string): Promise<boolean> {
  return await db.selectFrom('caseFile').select('id').where('id', '=', id).where(isHeardOfBy(officer)).executeTakeFirst() !== undefined
}

/**
 * Whether the officer may know of this case. Asked before anything else is read or locked: one question, the same for a case that is kept from the
 * officer and for an id that is none, so that neither the time of the answer nor a wait for somebody's lock tells them apart.
 */
export async function isSeen(db: Db, officer: Officer, id: string): Promise<boolean> {
  return (await listSeenAmong(db, officer, [id])).has(id)
}
