import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import catalogue from '../../data/catalogue/default.v1.json' with { type: 'json' }
import type { Cadence } from '#rules/disclosures/days.ts'
import type { Field, FieldSchema, RawRecord } from '#rules/disclosures/field-schema.ts'
import { severityOf } from '#rules/disclosures/problems.ts'
import { checkImport } from '#rules/imports/check-import.ts'
import { readSpreadsheet } from '#platform/spreadsheets/read-spreadsheet.ts'
import { findNewestSchema } from '#records/catalogue.ts'
import { csvTemplate } from '../../src/api/views/template.ts'
import { type Browser, openBrowser, publish } from '#test/pages/visiting.ts'
import { stagesOf } from '#test/projects/telling.ts'
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

const periods: Record<Cadence, string> = { M: '2026-07', Q: '2026-Q1', H: '2026-H1', A: '2025', E: '2026-09-05', none: '2026-09-05' }
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

test.each(items)('%s is published by form, and read by everybody', async (slug, cadence) => {
  const schema = await schemaOf(slug)
  const { fields, rows } = typedHere(schema)
  // A plan of its own: the code of another's would be a second plan of that project.
  const own = slug === 'project-plan' ? Object.fromEntries(Object.entries(fields).filter(([key]) => key !== 'projectCode')) : fields
  const id = await publish(world, { villageCode: world.village, item: slug, period: periods[cadence], title: `测试：${slug}`, fields: own, rows })
  const page = await browser.get(`/d/${id}`)
  expect([page.status, page.text.includes(`测试：${slug}`)]).toEqual([200, true])
})

describe('a file made from the template', () => {
  test.each(items)('of %s is read without a mistake, value by value', async slug => {
    const schema = await schemaOf(slug)
    const record = typedHere(schema)
    const sheets = await readSpreadsheet(filledTemplate(schema, record))
    if (!Array.isArray(sheets)) throw new Error(sheets.code)
    const checked = checkImport(schema, sheets[0]!, { villageCode: String(world.village), today: '2026-09-21' })
    expect(checked.problems.filter(({ code }) => severityOf(code) === 'error')).toEqual([])
    expect(checked.stillNeeded).toEqual([])
    expect(checked.records).toHaveLength(1)
    const [read] = checked.records
    const [keys, rowKeys] = [Object.keys(record.fields), Object.keys(record.rows[0] ?? {})]
    expect(Object.keys(read!.fields).sort()).toEqual(keys.sort())
    expect(read!.rows.map(row => Object.keys(row).sort())).toEqual(record.rows.map(() => rowKeys.sort()))
  })
})

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
