import { afterAll, beforeAll, expect, test } from 'vitest'
import catalogue from '../../data/catalogue/default.v1.json' with { type: 'json' }
import type { Cadence } from '#rules/disclosures/days.ts'
import type { Field, FieldSchema, RawRecord } from '#rules/disclosures/field-schema.ts'
import { findNewestSchema } from '#records/catalogue.ts'
import { getDraft } from '#records/drafts.ts'
import { csvTemplate } from '../../src/api/views/template.ts'
import { form, say } from '#test/api/talking.ts'
import { type Browser, openBrowser, publish } from '#test/pages/visiting.ts'
import { stagesOf } from '#test/projects/telling.ts'
import { someOf } from '#test/whole.ts'
import { openWorld, type World } from '#test/world.ts'
import { sampleRecord, typed } from './sample-record.ts'

let world: World
let browser: Browser
let projectCode: string
beforeAll(async () => {
  world = await openWorld({ today: '2026-09-21' })
  browser = await openBrowser(world)
  await publish(world, stagesOf(world.village, '').plan)
  projectCode = `${world.village}-2026-01`
  const { tender: _, plan: __, ...later } = stagesOf(world.village, projectCode)
  for (const stage of [stagesOf(world.village, projectCode).tender, ...Object.values(later)]) await publish(world, stage)
})
afterAll(() => world.close())

// One record is made by form, another by file, and no two of a village may be of one period.
const periods: Record<Cadence, { form: string; file: string }> = {
  M: { form: '2026-07', file: '2026-06' }, Q: { form: '2026-Q1', file: '2026-Q2' }, H: { form: '2026-H1', file: '2025-H2' }, A: { form: '2025', file: '2024' },
  E: { form: '2026-09-05', file: '2026-09-06' }, none: { form: '2026-09-05', file: '2026-09-06' },
}
const items = catalogue.items.map(item => [item.slug, item.cadence as Cadence] as const)
const schemaOf = async (slug: string) => (await findNewestSchema(world.context.db, slug, 340_522_000_000, world.context.clock.today()))!

/** Stages of one project follow each other, so each form keeps to the day of its own. */
const dayOf: Readonly<Record<string, string>> = { 'project-tender': '2026-03-01', 'project-contract': '2026-04-01', 'project-acceptance': '2026-07-01', 'project-settlement': '2026-08-01' }

/** What a clerk would type: the record is of this village, and of a project that has come this far. */
function typedHere(schema: FieldSchema): RawRecord {
  const record = typed(schema, sampleRecord(schema))
  const days = new Set(schema.fields.filter(field => field.type === 'date').map(field => field.key))
  const here = (fields: readonly Field[], values: Readonly<Record<string, string>>) => Object.fromEntries(fields.flatMap(field => {
    const value = field.place === undefined ? values[field.key] : field.place === 'division-code' ? String(world.village) : undefined
    if (value === undefined) return []
    return [[field.key, field.key === 'projectCode' ? projectCode : days.has(field.key) && dayOf[schema.item] !== undefined ? dayOf[schema.item]! : value]]
  }))
  return { fields: here(schema.fields, record.fields), rows: record.rows.map(row => here(schema.rows?.fields ?? [], row)) }
}

// In an ordinary run every second item by form and every sixth by file too; all in a whole run.
const byFileToo = new Set(someOf(items, 6).map(([slug]) => slug))

test.each(someOf(items, 2))('%s is published by form and by file, and everybody reads the same of both', async (slug, cadence) => {
  const schema = await schemaOf(slug)
  const { fields, rows } = typedHere(schema)
  // A plan of its own: the code of another's would be a second plan of that project.
  const own = slug === 'project-plan' ? Object.fromEntries(Object.entries(fields).filter(([key]) => key !== 'projectCode')) : fields
  const title = `测试：${slug}`
  const byForm = await seen(await publish(world, { villageCode: world.village, item: slug, period: periods[cadence].form, title, fields: own, rows }))
  expect(byForm.title).toBe(title)
  expect(Object.keys(byForm.fields).length + byForm.rows.length).toBeGreaterThan(0)
  if (!byFileToo.has(slug)) return
  const byFile = await seen(await publishFile(slug, filledTemplate(schema, { fields: own, rows }), { period: periods[cadence].file, title }))
  expect([byFile.fields, byFile.rows]).toEqual([byForm.fields, byForm.rows])
})

