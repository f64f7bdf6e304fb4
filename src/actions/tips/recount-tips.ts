import { afterTip, tipFactsOf } from '#rules/tips/fold.ts'
import { nextTipState } from '#rules/tips/lifecycle.ts'
import { movedTipDay } from '#rules/tips/told-days.ts'
import { unwrapCaseKey } from '#platform/crypto/case-key.ts'
import type { Tx } from '#records/database.ts'
import { asCounter, keepTipDays, listTipDays } from '#records/tip-days.ts'
import { appendTipEvent, findTipForUpdate, lastTipLeaf, listTipEvents } from '#records/tips.ts'
import type { Context } from '../context.ts'
import { calendarOf } from '../reference.ts'
import { daysOf, laterOf } from './tip-days.ts'
import { tipLeafFor } from './tip-leaf.ts'

/**
 * Counts the days of confidential reports anew by the notices there are now. A day moves later, by an event of the report that names the notice, or
 * stays. It answers nothing and writes no line: how many there were would tell how many reports there are.
 */
export async function recountTips(context: Context): Promise<void> {
  const now = { ...context, calendar: await calendarOf(context.db) }
  for (const bodyCode of context.tips.recipients.keys()) {
    const known = await asCounter(context.tips.desk, bodyCode, listTipDays)
    const touched = known.filter(({ countedDays }) => !countedDays || countedDays.some(day => movedTipDay(day, now.calendar)))
    for (const { id } of touched) await asCounter(context.tips.desk, bodyCode, tx => recountOne(now, tx, id))
  }
}

async function recountOne(context: Context, tx: Tx, id: string): Promise<void> {
  const tip = await findTipForUpdate(tx, id)
  if (!tip) return
  const facts = tipFactsOf(await listTipEvents(tx, id))
  const told = daysOf(tip, facts, context.calendar)
  if (!tip.countedDays) await keepTipDays(tx, id, told)
  const moved = told.flatMap(day => movedTipDay(day, context.calendar) ?? [])
  if (moved.length === 0 || !nextTipState(facts.state, 'recalculate')) return
  const event = {
    seq: facts.lastSeq + 1, action: 'recalculate', day: laterOf(context.clock.today(), facts.lastOn),
    moved: { notice: moved[0]!.notice ?? '', days: moved.map(({ what, by }) => ({ what, by })) },
  } as const
  const next = afterTip(facts, event)
  const key = unwrapCaseKey(context.secrets.wrappingKey, id, tip.caseKey)
  await appendTipEvent(tx, id, event, tipLeafFor(key, id, event, next.state, await lastTipLeaf(tx, id)), next, told.map(day => movedTipDay(day, context.calendar) ?? day))
}
