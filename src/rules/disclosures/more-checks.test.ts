import { describe, expect, test } from 'vitest'
import { checkProblems } from './checks.ts'
import type { Check, Field, FieldSchema, FieldType, Values } from './field-schema.ts'
import { findGaps } from './sequence.ts'
import { toFieldSchema } from './to-field-schema.ts'

const field = (key: string, type: FieldType = 'money'): Field => ({ key, zh: key, en: key, type, required: false, audience: 'public' })
const schemaWith = (...checks: Check[]): FieldSchema => ({
  item: 'trial', version: 1, zh: '试', en: 'trial', checks,
  fields: ['opening', 'income', 'expense', 'closing', 'contract', 'changes', 'reserve', 'welfare', 'dividends', 'distributable', 'rate'].map(key => field(key)),
  rows: { zh: '行', en: 'rows', maximum: 10, fields: [field('paid'), field('quantity', 'quantity'), field('voucher', 'text')] },
})
const codes = (check: Check, fields: Values, rows: readonly Values[] = []) => checkProblems(schemaWith(check), { fields, rows }).map(problem => problem.code)

describe('a carried balance', () => {
  const check: Check = { kind: 'carry', part: 'field', plus: ['opening', 'income'], minus: ['expense'], equals: 'closing' }
  test('closes to the fen', () => {
    expect(codes(check, { opening: 100, income: 50, expense: 30, closing: 120 })).toEqual([])
    expect(codes(check, { opening: 100, income: 50, expense: 30, closing: 121 })).toEqual(['carry-mismatch'])
    expect(codes(check, { opening: 100, income: 50, expense: 30, closing: 119 })).toEqual(['carry-mismatch'])
  })
  test('is not judged while one of its figures is missing', () => {
    expect(codes(check, { opening: 100, income: 50, closing: 120 })).toEqual([])
  })
})

describe('payments', () => {
  const check: Check = { kind: 'limit-sum', row: 'paid', fields: ['contract', 'changes'] }
  test('may reach contract and changes together, and not one fen more', () => {
    expect(codes(check, { contract: 1000, changes: 200 }, [{ paid: 700 }, { paid: 500 }])).toEqual([])
    expect(codes(check, { contract: 1000, changes: 200 }, [{ paid: 700 }, { paid: 501 }])).toEqual(['exceeds-sum'])
  })
  test('are limited by the contract alone while nothing was changed, and by less after a change downwards', () => {
    expect(codes(check, { contract: 1000 }, [{ paid: 1000 }])).toEqual([])
    expect(codes(check, { contract: 1000 }, [{ paid: 1001 }])).toEqual(['exceeds-sum'])
    expect(codes(check, { contract: 1000, changes: -1 }, [{ paid: 1000 }])).toEqual(['exceeds-sum'])
  })
  test('are not judged before there is a contract', () => {
    expect(codes(check, { changes: 1 }, [{ paid: 1000 }])).toEqual([])
  })
})

describe('shares of a distribution', () => {
  const check: Check = { kind: 'shares', part: 'field', keys: ['reserve', 'welfare', 'dividends'], equals: 'distributable' }
  test('come to what there is to distribute; a share that is not there is nothing', () => {
    expect(codes(check, { reserve: 10, welfare: 20, dividends: 70, distributable: 100 })).toEqual([])
    expect(codes(check, { dividends: 100, distributable: 100 })).toEqual([])
    expect(codes(check, { dividends: 99, distributable: 100 })).toEqual(['shares-mismatch'])
    expect(codes(check, { dividends: 101, distributable: 100 })).toEqual(['shares-mismatch'])
  })
  test('are not judged while nobody has written a share', () => {
    expect(codes(check, { distributable: 100 })).toEqual([])
  })
})

describe('quantity times a standard that stands in the header', () => {
  const check: Check = { kind: 'product', a: 'quantity', b: 'rate', equals: 'paid', tolerance: 100 }
  test('may differ by one yuan for rounding, and not by one fen more', () => {
    expect(codes(check, { rate: 10_000 }, [{ quantity: '2', paid: 20_100 }])).toEqual([])
    expect(codes(check, { rate: 10_000 }, [{ quantity: '2', paid: 19_900 }])).toEqual([])
    expect(codes(check, { rate: 10_000 }, [{ quantity: '2', paid: 20_101 }])).toEqual(['product-mismatch'])
    expect(codes(check, { rate: 10_000 }, [{ quantity: '2', paid: 19_899 }])).toEqual(['product-mismatch'])
  })
  test('may be written in a schema file, but must be known', () => {
    const file = (b: string) => ({ ...schemaWith({ ...check, b }) })
    expect(toFieldSchema(file('rate')).ok).toBe(true)
    const unknown = toFieldSchema(file('nowhere'))
    expect(unknown.ok ? [] : unknown.errors).toEqual(['schema.checks[0]: there is no row field nowhere'])
  })
})

describe('voucher numbers', () => {
  test('run on for each kind of voucher, wherever they begin', () => {
    expect(findGaps(['记-7', '记-8', '收-1', '记-9', '收-2'])).toEqual([])
  })
  test('with a gap of one are refused at the voucher behind the gap', () => {
    expect(findGaps(['记-1', '记-2', '记-4'])).toEqual([{ row: 3, prefix: '记', after: 2, before: 4, missing: 1 }])
  })
  test('may stand in any order, and one voucher may have several entries', () => {
    expect(findGaps(['记-3', '记-1', '记-2', '记-2'])).toEqual([])
  })
  test('are the same number however they are written', () => {
    expect(findGaps(['记-001', '记字第2号', '记 ３', '记4'])).toEqual([])
  })
  test('that end in no digits, or in a long number, belong to no series', () => {
    expect(findGaps(['附件', undefined, '20260315138', '20260315140'])).toEqual([])
  })
})
