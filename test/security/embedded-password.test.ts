import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#platform/embedded-postgres/server.ts'

async function enter({ host, port, user }: EmbeddedPostgres, password: string): Promise<string> {
  const client = new pg.Client({ host, port, user, password, database: 'postgres' })
  try {
    await client.connect()
    return (await client.query<{ is: string }>(`select 'in' as is`)).rows[0]!.is
  } catch (cause) {
    return (cause as { code: string }).code
  } finally {
    await client.end().catch(() => undefined)
  }
}

test('the embedded database has another password with every start: what left with a backup opens nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ydt-embedded-'))
  chmodSync(folder, 0o755) // the database's own user must get in
  try {
    const passwords: string[] = []
    for (let start = 0; start < 3; start++) {
      const server = await startEmbeddedPostgres(folder, { fsync: 'off' })
      passwords.push(server.password)
      expect(readFileSync(join(folder, 'postgres-password'), 'utf8')).toBe(server.password)
      expect(await Promise.all(passwords.map(async password => enter(server, password)))).toEqual(passwords.map(password => (password === server.password ? 'in' : '28P01')))
      await server.stop()
    }
    expect(new Set(passwords).size).toBe(3)
    expect(Math.min(...passwords.map(({ length }) => length))).toBe(32)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000)
