import { sql } from 'kysely'
import type { Db } from './database.ts'

export type KnownMaster = { readonly generation: number; readonly name: string; readonly earlierWrapped: Buffer | null; readonly begunAt: Date; readonly wholeAt: Date | null }

/** The masters of this database, the first one first. */
export function listMasters(owner: Db): Promise<KnownMaster[]> {
  return owner.selectFrom('masterKey').select(['generation', 'name', 'earlierWrapped', 'begunAt', 'wholeAt']).orderBy('generation').execute()
}

/** Writes a master down; of two programs that come with it one does. */
export async function insertMaster(owner: Db, { generation, name, earlierWrapped, at }: { readonly generation: number; readonly name: string; readonly earlierWrapped: Buffer | null; readonly at: Date }): Promise<void> {
  await owner.insertInto('masterKey').values({ generation, name, earlierWrapped, begunAt: at, wholeAt: generation === 1 ? at : null }).onConflict(there => there.doNothing()).execute()
}

/** From now on nothing rests on earlier masters alone. */
export async function setWhole(owner: Db, generation: number, at: Date): Promise<void> {
  await owner.updateTable('masterKey').set({ wholeAt: sql`coalesce(whole_at, ${at})` }).where('generation', '=', generation).execute()
}

/** How many programs listen on this database: each keeps one connection for that as long as it runs. */
export async function countProgramsAtWork(owner: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name = 'yidiantong listen'`.execute(owner)
  return rows[0]!.count
}
