import Ajv from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDraft, submitDraft } from '#actions/drafts.ts'
import { getDraft } from '#records/drafts.ts'
import { openWorld, type World } from '#test/world.ts'
import { type Browser, openBrowser, publish } from '#test/pages/visiting.ts'
import packageSchema from './ocds-1.1/release-package-schema.json' with { type: 'json' }
import releaseSchema from './ocds-1.1/release-schema.json' with { type: 'json' }
import { stagesOf } from './telling.ts'

let world: World
let browser: Browser
let code: string
let plan: string
beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser(world)
  plan = await publish(world, stagesOf(world.village, '').plan)
  code = `${world.village}-2026-01`
})
afterAll(() => world.close())

const clerk = () => world.officer(world.officerId.clerk(world.village))

/** The codes of everything that is wrong when a record is handed in. */
async function problemsOf(input: Parameters<typeof createDraft>[2]): Promise<string[]> {
  const draft = await createDraft(world.context, await clerk(), input)
  if (!draft.ok) throw new Error(JSON.stringify(draft.refusal))
  const submitted = await submitDraft(world.context, await clerk(), draft.value.id, 1)
  return submitted.ok ? [] : submitted.refusal.code === 'has-problems' ? submitted.refusal.problems.map(problem => problem.code) : [submitted.refusal.code]
}

async function page(): Promise<string> {
  const id = /href="(\/p\/[0-9a-f-]{36})"/u.exec((await browser.get(`/d/${plan}`)).text)![1]!
  return (await browser.get(id)).text
}

describe('the code of a project', () => {
  test('is given to each plan, and no two plans get the same one however many are written at once', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, async () => createDraft(world.context, await clerk(), stagesOf(world.village, '').plan)))
    const codes = await Promise.all(ids.map(async made => made.ok ? (await getDraft(world.context.db, made.value.id)).fields['projectCode'] : ''))
    expect(new Set(codes).size).toBe(8)
    expect(codes).not.toContain(code)
    expect((await browser.get(`/d/${plan}`)).text).toContain(code)
  })
  test('must be on every later record, and must be known in this village', async () => {
    expect(await problemsOf(stagesOf(world.village, '').contract)).toContain('project-code-missing')
    expect(await problemsOf(stagesOf(world.village, `${world.village}-2026-99`).contract)).toContain('project-unknown')
    expect(await problemsOf(stagesOf(world.village, `${world.otherVillage}-2026-01`).contract)).toContain('project-unknown')
    expect(await problemsOf({ ...stagesOf(world.village, '').tender, period: '2026-03-02' })).toEqual([]) // from the exchange’s own list
  })
})

describe('a stage', () => {
  test('cannot be published before the one it needs', async () => {
    expect(await problemsOf(stagesOf(world.village, code).contract)).toContain('stage-missing')
    await publish(world, stagesOf(world.village, code).tender)
    await publish(world, stagesOf(world.village, code).award)
    expect(await problemsOf(stagesOf(world.village, code).acceptance)).toContain('stage-missing')
    await publish(world, stagesOf(world.village, code).contract)
    await publish(world, stagesOf(world.village, code).progress)
    await publish(world, stagesOf(world.village, code).acceptance)
    await publish(world, stagesOf(world.village, code).settlement)
  })
  test('cannot lie before the day of the one it follows', async () => {
    const early = stagesOf(world.village, code).acceptance
    expect(await problemsOf({ ...early, period: '2026-07-02', fields: { ...early.fields, acceptedAt: '2026-03-19' } })).toContain('stage-days')
  })
})

describe('the page of a project', () => {
  test('tells every stage, sets the money side by side, and names who bid and who won', async () => {
    const text = await page()
    expect(text.match(/class="reached"/gu)).toHaveLength(8)
    expect(text.match(/class="ahead"/gu)).toHaveLength(1)
    for (const amount of ['200,000.00 元', '180,000.00 元', '178,000.00 元', '150,000.00 元']) expect(text).toContain(amount)
    expect(text).toContain('虚构筑路有限公司')
    expect(text).not.toContain('已付款高于合同价')
    expect((await browser.get(`/v/${world.village}/projects`)).text).toContain(code)
  })
  test('has a board for the site with a code that leads back to it', async () => {
    const id = /\/p\/([0-9a-f-]{36})\/board/u.exec(await page())![1]!
    expect((await browser.get(`/p/${id}/board`)).text).toContain(`http://localhost/p/${id}`)
    expect((await browser.get(`/p/${id}/code.svg`)).headers['content-type']).toBe('image/svg+xml')
    expect((await browser.get(`/p/${plan}`)).headers['location']).toBe(`/d/${plan}`) // codes printed before
    expect((await browser.get('/p/x')).status).toBe(404)
    expect((await browser.get('/p/00000000-0000-0000-0000-000000000000/code.svg')).status).toBe(404)
  })
  test('is given as an OCDS 1.1 release package that the standard’s own schema accepts', async () => {
    const ajv = new Ajv.default({ strict: false, allErrors: true })
    addFormats.default(ajv)
    ajv.addSchema(releaseSchema)
    const validate = ajv.compile(packageSchema)
    const id = /\/p\/([0-9a-f-]{36})\/ocds/u.exec(await page())![1]!
    for (const address of [`/p/${id}/ocds.json`, `/open/ocds/${world.village}.json`, `/open/ocds/${world.otherVillage}.json`]) {
      const json = JSON.parse((await browser.get(address)).text) as { releases: { ocid: string; tag: string[]; contracts?: { value: object }[] }[] }
      expect([validate(json), validate.errors]).toEqual([true, null])
    }
    const { releases: [release] } = JSON.parse((await browser.get(`/p/${id}/ocds.json`)).text) as { releases: { ocid: string; tag: string[]; contracts: { value: object }[] }[] }
    expect(release).toMatchObject({ ocid: `ocds-ydt000-${code}`, tag: ['planning', 'tender', 'award', 'contract', 'implementation'], contracts: [{ value: { amount: 180000, currency: 'CNY' } }] })
    expect((await browser.get('/open/ocds/340522.json')).status).toBe(404)
  })
})
