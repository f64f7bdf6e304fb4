import pg from 'pg'
import { target } from '#records/database.ts'
import type { World } from './world.ts'

/** What stands in the tables of a world, asked as the administrator of the database server, whom no policy binds. Tests look into rows as they are, so they have no type. */
export async function pastPolicies(world: Pick<World, 'connection'>, text: string, values: readonly unknown[] = []): Promise<ReturnType<typeof JSON.parse>[]> {
  const client = new pg.Client(target(world.connection))
  await client.connect()
  try {
    return (await client.query(text, [...values])).rows
  } finally {
    await client.end()
  }
}
