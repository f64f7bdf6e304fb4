import { tipFactsOf } from '#rules/tips/fold.ts'
import { remindedUntil, stepsDue } from '#rules/tips/reminders.ts'
import { owedOf } from '#rules/tips/told-days.ts'
import { inTransaction } from '#records/database.ts'
import { asBody, listOwingTips, listTipEvents } from '#records/tips.ts'
import type { Context } from '../context.ts'
import { tellInspectors } from '../messages.ts'
import { daysOf } from './tip-days.ts'

/**
 * Reminds the inspectors of each body, and nobody else, of steps that are due by the next working day or overdue: one fixed sentence for each
 * kind of step and day. No notice is written, because the notices of a unit are read by all of it; which report it is, no row says.
 */
export async function remindInspectors(context: Context): Promise<void> {
  const today = context.clock.today()
  const until = remindedUntil(context.calendar, today)
  if (until === undefined) return
  for (const bodyCode of context.tips.recipients.keys()) {
    const owed = await asBody(context.tips.desk, bodyCode, async tx => {
      const owing = await listOwingTips(tx, until)
      return Promise.all(owing.map(async tip => owedOf(daysOf(tip, tipFactsOf(await listTipEvents(tx, tip.id)), context.calendar))))
    })
    for (const step of stepsDue(owed.flat(), until)) await inTransaction(context.db, tx => tellInspectors(context, tx, bodyCode, `${bodyCode} ${step} ${today}`))
  }
}
