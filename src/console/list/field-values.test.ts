import { expect, test } from 'vitest'
import type { SchemaField } from '../api-types.ts'
import { fieldChanges, withChoices, withMask, withoutNothing } from './field-values.ts'

const field: SchemaField = { key: 'kind', zh: '类别', en: 'Kind', type: 'choice', required: true, audience: 'public', choices: [{ value: 'let', zh: '出租', en: 'Let' }] }

test('choices that stay keep their value, and new ones are called by their name', () => {
  expect(withChoices(field, '出租、 出售、出租').choices).toEqual([{ value: 'let', zh: '出租', en: 'Let' }, { value: '出售', zh: '出售', en: '出售' }])
})
test('a field that is no choice any more has none', () => {
  expect(withChoices({ ...field, type: 'text' })).not.toHaveProperty('choices')
})
test('a mask is one of those there are, or none', () => {
  expect(withMask(field, 'phone').mask).toBe('phone')
  expect(withMask({ ...field, mask: 'phone' }, '')).not.toHaveProperty('mask')
})
test('a field without an English name is called by its Chinese one', () => {
  expect(withoutNothing({ ...field, en: ' ' }).en).toBe('类别')
})
test('the changes of a form are the fields that came, went, or are not as they were', () => {
  const [price, note] = [{ ...field, key: 'price', zh: '价格' }, { ...field, key: 'note', zh: '说明' }]
  const before = { fields: [field, price], rows: { zh: '明细', en: 'Rows', maximum: 1, fields: [note] } }
  expect(fieldChanges(before, before)).toEqual({ added: [], removed: [], altered: [] })
  expect(fieldChanges(before, { fields: [{ ...field, required: false }, note] })).toEqual({ added: [note], removed: [price, note], altered: [{ ...field, required: false }] })
})
