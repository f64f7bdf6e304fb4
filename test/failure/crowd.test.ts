import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demonstrationAccounts } from '#cli/demonstration/people.ts'
import { isWhole } from '#test/whole.ts'
import { openWorld, type World } from '#test/world.ts'

/** Each costs a processor what a password costs to check. */
const crowd = isWhole ? 150 : 50

let world: World
let address: string
beforeAll(async () => {
  world = await openWorld()
  const app = await world.app()
  await app.listen({ host: '127.0.0.1', port: 0 })
  address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
})
afterAll(() => world.close())

test('a thousand complaints by thirty-two people at once are a thousand receipts and a thousand cases', async () => {
  const statuses = new Map<number, number>()
  const receipts = new Set<string>()
  let next = 0
  await Promise.all(Array.from({ length: 32 }, async () => {
    for (let n = next++; n < 1000; n = next++) {
      const answer = await fetch(`${address}/api/v1/complaints`, {
        method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() }, body: JSON.stringify({ villageCode: world.village, statement: `第${n}条：垃圾没有人清运。` }),
      })
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      const body = await answer.json() as { receiptCode?: string }
      if (body.receiptCode) receipts.add(body.receiptCode)
    }
  }))
  expect(Object.fromEntries(statuses)).toEqual({ 201: 1000 })
  expect(receipts.size).toBe(1000)
  const { rows } = await world.owner.pool.query('select count(*)::int as cases, (select count(*)::int from case_event) as events, (select count(distinct log_queue_id)::int from case_event) as leaves from case_file')
  expect(rows[0]).toEqual({ cases: 1000, events: 1000, leaves: 1000 })
}, 60_000)

test('a hundred and fifty officers who sign in at once, as on the morning after a cold start, all get in', async () => {
  const accounts = await demonstrationAccounts(world.context.db)
  const signIn = async (n: number): Promise<{ status: number; cookie: string | null }> => {
    const answer = await fetch(`${address}/api/auth/sign-in/username`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'origin': 'http://localhost' }, body: JSON.stringify({ username: accounts[n % accounts.length]!.username, password: 'yidiantong-demo' }),
    })
    return { status: answer.status, cookie: answer.headers.get('set-cookie') }
  }
  const answers = await Promise.all(Array.from({ length: crowd }, (_, n) => signIn(n)))
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: crowd }, () => 200))
  // Each has a session of its own.
  expect(new Set(answers.map(({ cookie }) => cookie)).size).toBe(crowd)
}, 120_000)
