import pg from 'pg'
import { target } from '#records/database.ts'
import type { World } from '#test/world.ts'

/** What an officer takes along or makes for the own post, wherever that is; and what being signed in and asking writes down. */
const ownThings = ['saved_filter', 'import_upload', 'import_chunk', 'review_batch', 'own_complaint', 'auth.session', 'audit.entry']

/** A fingerprint of every row that has a policy, read past all policies; a line for each table. */
export async function countyState(world: World): Promise<string> {
  const client = new pg.Client(target(world.connection))
  await client.connect()
  const { rows } = await client.query<{ name: string }>(`select distinct polrelid::regclass::text as name from pg_policy where polname in ('reach', 'office') and polrelid::regclass::text not in (${ownThings.map(name => `'${name}'`).join(', ')}) order by 1`)
  const state: string[] = []
  for (const { name } of rows) state.push(`${name} ${(await client.query<{ seen: string }>(`select coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as seen from ${name} as t`)).rows[0]!.seen}`)
  await client.end()
  return state.join('\n')
}
