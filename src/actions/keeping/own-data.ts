import { inTransaction } from '#records/database.ts'
import { forgetIdentity } from '#records/keeping.ts'
import { done, type Context, type Outcome } from '../context.ts'
import { findByCode, tracked, type TrackedCase, type TrackingRefusal } from '../tracking.ts'
import { endRequests } from '../identity/ended.ts'
import { keepErasure } from './erasure-entry.ts'

/** Deletes the sealed name and the number for messages, at the wish of whoever holds the code; the complaint itself goes on. Asked again it changes nothing. */
export async function forgetMe(context: Context, typed: string): Promise<Outcome<TrackedCase, TrackingRefusal>> {
  const id = await findByCode(context, typed)
  if (!id.ok) return id
  await inTransaction(context.db, async tx => {
    await endRequests(context, tx, id.value, 'complainant')
    await forgetIdentity(tx, id.value, context.clock.today(), 'complainant')
    await keepErasure(context, tx, { act: 'forgetName', caseId: id.value, why: 'own-wish' })
  })
  return done(await tracked(context, id.value))
}
