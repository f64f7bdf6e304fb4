import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { Calendar } from '#rules/calendar/working-days.ts'
import type { CardBook } from '#rules/cases/cards.ts'
import type { CaseFacts } from '#rules/cases/fold.ts'
import { openVisit } from '#rules/cases/may.ts'
import { asTold, countedDays, type CountedDay } from '#rules/cases/counted-days.ts'
import { stageDue } from '#rules/cases/steps.ts'
import { nextSweepOn } from '#rules/cases/sweeps.ts'

export type CachedColumns = ReturnType<typeof cachedColumns>

/** The columns of the days that are counted in working days. */
export function daysOf(facts: CaseFacts, calendar: Calendar, { limits }: CardBook, told: readonly CountedDay[] | null): { readonly stepDueOn: PlainDate | null; readonly countedDays: string } {
  const days = asTold(countedDays(facts, calendar, limits), told ?? [])
  return { stepDueOn: days.find(({ what }) => what === 'step')?.dueOn ?? stageDue(facts, calendar, limits) ?? null, countedDays: JSON.stringify(days) }
}

/** Whether a card was given in the cycle that runs. */
export function hasCard({ supervisionItems, cycle }: CaseFacts): boolean {
  return supervisionItems.some(item => item.kind === 'card' && item.cycle === cycle)
}

/**
 * The columns of case_file that are a fold of its events under the limits of its cycle; a test recomputes them for every case. `told` are its counted days as they
 * stand in the row: a calendar that changed in between moves none of them unseen.
 */
export function cachedColumns(facts: CaseFacts, calendar: Calendar, rules: CardBook, told: readonly CountedDay[] | null) {
  const days = daysOf(facts, calendar, rules, told)
  return {
    state: facts.state,
    deskLevel: facts.deskLevel,
    eventCount: facts.lastSeq,
    cycle: facts.cycle,
    acceptedOn: facts.acceptedOn ?? null,
    dueOn: facts.dueOn ?? null,
    originalDueOn: facts.originalDueOn ?? null,
    dueIsProvisional: facts.dueIsProvisional,
    dueReason: facts.dueReason ?? null,
    dueFrom: facts.dueCount?.from ?? null,
    dueDays: facts.dueCount?.days ?? null,
    ...days,
    nextSweepOn: nextSweepOn(facts, calendar, rules) ?? null,
    responsibleUnitId: facts.responsibleUnitId ?? null,
    supervisingUnitId: facts.supervisingUnitId ?? null,
    helperUnitIds: [...facts.helperUnitIds],
    handlerId: facts.handlerId ?? null,
    // The last there ever was: a redo does not make a bad rating undone.
    rating: facts.ratings.at(-1)?.grade ?? null,
    supervisedUntil: facts.supervision?.dueOn ?? null,
    visitDueOn: openVisit(facts)?.dueOn ?? null,
    hasCard: hasCard(facts),
    // What it was filed under is no event: it stands until the desk says otherwise.
    ...(facts.itemSlug !== undefined && { itemSlug: facts.itemSlug }),
    mergedInto: facts.merged?.intoCaseId ?? null,
  }
}
