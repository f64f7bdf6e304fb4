import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { groundsKeptFromUnit } from '#rules/cases/card-rules.ts'
import type { Light } from '#rules/cases/limits.ts'
import { move } from '#rules/cases/lifecycle.ts'
import { answeredStates, caseStates, endedStates, type CaseState } from '#rules/cases/states.ts'
import { tidyNumber, type Channel } from '#rules/intake/channels.ts'
import { mayReadIntake } from '#rules/policy/intake.ts'
import { readsOriginal } from '#rules/policy/matter.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { hidesVisits, stateSeen } from '#rules/ratings/sight.ts'
import { hasLightSql, isNearSql, lightDueSql, type IsNear } from './case-steps.ts'
import { isVisibleTo } from './case-visibility.ts'
import type { Db } from './database.ts'
import { hasText, statementSeen } from './matter.ts'
import { countyAround } from './scope.ts'

export type CaseQueueKey = 'to-accept' | 'to-confirm' | 'to-assign' | 'ready-to-assign' | 'returned' | 'county-decides' | 'extensions' | 'reviews' | 'badly-rated' | 'visits' | 'to-release' | 'supervised' | 'cards' | 'to-sign' | 'handling' | 'helping'
  | 'waiting' | 'answered' | 'overdue' | 'all'

/** A queue and what it is narrowed to. */
export type CaseNarrowing = {
  readonly queue: CaseQueueKey
  readonly q?: string | undefined
  readonly state?: CaseState | undefined
  readonly village?: number | undefined
  /** The responsible unit. */
  readonly unit?: string | undefined
  readonly item?: string | undefined
  readonly channel?: Channel | undefined
  readonly light?: Light | undefined
}

/** Whose list it is, on which day, and which promises are near. */
export type CaseReader = { readonly officer: Officer; readonly today: PlainDate; readonly isNear: IsNear }

/** Which promises are near: the database cannot count it, because it has no calendar, so it is worked out before the question where a light is asked for. */
export async function nearFor(db: Db, reader: CaseReader, narrowings: readonly CaseNarrowing[]): Promise<RawBuilder<SqlBool>> {
  const needsNear = narrowings.some(({ light }) => light === 'yellow' || light === 'green')
  return needsNear ? await isNearSql(db, isVisibleTo(reader.officer), reader.today, reader.isNear) : sql<SqlBool>`false`
}

/** The condition of a narrowed queue, in a query that has case_file. */
export function isIn({ queue, q, state, village, unit, item, channel, light }: CaseNarrowing, reader: CaseReader, isNear: RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  const kept = [
    isInQueue(queue, reader),
    state !== undefined && isSeenIn(state, reader.officer),
    village !== undefined && sql<SqlBool>`case_file.village_code = ${village}::bigint`,
    unit !== undefined && sql<SqlBool>`case_file.responsible_unit_id = ${unit}::uuid`,
    item !== undefined && sql<SqlBool>`case_file.item_slug = ${item}`,
    channel !== undefined && sql<SqlBool>`case_file.channel = ${channel}`,
    light !== undefined && hasLightSql(light, reader.today, isNear),
    q?.trim() && mentions(q.trim(), reader.officer),
  ]
  return sql<SqlBool>`(${sql.join(kept.filter(each => typeof each === 'object'), sql` and `)})`
}

const assignableStates = caseStates.filter(state => move(state, 'assign').ok)

function isInQueue(queue: CaseQueueKey, { officer, today }: CaseReader): RawBuilder<SqlBool> {
  const isIn = (...states: CaseState[]) => sql<SqlBool>`case_file.state in (${sql.join(states)})`
  const isLed = sql<SqlBool>`(${officer.role !== 'handler'}::boolean or case_file.responsible_unit_id = ${officer.unitId}::uuid)`
  switch (queue) {
    case 'to-accept': return isIn('submitted')
    case 'to-confirm': return isIn('rejectionProposed', 'appealed')
    case 'to-assign': return isIn('accepted')
    case 'ready-to-assign': return sql<SqlBool>`(${isIn(...assignableStates)} and ${hasText})`
    case 'returned': return isIn('returned')
    case 'county-decides': return isIn('countyDecides', 'escalated')
    case 'reviews': return isIn('replyDrafted')
    case 'badly-rated': return sql<SqlBool>`(${isIn('rated')} and case_file.step_due_on is not null)`
    // Where no unit supervises any more, the desk has it.
    case 'visits': return sql<SqlBool>`(case_file.visit_due_on is not null and (${officer.role !== 'triage'}::boolean or case_file.supervising_unit_id is null))`
    case 'to-release': return sql<SqlBool>`(${hasUnitAtWork} and case_file.id in (${withWordsToRelease}))`
    case 'supervised': return sql<SqlBool>`(case_file.supervised_until is not null)`
    case 'cards': return sql<SqlBool>`(case_file.has_card and not ${isIn('closed', ...endedStates)} and ${hidesVisits(officer.role) ? hasSeenCard : sql`true`})`
    case 'to-sign': return isIn('assigned', 'redo')
    case 'handling': return sql<SqlBool>`(${isIn('handling', 'jointHandling')} and ${isLed})`
    case 'helping': return sql<SqlBool>`(${isIn('jointHandling')} and ${officer.unitId}::uuid = any(case_file.helper_unit_ids))`
    case 'waiting': return isIn('extensionPending', 'replyDrafted')
    case 'answered': return isIn(...answeredStates)
    case 'all': return sql<SqlBool>`true`
    // The first request is the supervising unit's to decide, any later one the triage desk's: `extensionDecider` in rules/cases/limits.ts.
    case 'extensions': return sql<SqlBool>`(${isIn('extensionPending')} and (${decided} = 0) = ${officer.role === 'supervisor'}::boolean)`
    // A red light: the day promised at acceptance has passed, or where no answer is owed the day of the step.
    case 'overdue': return sql<SqlBool>`(${lightDueSql()} < ${today}::date)`
  }
}

// Of some cards the unit that answered learns nothing: `itemsSeen` of rules/ratings/sight.ts.
const hasSeenCard = sql`exists (select from supervision_item as given where given.case_id = case_file.id and given.kind = 'card' and given.cycle = case_file.cycle and given.ground not in (${sql.join([...groundsKeptFromUnit].map(ground => sql.lit(ground)))}))`

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

// Requests decided before this one, in the cycle that runs: reopening begins to count anew, and one that went with its unit was never decided.
const decided = sql`(select count(*) from case_event where case_id = case_file.id and action in ('grantExtension', 'refuseExtension')
  and seq > coalesce((select max(seq) from case_event as reopened where reopened.case_id = case_file.id and reopened.action = 'reopen'), 0))`

/** What cannot be read is not found either: the words are looked for in what the officer reads; the number at the other office by whoever may read it. Villages of that name are found once for the whole question. */
function mentions(text: string, officer: Officer): RawBuilder<SqlBool> {
  const place = readsOriginal(officer.role) ? sql`case_file.place` : sql`null`
  const around = countyAround(officer)
  const named = sql`(select code from pub.division where code between ${around.low}::bigint and ${around.high}::bigint and position(lower(${text}) in lower(name)) > 0)`
  const numbered = mayReadIntake(officer) ? sql`or case_file.id in (select case_id from case_intake where channel_number = ${tidyNumber(text)})` : sql``
  return sql<SqlBool>`(position(lower(${text}) in lower(concat_ws(' ', ${statementSeen(officer)}, ${place}, case_file.seen ->> 'title'))) > 0 or case_file.village_code in ${named} ${numbered})`
}
