import { addDays, type PlainDate } from '#rules/calendar/plain-date.ts'
import { dueOfPeriod, eventDays, periodAt, periodsBeginning, rhythms, warningDays, type DutyException, type NamedPeriod, type Rhythm } from '#rules/duties/duty-calendar.ts'
import type { SupervisionItem } from '#rules/catalogue/catalogue.ts'
import { itemsOwed, type DatedChange } from '#rules/catalogue/county-list.ts'
import { countyOf, rangeOf, townshipOf } from '#rules/divisions/division-code.ts'
import { isReviewerOf, type Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { getCatalogueVersion, listChanges, listChangesByCounty, listItems } from '#records/catalogue.ts'
import { allowLongStatements, inTransaction, type Db, type Tx } from '#records/database.ts'
import { countYear } from '#records/duty-counts.ts'
import { findBackFillState, findLastOpened, listDutyExceptions, noteBackFill, openBackFill, openEvents, openPeriod, type Counties, type OpeningItem } from '#records/duties.ts'
import { remindOf, type DutyTopic } from '#records/notices.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'

type Item = SupervisionItem & { readonly catalogueVersion: number }

/**
 * Opens every period that has begun and is not open yet, each in one statement for all villages: from the last that was opened, so that a
 * program that was down on the first of a month misses none. Before the first opening only what runs today.
 */
export async function openDuties(context: Context): Promise<void> {
  const today = context.clock.today()
  const lists = await openLists(context.db)
  const exceptions = await listDutyExceptions(context.db)
  for (const rhythm of rhythms) {
    const last = await findLastOpened(context.db, rhythm)
    for (const period of periodsBeginning(rhythm, periodAt(rhythm, (last ?? today) as PlainDate).start, today)) {
      await inTransaction(context.db, async tx => {
        await allowLongStatements(tx)
        // The list is frozen as it stands on the day the period begins.
        for (const { counties, itemsOn } of lists) await openPeriod(tx, rhythm, period, itemsOf(itemsOn(period.start), rhythm, period, exceptions), today, counties)
      })
    }
  }
  for (const { counties, itemsOn } of lists) {
    const events = itemsOn(today).filter(item => item.cadence === 'E').map(({ slug, catalogueVersion }) => ({ slug, catalogueVersion }))
    await inTransaction(context.db, tx => openEvents(tx, events, eventDays, addDays(today, -60), today, counties))
  }
}

/** The lists in force: the common one for all counties that changed nothing, and one for each that did. */
async function openLists(db: Db | Tx): Promise<{ counties: Counties; itemsOn: (day: PlainDate) => Item[] }[]> {
  const [base, changes, catalogueVersion] = [await listItems(db), await listChangesByCounty(db), await getCatalogueVersion(db)]
  const listOf = (of: readonly DatedChange[]) => (day: PlainDate) => itemsOwed(base, of, day).map(item => ({ ...item, catalogueVersion }))
  return [
    { counties: { except: [...changes.keys()] }, itemsOn: listOf([]) },
    ...[...changes].map(([county, of]) => ({ counties: { only: [county] }, itemsOn: listOf(of) })),
  ]
}

function itemsOf(items: readonly Item[], rhythm: Rhythm, period: NamedPeriod, exceptions: ReadonlyMap<string, DutyException>): OpeningItem[] {
  return items.filter(item => item.cadence === rhythm).map(item => ({ slug: item.slug, catalogueVersion: item.catalogueVersion, ...dueOfPeriod(rhythm, period, exceptions.get(item.slug)) }))
}

/** How long after the due day each body is told, and how far back a job that did not run looks. */
const told: readonly { readonly topic: DutyTopic; readonly from: number; readonly to: number }[] = [
  { topic: 'duty-due-soon', from: 0, to: warningDays },
  { topic: 'duties-overdue', from: -8, to: -1 },
  { topic: 'duties-long-overdue', from: -17, to: -10 },
]

/** Reminds villages before the due day, and tells the township one day after it and the county ten. */
export async function remindOfDuties(context: Context): Promise<void> {
  const today = context.clock.today()
  for (const { topic, from, to } of told) {
    for (let days = from; days <= to; days++) {
      await inTransaction(context.db, tx => remindOf(tx, topic, addDays(today, days), new Date(context.clock.now())))
    }
  }
}

/** Counts this year and the last anew, for overviews. */
export async function countDuties(context: Context): Promise<void> {
  const today = context.clock.today()
  const year = Number(today.slice(0, 4))
  for (const each of [year - 1, year]) {
    await inTransaction(context.db, async tx => {
      await allowLongStatements(tx)
      await countYear(tx, { low: 0, high: 999_999_999_999 }, each, today)
    })
  }
}

export type BackFillRefusal = PolicyRefusal | { readonly code: 'nothing-opened-yet' } | { readonly code: 'nearer-year-first'; readonly year: number }

/** Opens a past year for the villages of a township, from near to far. What is entered for it is never late. */
export async function openPastYear(context: Context, officer: Officer, year: number): Promise<Outcome<{ duties: number }, BackFillRefusal>> {
  if (officer.role !== 'reviewer') return refuse({ code: 'not-your-duty', role: officer.role })
  const township = townshipOf(officer.reach.low)
  if (!isReviewerOf(officer, township + 1)) return refuse({ code: 'out-of-reach' })
  const today = context.clock.today()
  return inTransaction(context.db, async tx => {
    const next = nextPastYear(await findBackFillState(tx, township, officer.reach.low - officer.reach.low % 1_000_000))
    if (next === undefined) return refuse({ code: 'nothing-opened-yet' })
    if (year !== next) return refuse({ code: 'nearer-year-first', year: next })
    const [base, changes, catalogueVersion] = [await listItems(tx), await listChanges(tx, countyOf(township)), await getCatalogueVersion(tx)]
    const periods = rhythms.flatMap(rhythm => periodsBeginning(rhythm, `${year}-01-01` as PlainDate, `${year}-12-31` as PlainDate).filter(period => period.end < today)
      .flatMap(period => itemsOwed(base, changes, period.start).filter(item => item.cadence === rhythm).map(item => ({ ...period, slug: item.slug, catalogueVersion }))))
    const duties = await openBackFill(tx, rangeOf(township), periods, today)
    await noteBackFill(tx, { townshipCode: township, year, openedBy: officer.id, openedAt: new Date(context.clock.now()) })
    return done({ duties })
  })
}

/** The nearest past year that is not open: first what lies before the first opening in the same year. */
export function nextPastYear({ years, firstPeriodStart }: { years: readonly number[]; firstPeriodStart: string | undefined }): number | undefined {
  if (firstPeriodStart === undefined) return undefined
  const first = Number(firstPeriodStart.slice(0, 4)) - (firstPeriodStart.slice(5) === '01-01' ? 1 : 0)
  return years.length > 0 ? Math.min(...years) - 1 : first
}
