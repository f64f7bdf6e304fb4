import { longestSessionHours } from '#rules/policy/sign-in.ts'
import { daysKept } from '#rules/retention/classes.ts'
import { purgeAnswered, purgeMessages, purgeNotices, purgeWaysIn } from '#records/passed.ts'
import type { Context } from '../context.ts'

const hour = 3_600_000

/** Deletes what has passed: answers, messages, notices, codes and sessions, each some days after it served. */
export async function forgetPassed({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<void> {
  const before = (days: number, hours = 0) => new Date(clock.now() - (24 * days + hours) * hour)
  const never = before(daysKept.neverTaken)
  await purgeAnswered(db, before(daysKept.answered))
  await purgeMessages(db, { done: before(daysKept.message), never })
  await purgeNotices(db, { read: before(daysKept.noticeRead), never })
  await purgeWaysIn(db, { ended: before(daysKept.wayIn), begun: before(daysKept.wayIn, longestSessionHours), told: before(daysKept.accountNotice) })
}