/** What everybody reads of a record: its page is there, and this stands on it. */
async function seen(id: string): Promise<{ title: string; fields: Record<string, unknown>; rows: unknown[] }> {
  const [page, data] = [await browser.get(`/d/${id}`), await browser.get(`/d/${id}.json`)]
  const { title, fields, rows } = JSON.parse(data.text) as { title: string; fields: Record<string, unknown>; rows: unknown[] }
  expect([page.status, page.text.includes(title)]).toEqual([200, true])
  // Each plan was given a code of its own.
  return { title, fields: { ...fields, ...(fields['projectCode'] !== undefined && { projectCode: 'one' }) }, rows }
}

/** Sends a file as a clerk does: in one chunk, checked, made into its draft, handed in, and approved by another. Answers the record's id. */
async function publishFile(slug: string, bytes: Buffer, frame: { period: string; title: string }): Promise<string> {
  const ask = async (who: 'clerk' | 'reviewer', method: string, url: string, body?: object) => {
    const said = await say(world, who, method, `/api/v1/${url}`, body && { body })
    if (said.status > 201) throw new Error(`${url} ${said.status} ${JSON.stringify(said.body)}`)
    return said.body
  }
  const { id } = await ask('clerk', 'POST', 'import-uploads', { item: slug, villageCode: world.village, name: `${slug}.csv`, bytes: bytes.length })
  expect((await say(world, 'clerk', 'PUT', `/api/v1/import-uploads/${id}/chunk`, form({ offset: '0' }, { name: 'chunk', bytes }))).status).toBe(200)
  await ask('clerk', 'POST', `import-uploads/${id}/checks`, {})
  const upload = await expect.poll(() => ask('clerk', 'GET', `import-uploads/${id}`), { timeout: 20_000, interval: 20 }).toMatchObject({ state: 'checked' })
    .then(() => ask('clerk', 'GET', `import-uploads/${id}`))
  expect([upload.refusal, upload.result.isBlocked, upload.result.problems]).toEqual([undefined, false, []])
  // The rows stand already in the record made by form, and the clerk knows.
  const { draftIds } = await ask('clerk', 'POST', `import-uploads/${id}/drafts`, { ...frame, fields: {}, despiteKnownRows: true })
  expect(draftIds).toHaveLength(1)
  await ask('clerk', 'POST', `drafts/${draftIds[0]}/moves`, { action: 'submit', asOf: 1 })
  await ask('reviewer', 'POST', `drafts/${draftIds[0]}/moves`, { action: 'approve', asOf: 2 })
  return (await getDraft(world.context.db, draftIds[0])).disclosureId
}

/** The template as a clerk would fill it in: a value beside each label, then the rows. */
function filledTemplate(schema: FieldSchema, record: RawRecord): Buffer {
  const lines = csvTemplate(schema, 'zh-CN').bytes.toString().trimEnd().split('\r\n')
  const kept = (fields: readonly Field[]) => fields.filter(field => field.audience !== 'never')
  const line = (fields: readonly Field[], values: Readonly<Record<string, string>>) => kept(fields).map(field => quoted(values[field.key] ?? '')).join(',')
  if (!schema.rows) return Buffer.from([...lines, line(schema.fields, record.fields)].join('\r\n'))
  const header = kept(schema.fields).map((field, i) => `${lines[i]!.replace(/,$/u, '')},${quoted(record.fields[field.key] ?? '')}`)
  return Buffer.from([...header, ...lines.slice(header.length), ...record.rows.map(row => line(schema.rows!.fields, row))].join('\r\n'))
}

function quoted(cell: string): string {
  return /[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
