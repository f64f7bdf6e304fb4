import type { Calendar } from '#rules/calendar/working-days.ts'
import type { TipFacts } from '#rules/tips/fold.ts'
import type { TipStanding } from '#rules/tips/limits.ts'
import { tipDays, tipDaysOfBefore, type ToldTipDay } from '#rules/tips/told-days.ts'
import type { TipRow } from '#records/tips.ts'
import type { Context } from '../context.ts'

type Told = Pick<TipRow, 'isNamed' | 'countedDays' | 'owedOn'>

/** The days of a report as they were told; of one from before days were told, as they are worked out now. */
export function daysOf(tip: Told, facts: TipFacts, calendar: Calendar): readonly ToldTipDay[] {
  return tip.countedDays ?? tipDaysOfBefore(facts, tip.isNamed, calendar, tip.owedOn)
}

/** The days once the history has gone on: those that still run stand as they were told. */
export function daysAfter(tip: Told, before: TipFacts, next: TipFacts, calendar: Calendar): readonly ToldTipDay[] {
  return tipDays(next, tip.isNamed, calendar, daysOf(tip, before, calendar))
}

/** What the rules ask about a report of this history. */
export function standingOf({ clock, calendar }: Pick<Context, 'clock' | 'calendar'>, tip: Told, facts: TipFacts): TipStanding {
  return { facts, isNamed: tip.isNamed, days: daysOf(tip, facts, calendar), today: laterOf(clock.today(), facts.lastOn) }
}

/** A clock that was set back must not turn the order of events round. */
export function laterOf<Day extends string>(a: Day, b: Day): Day {
  return a < b ? b : a
}
