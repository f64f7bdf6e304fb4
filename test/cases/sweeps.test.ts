import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { purgeAnswered } from '#records/passed.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { sweepFiles } from '#actions/sweep-files.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const photo = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#336633' } }).jpeg().toBuffer()

test('a file that no case names is removed a day later, and a photo of a case stays', async () => {
  await fileComplaint(world.context, { villageCode: world.village, statement: '照片里是坏了的路灯。', photos: [{ bytes: await photo() }], idempotencyKey: randomUUID(), channel: 'web' })
  const { rows } = await world.owner.pool.query('select file_id from case_attachment')
  const left = await world.context.files.put(await photo())
  await sweepFiles(world.context)
  expect((await world.context.files.read(left)).length).toBeGreaterThan(0)
  const tomorrow = { ...world.context, clock: { ...world.context.clock, now: () => Date.now() + 25 * 3_600_000 } }
  await sweepFiles(tomorrow)
  await expect(world.context.files.read(left)).rejects.toThrow(/ENOENT/)
  expect((await world.context.files.read(rows[0].file_id)).length).toBeGreaterThan(0)
})

test('a form that is sent again after its key was forgotten gets its old receipt and makes no second case', async () => {
  const sent = { villageCode: world.village, statement: '请公开上月的招待费明细。', photos: [], idempotencyKey: randomUUID(), channel: 'web' } as const
  const first = await fileComplaint(world.context, sent)
  await purgeAnswered(world.context.db, new Date(world.context.clock.now() + 1000))
  const again = await fileComplaint(world.context, sent)
  expect(again).toMatchObject({ ok: true, value: { repeated: true, receiptCode: first.ok && first.value.receiptCode } })
})
