import type { Calendar } from '#rules/calendar/working-days.ts'
import type { CardBook } from '#rules/cases/cards.ts'
import type { CaseFacts } from '#rules/cases/fold.ts'
import { openVisit } from '#rules/cases/may.ts'
import { countedStep } from '#rules/cases/steps.ts'
import { nextSweepOn } from '#rules/cases/sweeps.ts'

export type CachedColumns = ReturnType<typeof cachedColumns>

/** Whether a card was given in the cycle that runs. */
export function hasCard({ supervisionItems, cycle }: CaseFacts): boolean {
  return supervisionItems.some(item => item.kind === 'card' && item.cycle === cycle)
}

/** The columns of case_file that are a fold of its events under the limits of its cycle; a test recomputes them for every case. */
export function cachedColumns(facts: CaseFacts, calendar: Calendar, rules: CardBook) {
  const step = countedStep(facts, rules.limits)
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
    stepFrom: facts.step.from,
    stepDays: step?.days ?? null,
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
