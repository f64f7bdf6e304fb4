import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { mainVillages } from '#cli/demonstration/people.ts'
import { dataFolder, postgresOf, runProgram, untilReady, type RunningProgram } from './program.ts'

const folder = dataFolder()
const port = String(20_000 + Math.floor(Math.random() * 20_000))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const start = () => untilReady(runProgram({ DATA_DIR: folder, PORT: port }))

/** Sends one complaint again and again, as a phone on a bad network does, until it is answered. Gives the receipt code. */
async function sendUntilAnswered(key: string, n: number, isOver: () => boolean): Promise<string | undefined> {
  while (!isOver()) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/complaints`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ villageCode: mainVillages[n % 3], statement: `第${n}条：村口路灯坏了没人修。` }), signal: AbortSignal.timeout(5000),
    }).catch(() => undefined)
    const body = await answer?.json().catch(() => undefined) as { receiptCode?: string } | undefined
    if (body?.receiptCode) return body.receiptCode
    if (answer && answer.status < 500 && answer.status !== 429) throw new Error(`answered ${answer.status}: ${JSON.stringify(body)}`)
    await pause(40)
  }
  return undefined
}

/** Kills the program or its database at some moment, and starts what is missing. */
async function strike(running: RunningProgram, round: number): Promise<RunningProgram> {
  await pause(60 + (round * 97) % 400)
  const victim = round % 2 === 0 ? running.child.pid! : postgresOf(folder)
  if (victim) process.kill(victim, 'SIGKILL')
  await running.ended
  return start()
}

test('no complaint that was answered is lost and none is doubled when the program and its database are killed twice each', async () => {
  let running = await start()
  const season = { isOver: false }
  const receipts = new Map<string, string>()
  let sent = 0
  const clients = Array.from({ length: 8 }, async () => {
    while (!season.isOver) {
      const key = randomUUID()
      const code = await sendUntilAnswered(key, sent++, () => season.isOver)
      if (code) receipts.set(key, code)
      await pause(10)
    }
  })
  for (let round = 0; round < 4; round++) running = await strike(running, round)
  season.isOver = true
  await Promise.all(clients)
  expect(receipts.size).toBeGreaterThan(8)
  expect(new Set(receipts.values()).size).toBe(receipts.size)
  for (const [key, code] of receipts) expect(await sendAgain(key, receipts)).toBe(code)
  running.child.kill('SIGTERM')
  expect(await running.ended).toBe(0)
}, 240_000)

/** Every acknowledged complaint must be found by its code: the answer was a promise. */
async function sendAgain(key: string, receipts: ReadonlyMap<string, string>): Promise<string | undefined> {
  const code = receipts.get(key)!
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/complaints/track`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code }) })
  const body = await answer.json() as { state?: string }
  return body.state === 'submitted' ? code : `${answer.status} ${JSON.stringify(body)}`
}
