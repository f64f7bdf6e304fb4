import { oddTries, type AccountNotice } from '#rules/policy/account-notices.ts'
import { keepNotice } from '#records/account-notices.ts'
import type { Tx } from '#records/database.ts'
import { findOfficerByUser } from '#records/officers.ts'
import type { Context } from '../context.ts'
import { tellHolderByMessage } from '../messages.ts'

/** Tells the holder of an account what was tried or changed: on the page of the account, and by a message of one fixed sentence, once a day for each kind. */
export async function tellHolder(context: Context, tx: Tx, userId: string, kind: AccountNotice): Promise<void> {
  const today = context.clock.today()
  const times = await keepNotice(tx, { userId, kind, onDay: today, at: new Date(context.clock.now()) })
  if (kind === 'wrong-tries' && times !== oddTries) return
  const officer = await findOfficerByUser(tx, userId, today)
  if (officer) await tellHolderByMessage(context, tx, officer.id, kind)
}
