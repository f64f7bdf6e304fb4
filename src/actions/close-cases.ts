import { stateOf } from '#rules/cases/fold.ts'
import { defaultLimits, mayClose } from '#rules/cases/limits.ts'
import { move } from '#rules/cases/lifecycle.ts'
import { findCaseForUpdate, listEvents } from '#records/cases.ts'
import { listOpenAnswered } from '#records/outbox.ts'
import type { Context } from './context.ts'
import { eventOf, record } from './move-case.ts'

const firstId = '00000000-0000-0000-0000-000000000000'

/** Closes rated cases, and answered ones whose complainant has been silent for the days the rule gives. A sweep: harmless to repeat. */
export async function closeSilentCases(context: Context): Promise<void> {
  for (let ids = await listOpenAnswered(context.db, firstId, 200); ids.length > 0; ids = await listOpenAnswered(context.db, ids.at(-1)!, 200)) {
    for (const id of ids) await closeIfDone(context, id)
  }
}

async function closeIfDone(context: Context, id: string): Promise<void> {
  await context.db.transaction().execute(async tx => {
    const file = await findCaseForUpdate(tx, id)
    if (!file) return
    const facts = stateOf(await listEvents(tx, id))
    if (!move(facts.state, 'close').ok || mayClose(facts, context.clock.today(), defaultLimits)) return
    await record(context, tx, file, facts, eventOf(context, facts, 'close', { kind: 'system' }, undefined, {}))
  })
}
