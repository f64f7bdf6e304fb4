import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { answeredStates, caseStates, endedStates, leadingStates, type CaseState } from '#rules/cases/states.ts'
import { readsOriginal } from '#rules/policy/matter.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { hidesWhatIsOwed, stateSeen } from '#rules/ratings/sight.ts'
import type { Seen } from './cases.ts'
import { lightDueSql, stepDueSql, type StepDue } from './case-steps.ts'
import { isHeardOfBy, isVisibleTo } from './case-visibility.ts'
import { photoCountSeen, statementSeen } from './matter.ts'
import { countyAround } from './scope.ts'
import type { Db } from './database.ts'

export type CaseQueueKey = 'to-accept' | 'to-confirm' | 'to-assign' | 'returned' | 'county-decides' | 'extensions' | 'reviews' | 'badly-rated' | 'visits' | 'to-release' | 'supervised' | 'cards' | 'to-sign' | 'handling' | 'helping'
  | 'waiting' | 'answered' | 'overdue' | 'all'
export type CaseSort = 'due' | '-due' | 'received' | '-received' | 'village' | '-village'

/** A queue and what it is narrowed to. */
export type CaseNarrowing = { readonly queue: CaseQueueKey; readonly q?: string | undefined; readonly state?: CaseState | undefined; readonly village?: number | undefined }

