import { expect, test } from 'vitest'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import type { Draft } from '../api-types.ts'
import { withMasked, withoutAccepted } from './mask-place.ts'

const schema: FieldSchema = { item: 'test', version: 1, zh: '测试', en: 'Test', checks: [], fields: [{ key: 'note', zh: '说明', en: 'Note', type: 'text', required: false, audience: 'public' }] }
const values = { period: '2026', title: '联系13812345678', reason: '', fields: { note: '三组12号' }, rows: [{ a: '340522190001010002' }] }
const problem = { place: 'field', field: 'note', code: 'personal-data', message: '' } as const

test('one tap masks the place and nothing else', () => {
  expect(withMasked(schema, values, problem)).toEqual({ ...values, fields: { note: '三组***' } })
  expect(withMasked(schema, values, { place: 'row', row: 1, field: 'a' })).toEqual({ ...values, rows: [{ a: '340522****02' }] })
  expect(withMasked(schema, values, { place: 'body', field: 'title' })).toEqual({ ...values, title: '联系***' })
  expect(withMasked(schema, { ...values, fields: { note: '三组' } }, problem)).toBeUndefined()
})

test('what was accepted no longer blocks, until a letter of it changes', () => {
  const draft = { ...values, findings: [{ place: 'field', field: 'note', severity: 'red', isWaived: true }] } as unknown as Draft
  expect(withoutAccepted([problem], draft, values)).toEqual([])
  expect(withoutAccepted([problem], draft, { ...values, fields: { note: '三组13号' } })).toEqual([problem])
  expect(withoutAccepted([problem], { ...draft, findings: [...draft.findings, { ...draft.findings[0]!, isWaived: false }] }, values)).toEqual([problem])
})
