import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { Calendar } from '#rules/calendar/working-days.ts'
import type { CaseEventDetails } from '#rules/cases/events.ts'
import { stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { move } from '#rules/cases/lifecycle.ts'
import { promisedAnew } from '#rules/cases/limits.ts'
import type { Day } from '#rules/cases/may.ts'
import { recalculated, sweepAction, type SweepAction } from '#rules/cases/sweeps.ts'
import { cachedColumns } from '#records/case-columns.ts'
import { listPromises, listToSweep, listWithPromise, sweepBegin, type SharedPromise } from '#records/case-sweeps.ts'
import { findCaseForUpdate, listEvents, updateColumns } from '#records/cases.ts'
import type { Tx } from '#records/database.ts'
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
  const asOf = context.clock.today()
  let swept: Swept = { looked: 0, happened: 0 }
  for (let page = await listToSweep(context.db, asOf, sweepBegin, atOnce * pageSize); page.length > 0; page = await listToSweep(context.db, asOf, page.at(-1)!, atOnce * pageSize)) {
    const pages = await Promise.all(partsOf(page.map(place => place.id)).map(ids => supervisePage(context, ids)))
    const happened = pages.reduce((sum, { happened: more }) => sum + more, 0) + await eachOf(pages.flatMap(({ left }) => left), id => sweepOne(context, id))
    swept = { looked: swept.looked + page.length, happened: swept.happened + happened }
  }
  return swept
}

/** As many pages as are worked on at once: while the database writes one, the next is decided. */
function partsOf(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / pageSize) }, (_, n) => ids.slice(n * pageSize, (n + 1) * pageSize))
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
  for (let page = await listWithPromise(context.db, promise, sweepBegin.id, pageSize); page.length > 0; page = await listWithPromise(context.db, promise, page.at(-1)!, pageSize)) {
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