/** What a queue is narrowed to and how it is read. */
export type CaseListing = CaseNarrowing & {
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

/** One page of a queue, and how many cases there are in all. The rows are looked through once; only the page's own are then read. */
export async function listCases(db: Db, reader: CaseReader, listing: CaseListing): Promise<{ total: number; lines: CaseLine[] }> {
  const { sort, page, pageSize } = listing
  const isDayNeeded = sort === 'due' || sort === '-due' || listing.queue === 'overdue'
  const stepDue = isDayNeeded ? await stepDueSql(db, isVisibleTo(reader.officer), reader.stepDue) : noDay
  const chosen = visibleCases(db, reader.officer).where(isIn(listing, reader, stepDue))
    .select(['caseFile.id', 'caseFile.receivedAt', orderOf(sort, shownDue(stepDue, reader.officer)).as('wanted')])
  const { rows: [found] } = await sql<{ total: number; ids: string[] }>`
    with chosen as materialized (${chosen})
    select (select count(*) from chosen)::int as total,
      array(select id from chosen order by wanted ${sql.raw(sort.startsWith('-') ? 'desc' : 'asc')} nulls last, received_at desc, id limit ${pageSize} offset ${(page - 1) * pageSize}) as ids`.execute(db)
  const { total, ids } = found!
  const lines = new Map((await listLines(db, reader.officer, ids)).map(line => [line.id, line]))
  return { total, lines: ids.flatMap(id => lines.get(id) ?? []) }
}

const noDay = sql<string | null>`null::date`

/** These cases as lines, as far as the officer sees them. */
export async function listLines(db: Db, officer: Officer, ids: readonly string[]): Promise<CaseLine[]> {
  return ids.length === 0 ? [] : await linesOf(visibleCases(db, officer).where('caseFile.id', 'in', ids), officer).execute() as unknown as CaseLine[]
}

function linesOf(cases: ReturnType<typeof visibleCases>, officer: Officer) {
  return cases.select(['caseFile.id', 'caseFile.villageCode', 'village.name as villageName', 'township.name as townshipName', 'caseFile.itemSlug', 'caseFile.seen', 'caseFile.responsibleUnitId',
    sql<string>`left(${statementSeen(officer)}, 120)`.as('excerpt'), photoCountSeen(officer).as('photoCount')])
}

/** How many cases each queue holds. */
export async function countCases(db: Db, reader: CaseReader, queues: readonly CaseQueueKey[]): Promise<Map<CaseQueueKey, number>> {
  const counts = await countNarrowed(db, reader, queues.map(queue => ({ queue })))
  return new Map(queues.map((queue, i) => [queue, counts[i]!]))
}

/** How many cases each narrowed queue holds: the very conditions of the lists, so a count always equals the total of its list. One look at the rows counts them all. */
export async function countNarrowed(db: Db, reader: CaseReader, narrowings: readonly CaseNarrowing[]): Promise<number[]> {
  if (narrowings.length === 0) return []
  const stepDue = narrowings.some(({ queue }) => queue === 'overdue') ? await stepDueSql(db, isVisibleTo(reader.officer), reader.stepDue) : noDay
  const counted = await visibleCases(db, reader.officer)
    .select(narrowings.map((narrowing, i) => sql<number>`(count(*) filter (where ${isIn(narrowing, reader, stepDue)}))::int`.as(`n${i}`))).executeTakeFirstOrThrow() as Record<string, number>
  return narrowings.map((_, i) => counted[`n${i}`]!)
}

function isIn({ queue, q, state, village }: CaseNarrowing, reader: CaseReader, stepDue: RawBuilder<string | null>): RawBuilder<SqlBool> {
  const isKept = [
    isInQueue(queue, reader, stepDue), ...(state === undefined ? [] : [isSeenIn(state, reader.officer)]),
    ...(village === undefined ? [] : [sql<SqlBool>`case_file.village_code = ${village}::bigint`]), ...(q?.trim() ? [mentions(q.trim(), reader.officer)] : []),
  ]
  return sql<SqlBool>`(${sql.join(isKept, sql` and `)})`
}

function visibleCases(db: Db, officer: Officer) {
  // Left joins: what no column or condition asks for is then not read at all.
  return db.selectFrom('caseFile').leftJoin('pub.division as village', 'village.code', 'caseFile.villageCode')
    .leftJoin('pub.division as township', join => join.on(sql<SqlBool>`township.code = case_file.village_code - case_file.village_code % 1000`))
    .where(isVisibleTo(officer))
}

function isInQueue(queue: CaseQueueKey, { officer, today }: CaseReader, stepDue: RawBuilder<string | null>): RawBuilder<SqlBool> {
  const isIn = (...states: CaseState[]) => sql<SqlBool>`case_file.state in (${sql.join(states)})`
  const isLed = sql<SqlBool>`(${officer.role !== 'handler'}::boolean or case_file.responsible_unit_id = ${officer.unitId}::uuid)`
  switch (queue) {
    case 'to-accept': return isIn('submitted')
    case 'to-confirm': return isIn('rejectionProposed', 'appealed')
    case 'to-assign': return isIn('accepted')
    case 'returned': return isIn('returned')
    case 'county-decides': return isIn('countyDecides', 'escalated')
    case 'reviews': return isIn('replyDrafted')
    case 'badly-rated': return sql<SqlBool>`(${isIn('rated')} and case_file.step_days is not null)`
    case 'visits': return sql<SqlBool>`(case_file.visit_due_on is not null)`
    case 'to-release': return sql<SqlBool>`(${hasUnitAtWork} and case_file.id in (${withWordsToRelease}))`
    case 'supervised': return sql<SqlBool>`(case_file.supervised_until is not null)`
    case 'cards': return sql<SqlBool>`(case_file.has_card and not ${isIn('closed', ...endedStates)})`
    case 'to-sign': return isIn('assigned', 'redo')
    case 'handling': return sql<SqlBool>`(${isIn('handling', 'jointHandling')} and ${isLed})`
    case 'helping': return sql<SqlBool>`(${isIn('jointHandling')} and ${officer.unitId}::uuid = any(case_file.helper_unit_ids))`
    case 'waiting': return isIn('extensionPending', 'replyDrafted')
    case 'answered': return isIn(...answeredStates)
    case 'all': return sql<SqlBool>`true`
    // The first request is the supervising unit's to decide, any later one the triage desk's: `extensionDecider` in rules/cases/limits.ts.
    case 'extensions': return sql<SqlBool>`(${isIn('extensionPending')} and (${asked} <= 1) = ${officer.role === 'supervisor'}::boolean)`
    // A red light: the day promised at acceptance has passed, or where no answer is owed the day of the step.
    case 'overdue': return sql<SqlBool>`(${lightDueSql(stepDue)} < ${today}::date)`
  }
}

// Its own, or that of the case that answers for it.
const hasUnitAtWork = sql`(case_file.responsible_unit_id is not null or exists (select from case_file as lead where lead.id = case_file.merged_into and lead.responsible_unit_id is not null))`

/**
 * Cases in which the complainant wrote something later that no unit reads yet: what `exchangeOf` of api/views/matter.ts offers for release. An opinion counts once
 * its batch is published. Asked once for the whole question, from the few events that hold such words.
 */
const withWordsToRelease = sql`select said.case_id from case_event as said
  where said.by_kind = 'complainant' and (said.action = 'writeMessage' or said.note is not null)
    and (said.action <> 'rate' or exists (select from rating_batch_entry as published where (published.case_id, published.seq) = (said.case_id, said.seq)))
    and not exists (select from case_release as release where release.case_id = said.case_id and release.of_seq = said.seq)`

/** By the state that the officer is shown: to the unit that answered, a case the county looks into is one that was rated (`stateSeen`). */
function isSeenIn(state: CaseState, officer: Officer): RawBuilder<SqlBool> {
  const shown = caseStates.filter(known => stateSeen(officer.role, known) === state)
  return shown.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`case_file.state in (${sql.join(shown)})`
}

/** What a bad rating makes due is no order of a list for those who must not know of it. */
function shownDue(stepDue: RawBuilder<string | null>, officer: Officer): RawBuilder<string | null> {
  const kept = caseStates.filter(state => hidesWhatIsOwed(officer.role, state))
  return kept.length === 0 ? stepDue : sql<string | null>`case when case_file.state in (${sql.join(kept)}) then null else ${stepDue} end`
}

// Of the cycle that runs: reopening begins to count anew.
const asked = sql`(select count(*) from case_event where case_id = case_file.id and action = 'askExtension'
  and seq > coalesce((select max(seq) from case_event as reopened where reopened.case_id = case_file.id and reopened.action = 'reopen'), 0))`

/** What cannot be read is not found either: the words are looked for in what the officer reads. Villages of that name are found once for the whole question. */
function mentions(text: string, officer: Officer): RawBuilder<SqlBool> {
  const place = readsOriginal(officer.role) ? sql`case_file.place` : sql`null`
  const around = countyAround(officer)
  const named = sql`(select code from pub.division where code between ${around.low}::bigint and ${around.high}::bigint and position(lower(${text}) in lower(name)) > 0)`
  return sql<SqlBool>`(position(lower(${text}) in lower(concat_ws(' ', ${statementSeen(officer)}, ${place}, case_file.seen ->> 'title'))) > 0 or case_file.village_code in ${named})`
}

function orderOf(sort: CaseSort, stepDue: RawBuilder<string | null>): RawBuilder<unknown> {
  switch (sort) {
    case 'due': case '-due': return stepDue
    case 'received': case '-received': return sql`case_file.received_at`
    case 'village': case '-village': return sql`case_file.village_code`
  }
}

/** Cases of the same village that this one could join, running or not yet accepted: the newest first, seen by the officer, neither merged nor the case itself. */
export async function listMergeable(db: Db, officer: Officer, file: { readonly id: string; readonly villageCode: number }): Promise<{ id: string; excerpt: string; receivedOn: string }[]> {
  return db.selectFrom('caseFile').select(['id', sql<string>`left(${statementSeen(officer)}, 60)`.as('excerpt'), 'receivedOn']).where('villageCode', '=', file.villageCode).where('id', '<>', file.id)
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
