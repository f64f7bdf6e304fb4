import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { weekdayOf } from '#rules/calendar/plain-date.ts'

/**
 * Days laid out in weeks that begin on Monday: `undefined` stands for the empty squares before the first day.
 * The days must follow each other without gaps, as the steps of a count do.
 */
export function weeksOf<Step extends { day: string }>(steps: readonly Step[]): (Step | undefined)[] {
  const first = steps[0]
  if (!first) return []
  const empty = (weekdayOf(first.day as PlainDate) + 6) % 7
  return [...Array.from({ length: empty }, () => undefined), ...steps]
}
