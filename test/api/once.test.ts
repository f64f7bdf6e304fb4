import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeOutbox } from '#records/cases.ts'
import type { Tx } from '#records/database.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { once } from '#actions/once.ts'
import { officerId } from '#cli/demonstration/people.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
let told: number[] = []
beforeAll(async () => {
  world = await openWorld()
  world.context.published.onPublished(village => void told.push(village))
})
afterAll(() => world.close())

const topicsOf = async (topic: string) => (await sql<{ topic: string }>`select topic from outbox where topic = ${topic}`.execute(world.owner.db)).rows.length
const entriesOf = async (subjectId: string) => (await sql<{ outcome: string }>`select outcome from audit.entry where subject_id = ${subjectId} order by id`.execute(world.owner.db)).rows.map(row => row.outcome)

/** An act that writes and rings before it is judged. */
const act = (topic: string, isAllowed: boolean) => async (context: Context) => {
  await writeOutbox(context.db as Tx, randomUUID(), topic, {}, new Date(context.clock.now()))
  context.published.tell(world.village)
  return isAllowed ? done({ topic }) : refuse({ code: 'not-now' as const })
}
const asked = (subjectId: string, key = randomUUID()) => ({
  officerId: officerId.triage, key, what: 'POST /somewhere', body: '{}', trail: { at: new Date(world.context.clock.now()), officerId: officerId.triage, act: 'proposeForm' as const, subjectKind: 'rules' as const, subjectId },
})

test('a refused act leaves no row of what it had begun, tells no reader, and its entry stays', async () => {
  told = []
  const subject = randomUUID()
  expect(await once(world.context, asked(subject), act('test-refused', false))).toEqual(refuse({ code: 'not-now' }))
  expect(await topicsOf('test-refused')).toBe(0)
  expect(told).toEqual([])
  expect(await entriesOf(subject)).toEqual(['not-now'])
})

test('what was refused is judged anew under the same key, and once it is done it is not done again', async () => {
  told = []
  const [subject, key] = [randomUUID(), randomUUID()]
  await once(world.context, asked(subject, key), act('test-again', false))
  expect(await once(world.context, asked(subject, key), act('test-again', true))).toMatchObject({ ok: true, value: { repeated: false } })
  expect(await once(world.context, asked(subject, key), act('test-again', true))).toMatchObject({ ok: true, value: { repeated: true } })
  expect(await topicsOf('test-again')).toBe(1)
  expect(told).toEqual([world.village])
  expect(await entriesOf(subject)).toEqual(['not-now', 'done'])
})

test('an act that fails is written nowhere, neither its rows nor an entry', async () => {
  const subject = randomUUID()
  await expect(once(world.context, asked(subject), async context => {
    await act('test-failed', true)(context)
    throw new Error('the disk is full')
  })).rejects.toThrow('the disk is full')
  expect(await topicsOf('test-failed')).toBe(0)
  expect(await entriesOf(subject)).toEqual([])
})
