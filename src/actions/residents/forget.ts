import { addMonths } from '#rules/calendar/plain-date.ts'
import { yearsKept } from '#rules/retention/classes.ts'
import { endHouseholds } from '#records/households.ts'
import { endResidents } from '#records/residents.ts'
import type { Context } from '../context.ts'
import { idleSince } from './sign-in.ts'

/** Takes away what is over: codes after minutes, sessions after a month or two weeks unused, and whoever has not come for two years. */
export async function forgetResidents(context: Context): Promise<void> {
  await endHouseholds(context.db, context.clock.today())
  await endResidents(context.db, new Date(context.clock.now()), idleSince(context), addMonths(context.clock.today(), -12 * yearsKept.resident))
}
