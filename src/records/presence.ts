import type { Db } from './database.ts'

/** Somebody who has a case open: since when we last heard, and when a key was last pressed. */
export type PresenceRow = { readonly officerId: string; readonly seenAt: Date; readonly wroteAt: Date | null }

/** Notes that an officer has a case open, and forgets everybody who has not been heard of since `before`, in whatever case. */
export async function notePresence(db: Db, present: { readonly caseId: string; readonly officerId: string; readonly at: Date; readonly isWriting: boolean; readonly before: Date }): Promise<void> {
  const { caseId, officerId, at, isWriting, before } = present
  await db.deleteFrom('casePresence').where('seenAt', '<', before).execute()
  await db.insertInto('casePresence').values({ caseId, officerId, seenAt: at, wroteAt: isWriting ? at : null })
    .onConflict(known => known.columns(['caseId', 'officerId']).doUpdateSet({ seenAt: at, ...(isWriting && { wroteAt: at }) })).execute()
}

/** Who else was heard of since. */
export function listPresent(db: Db, caseId: string, exceptOfficerId: string, since: Date): Promise<PresenceRow[]> {
  return db.selectFrom('casePresence').select(['officerId', 'seenAt', 'wroteAt']).where('caseId', '=', caseId).where('officerId', '<>', exceptOfficerId).where('seenAt', '>=', since).orderBy('officerId').execute()
}
