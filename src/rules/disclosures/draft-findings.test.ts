import { expect, test } from 'vitest'
import { draftFindings } from './draft-findings.ts'
import type { FieldSchema } from './field-schema.ts'

const schema: FieldSchema = {
  item: 'test', version: 1, zh: '测试', en: 'Test', checks: [],
  fields: [{ key: 'title', zh: '标题', en: 'Title', type: 'text', required: true, audience: 'public' }],
}
const nobody = '34052219000101007X'
const clean = { title: '某村收支', reason: null, attachmentNames: [] }

test('a number in the title of a draft is found there and not in the field that is called title', () => {
  const found = draftFindings(schema, { fields: { title: '公告' }, rows: [] }, { ...clean, title: `补贴 ${nobody}` })
  expect(found).toEqual([{ kind: 'id-number', start: 3, length: 18, place: { part: 'draft', key: 'title' } }])
})

test('a number in the field that is called title is found in the field', () => {
  const [found] = draftFindings(schema, { fields: { title: nobody }, rows: [] }, clean)
  expect(found?.place).toEqual({ part: 'field', key: 'title' })
})

test('the reason of a correction and the names of files are looked at too', () => {
  const found = draftFindings(schema, { fields: {}, rows: [] }, { ...clean, reason: `删去 ${nobody}`, attachmentNames: ['a.pdf', `${nobody}.pdf`] })
  expect(found.map(finding => finding.place)).toEqual([{ part: 'draft', key: 'reason' }, { part: 'attachment', index: 1 }])
})

test('a draft without personal numbers has no findings', () => {
  expect(draftFindings(schema, { fields: { title: '公告' }, rows: [] }, clean)).toEqual([])
})
