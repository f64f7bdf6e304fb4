import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { Calendar } from '#rules/calendar/working-days.ts'
import { recounted, type CountedDay } from '#rules/cases/counted-days.ts'
import type { CaseEventDetails } from '#rules/cases/events.ts'
import { stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { move } from '#rules/cases/lifecycle.ts'
import { promisedAnew } from '#rules/cases/limits.ts'
import type { Day } from '#rules/cases/may.ts'
import { noticeIn, recalculated, sweepAction, type SweepAction } from '#rules/cases/sweeps.ts'
import { answerOwedStates, isOneOf } from '#rules/cases/states.ts'
import { cachedColumns } from '#records/case-columns.ts'
import { beforeAllCases, getCountedDays, listPromises, listToldDays, listToSweep, listUncounted, listWithDays, listWithPromise } from '#records/case-sweeps.ts'
import { findCaseForUpdate, listEvents, updateColumns } from '#records/cases.ts'
import type { Db, Tx } from '#records/database.ts'
import { recordAll } from './case-consequences.ts'
import { eventOf, knownOf, recordBySystem, type RecordedCase } from './case-events.ts'
import type { Context } from './context.ts'
import { calendarOf } from './reference.ts'
import { overdueDetails, supervisePage } from './supervise-page.ts'

const pageSize = 500
/** As many cases at once as the pool can bear beside the people who wait. */
const atOnce = 4

/** How much a sweep looked at, and how much happened. */
export type Swept = { readonly looked: number; readonly happened: number }

/**
 * Everything that happens to cases by itself on a day: lapsing, escalating, ordering an overdue redo, closing, asking whether it is still solved, marking
 * what is overdue, giving cards and raising what nobody answered. Of all counties and all pages; harmless to repeat. What changes no state is written for a
 * page of cases at once; for the rest each case has a transaction of its own.
 */
export async function sweepCases(context: Context): Promise<Swept> {
  let swept: Swept = { looked: 0, happened: 0 }
  // What happened may let something else be due on the same day, as a card follows a redo: gone over again until nothing happens.
  for (let round = await sweepRound(context); round.looked > 0; round = round.happened > 0 ? await sweepRound(context) : nothing) {
    swept = { looked: swept.looked + round.looked, happened: swept.happened + round.happened }
  }
  return swept
}

const nothing: Swept = { looked: 0, happened: 0 }

/** Goes once over all that is due. While the database writes one page, the next is decided. */
async function sweepRound(context: Context): Promise<Swept> {
  let [looked, happened] = [0, 0]
  const pages = pagesToSweep(context.db, context.clock.today())
  const worker = async () => {
    for await (const ids of pages) {
      const page = await supervisePage(context, ids)
      looked += ids.length
      happened += page.happened
      for (const id of page.left) if (await sweepOne(context, id)) happened += 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return { looked, happened }
}

/** Several workers take from this one list: each page is given out once. */
async function* pagesToSweep(db: Db, asOf: PlainDate): AsyncGenerator<string[]> {
  for (let ids = await listToSweep(db, asOf, beforeAllCases, pageSize); ids.length > 0; ids = await listToSweep(db, asOf, ids.at(-1)!, pageSize)) yield ids
}

/**
 * Counts the days of running cases anew by the notices there are now: the promised one, and every other that is counted in working days. A day moves later or
 * stays; each move is an event that names the notice.
 */
export async function recalculateCases(context: Context): Promise<Swept> {
  const calendar = await calendarOf(context.db)
  const now = { ...context, calendar }
  await eachPage(after => listUncounted(now.db, after, pageSize), id => countOne(now, id))
  const promises = await listPromises(now.db)
  let happened = 0
  for (const promise of promises) if (recalculated(promise, calendar)) happened += await eachPage(after => listWithPromise(now.db, promise, after, pageSize), id => recalculateOne(now, id))
  const told = await listToldDays(now.db)
  const moved = told.filter(day => recounted(day, calendar))
  if (moved.length > 0) happened += await eachPage(after => listWithDays(now.db, moved, after, pageSize), id => recalculateOne(now, id))
  return { looked: promises.length + told.length, happened }
}

async function eachPage(list: (after: string) => Promise<readonly string[]>, act: (id: string) => Promise<boolean>): Promise<number> {
  let happened = 0
  for (let page = await list(beforeAllCases); page.length > 0; page = await list(page.at(-1)!)) happened += await eachOf(page, act)
  return happened
}

/** Does one thing after the other to a few cases at once; counts those to which it happened. */
async function eachOf(ids: readonly string[], act: (id: string) => Promise<boolean>): Promise<number> {
  let [next, happened] = [0, 0]
  const worker = async () => {
    for (let id = ids[next++]; id !== undefined; id = ids[next++]) if (await act(id)) happened += 1
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return happened
}

function withCase(context: Context, id: string, act: (tx: Tx, file: RecordedCase, facts: CaseFacts) => Promise<boolean>): Promise<boolean> {
  return context.db.transaction().execute(async tx => {
    const file = await findCaseForUpdate(tx, id)
    return file ? act(tx, file, stateOf(await listEvents(tx, id))) : false
  })
}

function sweepOne(context: Context, id: string): Promise<boolean> {
  return withCase(context, id, async (tx, file, facts) => {
    const { rules, day } = await knownOf(context, file, facts)
    const action = sweepAction(facts, day)
    if (action) {
      await recordAll(context, tx, file, facts, eventOf(context, facts, action, { kind: 'system' }, undefined, detailsFor(action, facts, day)))
      return true
    }
    // Nothing yet: the calendar may have moved the day since it was written down.
    await updateColumns(tx, file.id, cachedColumns(facts, context.calendar, rules, await getCountedDays(tx, file.id)))
    return false
  })
}

function detailsFor(action: SweepAction, facts: CaseFacts, day: Day): object {
  const { calendar, limits, today } = day
  switch (action) {
    case 'orderRedo':
      return promisedAnew(calendar, facts.dueOn, today, limits.redo) satisfies CaseEventDetails['orderRedo']
    case 'markOverdue':
      return overdueDetails(facts, day)
    case 'lapse': case 'escalate': case 'close': case 'askStillSolved':
      return {}
  }
}

function recalculateOne(context: Context, id: string): Promise<boolean> {
  return withCase(context, id, async (tx, file, facts) => {
    const details = move(facts.state, 'recalculate').ok ? newDays(facts, await getCountedDays(tx, id) ?? [], context.calendar) : undefined
    if (!details) return false
    await recordBySystem(context, tx, file, facts, 'recalculate', details)
    return true
  })
}

/** Works out the days of a case from before days were told. */
function countOne(context: Context, id: string): Promise<boolean> {
  return withCase(context, id, async (tx, file, facts) => {
    const { rules } = await knownOf(context, file, facts)
    await updateColumns(tx, id, cachedColumns(facts, context.calendar, rules, null))
    return true
  })
}

function newDays(facts: CaseFacts, told: readonly CountedDay[], calendar: Calendar): CaseEventDetails['recalculate'] | undefined {
  const promise = newDay(facts, calendar)
  const moved = told.filter(day => recounted(day, calendar))
  if (moved.length === 0) return promise
  return { notice: noticeIn(calendar, moved[0]!), ...promise, days: moved.map(day => recounted(day, calendar)!), state: facts.state }
}

/** Only where an answer is owed: what was answered was answered by the day it had. */
function newDay({ state, dueOn, dueIsProvisional, dueCount }: CaseFacts, calendar: Calendar): { dueOn: PlainDate; provisional: boolean; notice: string } | undefined {
  if (!isOneOf(answerOwedStates, state) || dueOn === undefined || dueCount === undefined) return undefined
  return recalculated({ dueOn, provisional: dueIsProvisional, ...dueCount }, calendar)
}
