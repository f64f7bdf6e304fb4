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

const aidSchema: FieldSchema = {
  item: 'aid', version: 1, zh: '补贴', en: 'Aid', checks: [], totalIsPaidOut: true, fields: [],
  rows: { zh: '明细', en: 'Rows', maximum: 10, fields: [
    { key: 'name', zh: '姓名', en: 'Name', type: 'person', required: true, audience: 'public', mask: 'person-name' },
    { key: 'idNo', zh: '身份证号', en: 'ID', type: 'text', required: false, audience: 'internal', mask: 'id-number' },
    { key: 'born', zh: '出生日期', en: 'Born', type: 'date', required: false, audience: 'public' },
    { key: 'remarks', zh: '备注', en: 'Remarks', type: 'text', required: false, audience: 'public' },
  ] },
}

/** A number of nobody under a reserved county code, born on a day. */
function numberOf(day: string): string {
  const body = `340522${day.replaceAll('-', '')}000`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return body + '10X98765432'[[...body].reduce((sum, digit, at) => sum + Number(digit) * weights[at]!, 0) % 11]
}

test.each([['2012-09-22', 'minor'], ['2012-09-21', 'young-person'], ['2012-09-20', 'young-person'], ['2008-09-22', 'young-person'], ['2008-09-21', undefined], ['2008-09-20', undefined]])(
  'on 21 September 2026 somebody born on %s is %s', (born, kind) => {
    const found = draftFindings(aidSchema, { fields: {}, rows: [{ name: '测试人', idNo: numberOf(born) }] }, { ...clean, today: '2026-09-21' })
    expect(found.filter(finding => finding.kind !== 'placeholder').map(finding => finding.kind)).toEqual(kind === undefined ? [] : [kind])
  })

test('beside the name of somebody who is paid, a birthday and an illness are findings', () => {
  const found = draftFindings(aidSchema, { fields: {}, rows: [{ name: '欧阳某', born: '1950-02-03', remarks: '因病' }] }, clean)
  expect(found.map(({ kind, place }) => [kind, 'key' in place ? place.key : ''])).toEqual([['birth-date', 'born'], ['health', 'remarks']])
})
