import { takedownNotices, type WatchedIncident } from '#rules/disclosures/takedown-notices.ts'
import { deskFor } from '#rules/policy/desks.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { listOpenIncidents } from '#records/incidents.ts'
import { writeNotices } from '#records/notices.ts'
import type { Context } from './context.ts'

type Incident = WatchedIncident & { readonly id: string; readonly villageCode: number }

/** Says of a take-down what should have been said by now, to the desks it concerns, each thing once. Part of the caller's transaction. */
export async function tellOfTakedown(context: Context, tx: Tx, incident: Incident): Promise<void> {
  const now = context.clock.now()
  for (const { topic, to, dueOn } of takedownNotices(incident, now, context.clock.today())) {
    await writeNotices(tx, { key: incident.id, to: to.map(kind => deskFor(kind, incident.villageCode)), topic, details: { dueOn }, at: new Date(now) })
  }
}

/** Looks after every take-down that nobody has confirmed or whose record does not stand there again. A sweep: harmless to repeat. */
export async function watchTakedowns(context: Context): Promise<void> {
  const open = await listOpenIncidents(context.db)
  for (const incident of open) await inTransaction(context.db, tx => tellOfTakedown(context, tx, { ...incident, openedAt: incident.openedAt.getTime() }))
}
