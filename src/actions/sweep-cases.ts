import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { Calendar } from '#rules/calendar/working-days.ts'
import type { CaseEventDetails } from '#rules/cases/events.ts'
import { stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { move } from '#rules/cases/lifecycle.ts'
import { promisedAnew } from '#rules/cases/limits.ts'
import type { Day } from '#rules/cases/may.ts'
import { recalculated, sweepAction, type SweepAction } from '#rules/cases/sweeps.ts'
import { cachedColumns } from '#records/case-columns.ts'
import { beforeAllCases, listPromises, listToSweep, listWithPromise, type SharedPromise } from '#records/case-sweeps.ts'
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

/** Counts the promises of running cases anew by the notices there are now. A day moves later or stays; each move is an event that names the notice. */
export async function recalculateCases(context: Context): Promise<Swept> {
  const calendar = await calendarOf(context.db)
  const now = { ...context, calendar }
  const promises = await listPromises(context.db)
  let happened = 0
  for (const promise of promises) if (recalculated(promise, calendar)) happened += await recalculateShared(now, promise)
  return { looked: promises.length, happened }
}

async function recalculateShared(context: Context, promise: SharedPromise): Promise<number> {
  let happened = 0
  for (let page = await listWithPromise(context.db, promise, beforeAllCases, pageSize); page.length > 0; page = await listWithPromise(context.db, promise, page.at(-1)!, pageSize)) {
    happened += await eachOf(page, id => recalculateOne(context, id))
  }
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
    await updateColumns(tx, file.id, cachedColumns(facts, context.calendar, rules))
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
    const details = move(facts.state, 'recalculate').ok ? newDay(facts, context.calendar) : undefined
    if (!details) return false
    await recordBySystem(context, tx, file, facts, 'recalculate', details)
    return true
  })
}

function newDay({ dueOn, dueIsProvisional, dueCount }: CaseFacts, calendar: Calendar): { dueOn: PlainDate; provisional: boolean; notice: string } | undefined {
  return dueOn && dueCount && recalculated({ dueOn, provisional: dueIsProvisional, ...dueCount }, calendar)
}
