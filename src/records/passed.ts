import type { Db } from './database.ts'

/** Forgets answered requests and delivered messages from before `until`. */
export async function purgeAnswered(db: Db, until: Date): Promise<void> {
  await db.deleteFrom('idempotencyKey').where('at', '<', until).execute()
  await db.deleteFrom('outbox').where('deliveredAt', '<', until).execute()
}

/** Forgets messages that went out or were given up before `done`, and those whose hour was before `never` and that nobody took; what the demonstration shows of them too. */
export async function purgeMessages(db: Db, { done, never }: { readonly done: Date; readonly never: Date }): Promise<void> {
  await db.deleteFrom('message').where(message => message.or([
    message('sentAt', '<', done), message.and([message('givenUp', 'is not', null), message('sendAfter', '<', done)]), message('sendAfter', '<', never),
  ])).execute()
  await db.deleteFrom('trialMessage').where('at', '<', done).execute()
}

/** Forgets notices of units that were put away before `read`, and those from before `never` that nobody put away. */
export async function purgeNotices(db: Db, { read, never }: { readonly read: Date; readonly never: Date }): Promise<void> {
  await db.deleteFrom('officerNotice').where(notice => notice.or([notice('readAt', '<', read), notice('at', '<', never)])).execute()
}

/** Forgets ways in that ended before `ended`, among them sessions begun before `begun`, which nobody can use any more, with browser and network; and what accounts were told before `told`. */
export async function purgeWaysIn(db: Db, { ended, begun, told }: { readonly ended: Date; readonly begun: Date; readonly told: Date }): Promise<void> {
  await db.deleteFrom('auth.usedCode').where('usedAt', '<', ended).execute()
  await db.deleteFrom('auth.providerAttempt').where('expiresAt', '<', ended).execute()
  await db.deleteFrom('auth.verification').where('expiresAt', '<', ended).execute()
  await db.deleteFrom('auth.session').where('startedAt', '<', begun).execute()
  await db.deleteFrom('auth.notice').where('at', '<', told).execute()
}
