import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayTaken } from '#platform/exif-day.ts'
import { listDraftAttachments } from '#records/drafts.ts'
import { addAttachment, correctDayTaken, readAttachment } from '#actions/attachments.ts'
import { createDraft } from '#actions/drafts.ts'
import { openBrowser, publish, type Browser } from '#test/pages/visiting.ts'
import { approveWithPictures } from '#test/disclosures/looking.ts'
import { openWorld, type World } from '#test/world.ts'
import { stagesOf } from './telling.ts'

let world: World
let browser: Browser
beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser(world)
})
afterAll(() => world.close())

const clerk = () => world.officer(world.officerId.clerk(world.village))
const asked = async () => ({ officerId: (await clerk()).id, key: randomUUID(), what: 'test', body: '' })
const photo = (day?: string) => sharp({ create: { width: 40, height: 30, channels: 3, background: '#8a8' } }).withExif(day === undefined ? {} : { IFD2: { DateTimeOriginal: `${day.replaceAll('-', ':')} 09:30:00` } }).jpeg().toBuffer()
const takenOn = async (draftId: string) => (await listDraftAttachments(world.context.db, draftId)).map(file => file.takenOn)

async function draftWith(...days: (string | undefined)[]): Promise<string> {
  const made = await createDraft(world.context, await clerk(), { ...stagesOf(world.village, '').plan, period: `2026-0${days.length}-15` })
  if (!made.ok) throw new Error(JSON.stringify(made.refusal))
  for (const day of days) await attach(made.value.id, day)
  return made.value.id
}

async function attach(draftId: string, day: string | undefined): Promise<void> {
  const read = await readAttachment(world.context, { name: '现场.jpg', bytes: await photo(day) })
  if (!read.ok) throw new Error(read.refusal.code)
  expect(await addAttachment(world.context, await clerk(), draftId, read.value, await asked())).toMatchObject({ ok: true })
}

describe('the day a picture was taken', () => {
  test('is read from the picture: no day where there is none, where it lies ahead, or where the clock was never set', async () => {
    expect(await takenOn(await draftWith('2026-05-20', undefined, '2026-09-21', '2026-09-22', '1980-01-01'))).toEqual(['2026-05-20', null, '2026-09-21', null, null])
  })

  test('is put right by whoever may edit the draft, never before 1990 and never after today', async () => {
    const id = await draftWith('2026-05-20')
    const correct = async (day: string | null) => correctDayTaken(world.context, await clerk(), id, 1, day, await asked())
    for (const day of ['2026-09-22', '1989-12-31', '2026-02-30']) expect(await correct(day), day).toMatchObject({ ok: false, refusal: { code: 'taken-on-unlikely' } })
    for (const day of ['2026-09-21', '1990-01-01', null]) {
      expect(await correct(day)).toEqual({ ok: true, value: {} })
      expect(await takenOn(id)).toEqual([day])
    }
    const other = await world.officer(world.officerId.clerk(world.otherVillage))
    expect(await correctDayTaken(world.context, other, id, 1, '2026-05-01', await asked())).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
  })

  test('cannot be put right without sign-in', async () => {
    const app = await world.app()
    const sent = await app.inject({ method: 'PUT', url: `/api/v1/drafts/${randomUUID()}/attachments/1/day-taken`, headers: { 'content-type': 'application/json', 'idempotency-key': 'a-key-of-sixteen-', origin: 'http://localhost' }, payload: '{"takenOn":null}' })
    expect(sent.statusCode).toBe(401)
  })

  test('stands beside the day of publication on the page of the project, and in no file', async () => {
    const plan = await publish(world, stagesOf(world.village, '').plan)
    const code = String((await world.owner.pool.query('select code from pub.project_record where disclosure_id = $1', [plan])).rows[0].code)
    const stages = stagesOf(world.village, code)
    for (const stage of [stages.tender, stages.award, stages.contract]) await publish(world, stage)
    const made = await createDraft(world.context, await clerk(), stages.progress)
    const draftId = made.ok ? made.value.id : ''
    await attach(draftId, '2026-05-20')
    await attach(draftId, undefined)
    const id = await approveWithPictures(world, draftId, 3)
    const address = /href="(\/p\/[0-9a-f-]{36})"/u.exec((await browser.get(`/d/${id}`)).text)![1]!
    const page = (await browser.get(address)).text
    expect(page).toContain('2026年5月20日拍摄，2026年9月21日公开')
    expect(page).toMatch(/progress，2026年9月21日公开/u)
    expect((await browser.get(`${address}?lang=en`)).text).toMatch(/taken 20 May 2026, published 21 Sept?\w* 2026/u)
    expect((await sharp((await browser.get(`/a/${id}/1/1`)).bytes).metadata()).exif).toBeUndefined()
  })
})

test('an Exif block that is damaged or invented is read as having no day, whatever stands in it', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('II*\0', 'MM\0*', 'Exif\0\0II*\0'), (bytes, head) => {
    expect(dayTaken(Buffer.concat([Buffer.from(head, 'latin1'), bytes]))).toBeUndefined()
  }))
  expect(dayTaken(undefined)).toBeUndefined()
})
