import { sql } from 'kysely'
import type { AccountNotice } from '#rules/policy/account-notices.ts'
import type { Db, Tx } from './database.ts'

/** Keeps what the holder of an account is told. Wrong tries are counted by the day; returns how many there were. */
export async function keepNotice(tx: Db | Tx, notice: { readonly userId: string; readonly kind: AccountNotice; readonly onDay: string; readonly at: Date }): Promise<number> {
  const kept = await tx.insertInto('auth.notice').values(notice)
    .onConflict(same => same.columns(['userId', 'onDay']).where('kind', '=', 'wrong-tries').doUpdateSet({ times: sql`notice.times + 1`, at: notice.at })).returning('times').executeTakeFirstOrThrow()
  return kept.times
}

/** What the holder of an account is told, the newest first. A few wrong tries are nothing. */
export function listNotices(db: Db, userId: string, leastTries: number): Promise<{ kind: string; at: Date; times: number }[]> {
  return db.selectFrom('auth.notice').select(['kind', 'at', 'times']).where('userId', '=', userId)
    .where(notice => notice.or([notice('kind', '<>', 'wrong-tries'), notice('times', '>=', leastTries)])).orderBy('at', 'desc').orderBy('id', 'desc').limit(20).execute()
}
