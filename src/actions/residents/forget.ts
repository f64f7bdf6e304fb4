import { addMonths } from '#rules/calendar/plain-date.ts'
import { yearsKept } from '#rules/retention/classes.ts'
import { endHouseholds } from '#records/households.ts'
import { inTransaction } from '#records/database.ts'
import { endResidents } from '#records/residents.ts'
import { keepEntry } from '../audit.ts'
import { done, type Context } from '../context.ts'
import { idleSince } from './sign-in.ts'

/** Takes away what is over: codes after minutes, sessions after a month or two weeks unused, and whoever has not come for two years. */
export async function forgetResidents(context: Context): Promise<void> {
  await endHouseholds(context.db, context.clock.today())
  const now = new Date(context.clock.now())
  await inTransaction(context.db, async tx => {
    const ended = await endResidents(tx, now, idleSince(context), addMonths(context.clock.today(), -12 * yearsKept.resident))
    for (let each = 0; each < ended; each += 1) await keepEntry(tx, { at: now, act: 'forgetResident', subjectKind: 'account', why: 'kept-no-longer' }, done({}))
  })
}
