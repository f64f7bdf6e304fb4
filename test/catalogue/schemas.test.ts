import { describe, expect, test } from 'vitest'
import catalogue from '../../data/catalogue/default.v1.json' with { type: 'json' }
import { checkRecord } from '#rules/disclosures/check-record.ts'
import type { Check, Field, FieldSchema } from '#rules/disclosures/field-schema.ts'
import { publicView } from '#rules/disclosures/views.ts'
import { toFieldSchema } from '#rules/disclosures/to-field-schema.ts'
import { problemSentence } from '#text/problems.ts'
import { loadCatalogue } from '#platform/catalogue-files.ts'
import { broken, sampleRecord, typed } from './sample-record.ts'

const today = '2026-09-21'
const files = (await loadCatalogue('data/catalogue')).schemas
const schemas = files.map(file => {
  const read = toFieldSchema(file.json)
  if (!read.ok) throw new Error(`${file.name}: ${read.errors.join('; ')}`)
  return { name: file.name, schema: read.value }
})

/** Those who hold an office are named in full: their names, posts and signatures are what supervision is about. */
const officeHolders = new Set([
  'name', 'sponsors', 'chair', 'responsible', 'treasurer', 'approver', 'keeper', 'handler', 'bookkeeper', 'reviewedBy', 'cashier',
  'buyer', 'receiver', 'supervisor', 'inspector', 'responsiblePerson', 'helper',
])
/** Items whose rows are about office holders: only there may a column called “name” stand unmasked. */
const aboutOfficers = new Set(['party-organisation', 'party-election', 'party-appraisal', 'committee-election', 'cadre-duties-and-pay', 'appraisal-and-audit', 'project-acceptance'])

const codeOf: Record<Check['kind'], string> = {
  'balance': 'balance-mismatch', 'sum': 'sum-mismatch', 'count': 'count-mismatch', 'parts': 'parts-mismatch', 'product': 'product-mismatch', 'order': 'wrong-order',
  'at-most': 'exceeds', 'unique': 'duplicate-row', 'one-of': 'one-of', 'carry': 'carry-mismatch', 'limit-sum': 'exceeds-sum', 'shares': 'shares-mismatch', 'sequence': 'sequence-gap',
}

test('each of the 60 items has a form, and each form belongs to an item', () => {
  const withForm = new Set(schemas.map(({ schema }) => schema.item))
  expect(catalogue.items.filter(item => !withForm.has(item.slug)).map(item => item.slug)).toEqual([])
  const known = new Set(catalogue.items.map(item => item.slug))
  for (const { name, schema } of schemas) {
    expect(known).toContain(schema.item)
    expect(name).toBe(`${schema.item}.v${schema.version}.json`)
  }
})

test('every project item can say which project it is about, by the same field', () => {
  for (const slug of ['project-plan', 'project-tender', 'project-contract', 'project-progress', 'project-acceptance', 'project-settlement', 'project-upkeep']) {
    const newest = schemas.findLast(({ schema }) => schema.item === slug)!.schema
    expect(newest.fields.find(field => field.key === 'projectCode')).toMatchObject({ type: 'text', required: false, audience: 'public' })
  }
})

describe.each(schemas)('$name', ({ schema }) => {
  const fields = [...schema.fields, ...schema.rows?.fields ?? []]
  const good = sampleRecord(schema)

  test('shows strangers something, and no resident’s name, number or illness', () => {
    expect(schema.fields.filter(field => field.audience === 'public')).not.toEqual([])
    for (const field of fields.filter(each => each.audience === 'public')) expect(mayBePublic(schema, field), field.key).toBe(true)
  })

  test('takes a record that fills every field and is right', () => {
    const { record, problems } = checkRecord(schema, typed(schema, good), today)
    expect(problems).toEqual([])
    expect(record).toEqual(good)
    expect(JSON.stringify(publicView(schema, record))).not.toMatch(/张三|李四/u)
  })

  test.each(schema.checks.map(check => ({ ...check, check, about: JSON.stringify(check) })))('refuses what breaks $about', ({ check }) => {
    const wrong = typed(schema, broken(schema, check, good))
    const alone = checkRecord({ ...schema, checks: [check] }, wrong, today).problems
    expect(alone.map(problem => problem.code)).toEqual([codeOf[check.kind]])
    expect(checkRecord(schema, wrong, today).problems.map(problem => problem.code)).toContain(codeOf[check.kind])
    expect(checkRecord({ ...schema, checks: schema.checks.filter(other => other !== check) }, typed(schema, good), today).problems).toEqual([])
    for (const { place, ...problem } of alone) {
      for (const language of ['zh-CN', 'en'] as const) expect(problemSentence({ ...problem, ...place }, schema, language)).not.toMatch(/undefined|“[a-z]+[A-Z]/u)
    }
  })
})

function mayBePublic(schema: FieldSchema, field: Field): boolean {
  if (['id-number', 'bank-card', 'phone'].includes(field.mask ?? '')) return false
  if (/患病|病种|残疾等级|残疾类别|致困原因/u.test([field.zh, ...field.aliases ?? []].join())) return false
  if (field.type !== 'person' || field.mask === 'person-name') return true
  return officeHolders.has(field.key) && (field.key !== 'name' || aboutOfficers.has(schema.item))
}
