import { sql } from 'kysely'
import type { Db } from './database.ts'

export type Spent = { readonly kind: string; readonly source: string; readonly spent: number; readonly at: Date }

/** What was used since; older than that everything has come back. */
export function listSpent(db: Db, since: Date): Promise<Spent[]> {
  return db.selectFrom('spentAllowance').select(['kind', 'source', 'spent', 'at']).where('at', '>=', since).orderBy('at').limit(100_000).execute()
}

export async function keepSpent(db: Db, spent: readonly Spent[]): Promise<void> {
  await db.insertInto('spentAllowance').values([...spent])
    .onConflict(there => there.columns(['kind', 'source']).doUpdateSet({ spent: sql`excluded.spent`, at: sql`excluded.at` })).execute()
}

export async function forgetSpent(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('spentAllowance').where('at', '<', before).execute()
}
