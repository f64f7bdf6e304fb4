import { daysBetween } from '#rules/calendar/plain-date.ts'
import { CannotStart } from '#platform/cannot-start.ts'
import { findLastDay } from '#records/audit.ts'
import { inTransaction } from '#records/database.ts'
import type { Context } from './context.ts'

/** Every night closes a day of the audit. A clock so many days after the last of them is more likely wrong than the program so long off. */
const mostDaysOff = 180

/**
 * A clock that leaps a year would let one night close, lapse and delete for good what is not due for months. So nothing happens by itself while the day lies far
 * after the last night, until somebody has looked at the clock and said so (`CLOCK_CHECKED`). Throws a CannotStart.
 */
export async function insistOnClock({ audit, clock }: Pick<Context, 'audit' | 'clock'>, checkedOn: string | undefined): Promise<void> {
  const today = clock.today()
  if (today === checkedOn) return
  const last = await inTransaction(audit.reader, findLastDay)
  if (!last || daysBetween(last.day, today) <= mostDaysOff) return
  throw new CannotStart(`the clock says ${today}, and the last night of this program was ${last.day}: set the clock right, or start once with CLOCK_CHECKED=${today} if it is`)
}
