import { describe, expect, test } from 'vitest'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import type { Cells } from '../api-types.ts'
import { blocks, indexProblems, problemsWhileTyping } from './problems.ts'

const schema: FieldSchema = {
  item: 'test-item', version: 1, zh: '测试', en: 'Test',
  fields: [{ key: 'total', zh: '总额', en: 'Total', type: 'money', required: true, audience: 'public' }],
  rows: { zh: '明细', en: 'Rows', maximum: 10, fields: [
    { key: 'summary', zh: '摘要', en: 'Summary', type: 'text', required: true, audience: 'public' },
    { key: 'amount', zh: '金额', en: 'Amount', type: 'money', required: true, audience: 'public' },
  ] },
  checks: [{ kind: 'sum', row: 'amount', field: 'total' }],
}

describe('checking while typing', () => {
  test('names the cell, in the reader’s language', () => {
    const problems = problemsWhileTyping(schema, { fields: { total: '10' }, rows: [{ summary: '砂石', amount: '十块' }] }, '2026-03-05', 'zh-CN')
    const index = indexProblems(problems)
    expect(index.cell(0, 'amount')).toContain('金额')
    expect(index.cell(0, 'summary')).toBeUndefined()
    expect(index.cell(1, 'amount')).toBeUndefined()
  })

  test('a sum that does not add up is told at the header field', () => {
    const problems = problemsWhileTyping(schema, { fields: { total: '10' }, rows: [{ summary: '砂石', amount: '9.99' }] }, '2026-03-05', 'en')
    expect(indexProblems(problems).field('total')).toContain('9.99')
    expect(problems.every(blocks)).toBe(true)
  })

  test('a telephone number in public text is found before anything is sent', () => {
    const problems = problemsWhileTyping(schema, { fields: { total: '1' }, rows: [{ summary: '联系 13912345678', amount: '1' }] }, '2026-03-05', 'zh-CN')
    expect(problems.map(problem => problem.code)).toEqual(['personal-data'])
  })

  test('a record that is right has no problems', () => {
    expect(problemsWhileTyping(schema, { fields: { total: '1' }, rows: [{ summary: '砂石', amount: '1' }] }, '2026-03-05', 'zh-CN')).toEqual([])
  })

  test('a row just added is not wrong, and rows keep the numbers the grid shows', () => {
    const rows: Cells[] = [{}, { summary: '砂石', amount: '1' }, {}, { summary: '人工', amount: 'x' }]
    const problems = problemsWhileTyping(schema, { fields: { total: '1' }, rows }, '2026-03-05', 'zh-CN')
    expect(problems.map(problem => problem.row)).toEqual([4])
  })

  test('an unknown code of a newer server blocks rather than passes', () => {
    expect(blocks({ place: 'file', code: 'something-new', message: '' })).toBe(true)
    expect(blocks({ place: 'file', code: 'hidden-row', message: '' })).toBe(false)
  })
})
