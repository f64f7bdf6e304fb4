import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { CaseState } from '#rules/cases/states.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { Seen } from './cases.ts'
import { isVisibleTo } from './case-visibility.ts'
import type { Db } from './database.ts'

export type CaseQueueKey = 'to-accept' | 'to-assign' | 'returned' | 'extensions' | 'reviews' | 'to-sign' | 'handling' | 'waiting' | 'answered' | 'overdue' | 'all'
export type CaseSort = 'due' | '-due' | 'received' | '-received' | 'village' | '-village'

/** By when the step that began on `from` should be over. Asked once per state and day, because the database has no calendar. */
export type StepDue = (state: CaseState, from: PlainDate) => PlainDate | undefined

/** What a queue is narrowed to and how it is read. */
export type CaseListing = {
  readonly queue: CaseQueueKey
  readonly q?: string | undefined
  readonly state?: CaseState | undefined
  readonly village?: number | undefined
  readonly sort: CaseSort
  readonly page: number
  readonly pageSize: number
}

/** Whose list it is, on which day, and how long steps may take. */
export type CaseReader = { readonly officer: Officer; readonly today: PlainDate; readonly stepDue: StepDue }

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
}

/** One page of a queue, and how many cases there are in all. */
export async function listCases(db: Db, reader: CaseReader, listing: CaseListing): Promise<{ total: number; lines: CaseLine[] }> {
  const stepDue = await stepDueSql(db, reader)
  const chosen = visibleCases(db, reader.officer).where(isInQueue(listing.queue, reader, stepDue))
    .$if(listing.state !== undefined, query => query.where('caseFile.state', '=', listing.state!))
    .$if(listing.village !== undefined, query => query.where('caseFile.villageCode', '=', listing.village!))
    .$if(Boolean(listing.q?.trim()), query => query.where(mentions(listing.q!.trim())))
  const { total } = await chosen.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const lines = await chosen
    .select(['caseFile.id', 'caseFile.villageCode', 'village.name as villageName', 'township.name as townshipName', 'caseFile.itemSlug', 'caseFile.seen', 'caseFile.responsibleUnitId',
      sql<string>`left(case_file.statement, 120)`.as('excerpt'),
      sql<number>`(select count(*)::int from case_attachment where case_id = case_file.id)`.as('photoCount')])
    .orderBy(orderOf(listing.sort, stepDue)).orderBy('caseFile.receivedAt', 'desc').orderBy('caseFile.id')
    .limit(listing.pageSize).offset((listing.page - 1) * listing.pageSize).execute()
  return { total, lines: lines as unknown as CaseLine[] }
}

/** How many cases each queue holds: the very conditions of the lists, so a count always equals the total of its list. */
export async function countCases(db: Db, reader: CaseReader, queues: readonly CaseQueueKey[]): Promise<Map<CaseQueueKey, number>> {
  if (queues.length === 0) return new Map()
  const stepDue = await stepDueSql(db, reader)
  const row = await visibleCases(db, reader.officer)
    .select(queues.map((queue, i) => sql<number>`(count(*) filter (where ${isInQueue(queue, reader, stepDue)}))::int`.as(`n${i}`))).executeTakeFirstOrThrow()
  return new Map(queues.map((queue, i) => [queue, (row as Record<string, number>)[`n${i}`] ?? 0]))
}

function visibleCases(db: Db, officer: Officer) {
  return db.selectFrom('caseFile').innerJoin('pub.division as village', 'village.code', 'caseFile.villageCode')
    .leftJoin('pub.division as township', join => join.on(sql<SqlBool>`township.code = case_file.village_code - case_file.village_code % 1000`))
    .where(isVisibleTo(officer))
}

const answered = sql`('replied', 'rated', 'closed')`

function isInQueue(queue: CaseQueueKey, { officer, today }: CaseReader, stepDue: RawBuilder<string | null>): RawBuilder<SqlBool> {
  const isIn = (...states: CaseState[]) => sql<SqlBool>`case_file.state in (${sql.join(states)})`
  switch (queue) {
    case 'to-accept': return isIn('submitted')
    case 'to-assign': return isIn('accepted')
    case 'returned': return isIn('returned')
    case 'reviews': return isIn('replyDrafted')
    case 'to-sign': return isIn('assigned')
    case 'handling': return isIn('handling')
    case 'waiting': return isIn('extensionPending', 'replyDrafted')
    case 'answered': return isIn('replied', 'rated', 'closed')
    case 'all': return sql<SqlBool>`true`
    // The first request is the supervising unit's to decide, any later one the triage desk's: `extensionDecider` in rules/cases/limits.ts.
    case 'extensions': return sql<SqlBool>`(${isIn('extensionPending')} and (${asked} <= 1) = ${officer.role === 'supervisor'}::boolean)`
    // A red light: the day promised at acceptance has passed, or before acceptance the day to accept.
    case 'overdue': return sql<SqlBool>`(case_file.state not in ${answered} and coalesce(case_file.due_on, ${stepDue}) < ${today}::date)`
  }
}

const asked = sql`(select count(*) from case_event where case_id = case_file.id and action = 'askExtension')`

function mentions(text: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`position(lower(${text}) in lower(concat_ws(' ', case_file.statement, case_file.place, case_file.seen ->> 'title', village.name))) > 0`
}

function orderOf(sort: CaseSort, stepDue: RawBuilder<string | null>): RawBuilder<unknown> {
  switch (sort) {
    case 'due': return sql`${stepDue} asc nulls last`
    case '-due': return sql`${stepDue} desc nulls last`
    case 'received': return sql`case_file.received_at asc`
    case '-received': return sql`case_file.received_at desc`
    case 'village': return sql`case_file.village_code asc`
    case '-village': return sql`case_file.village_code desc`
  }
}

/** The day on which the present step began: that of the newest event, which led to it. */
const stepBegan = sql`(select day from case_event where case_id = case_file.id and seq = case_file.event_count)`

/**
 * The day of the present step as an SQL expression. Where the answer itself is owed it stands in the row; for the other steps the days
 * are worked out here, one for each state and beginning that occurs, and handed to the query.
 */
async function stepDueSql(db: Db, reader: CaseReader): Promise<RawBuilder<string | null>> {
  const begun = await db.selectFrom('caseFile').select(['state', sql<PlainDate>`${stepBegan}`.as('from')]).distinct()
    .where('state', 'in', ['submitted', 'accepted', 'assigned', 'returned', 'replyDrafted']).where(isVisibleTo(reader.officer)).execute()
  const days = Object.fromEntries(begun.map(({ state, from }) => [`${state} ${from}`, reader.stepDue(state as CaseState, from)]))
  return sql<string | null>`case when case_file.state in ('handling', 'extensionPending') then case_file.due_on when case_file.state in ${answered} then null
    else (${JSON.stringify(days)}::jsonb ->> (case_file.state || ' ' || to_char(${stepBegan}, 'YYYY-MM-DD')))::date end`
}
