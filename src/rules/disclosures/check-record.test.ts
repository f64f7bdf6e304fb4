import { describe, expect, test } from 'vitest'
import allowanceFile from '../../../data/catalogue/schemas/subsistence-allowance.v1.json' with { type: 'json' }
import contractFile from '../../../data/catalogue/schemas/contract-ledger.v1.json' with { type: 'json' }
import decisionFile from '../../../data/catalogue/schemas/assembly-decisions.v1.json' with { type: 'json' }
import ledgerFile from '../../../data/catalogue/schemas/income-expense-detail.v1.json' with { type: 'json' }
import planFile from '../../../data/catalogue/schemas/project-plan.v1.json' with { type: 'json' }
import subsidyFile from '../../../data/catalogue/schemas/farmland-subsidy.v1.json' with { type: 'json' }
import tenderFile from '../../../data/catalogue/schemas/project-tender.v1.json' with { type: 'json' }
import { beginRecord, checkRecord, valuesOfRows } from './check-record.ts'
import type { FieldSchema, RawRecord } from './field-schema.ts'
import { findingsIn } from './findings.ts'
import { toFieldSchema } from './to-field-schema.ts'
import { publicView, recordText, totals } from './views.ts'

function schemaOf(json: unknown): FieldSchema {
  const read = toFieldSchema(json)
  if (!read.ok) throw new Error(read.errors.join('\n'))
  return read.value
}

const ledger = schemaOf(ledgerFile)
const subsidy = schemaOf(subsidyFile)
const today = '2026-09-01'

function problemsOf(schema: FieldSchema, raw: Partial<RawRecord>): string[] {
  return checkRecord(schema, { fields: {}, rows: [], ...raw }, today).problems
    .map(({ place, code }) => `${place.row ?? place.part}:${place.key ?? ''}:${code}`)
}

const march: RawRecord = {
  fields: { openingBalance: '1000', closingBalance: '1250.50', income: '500', expense: '249.50', bankBalance: '1000.50', cashBalance: '250' },
  rows: [
    { date: '2026-3-2', summary: '测试:发包上交', category: '发包及上交收入', counterparty: '张三', income: '500元' },
    { date: '2026/03/09', summary: '测试:维修路灯', counterparty: '当涂县测试电器经营部', expense: '249.50', witness: '李四' },
  ],
}

describe('a ledger', () => {
  test('that balances is read into fen, days and choices', () => {
    const { record, problems } = checkRecord(ledger, march, today)
    expect(problems).toEqual([])
    expect({ ...record.rows[0] }).toEqual({ date: '2026-03-02', summary: '测试:发包上交', category: 'contract-income', counterparty: '张三', income: 50000 })
    expect(totals(ledger, record)).toEqual({ rows: 2, total: 24950 })
  })

  test('that is one fen off is refused, with both figures', () => {
    const { problems } = checkRecord(ledger, { ...march, fields: { ...march.fields, closingBalance: '1250.51', bankBalance: '1000.51' } }, today)
    expect(problems).toEqual([{ place: { part: 'field', key: 'closingBalance' }, code: 'balance-mismatch', details: { expected: '1250.50', found: '1250.51' } }])
  })

  test('states sums that must agree with its entries, and balances that must add up', () => {
    expect(problemsOf(ledger, { ...march, fields: { ...march.fields, income: '501', cashBalance: '251' } })).toEqual(['field:income:sum-mismatch', 'field:closingBalance:parts-mismatch'])
  })

  test('has entries with either an income or an expense', () => {
    const rows = [...march.rows, { date: '2026-03-10', summary: '测试' }, { date: '2026-03-10', summary: '测试', income: '1', expense: '1' }]
    expect(problemsOf(ledger, { ...march, fields: { openingBalance: '1000', closingBalance: '1250.50' }, rows })).toEqual(['3:income:one-of', '4:income:one-of'])
  })
})

describe('what is typed', () => {
  test('every kind of mistake is named at its place, and short harmless values are repeated', () => {
    const row = { householderName: '张\u202E三', quantity: '三亩', amount: '-5', paidDate: '2026-02-30' }
    const { problems } = checkRecord(subsidy, { fields: { subsidyName: '测试补贴', year: '2026.5', total: '1.234' }, rows: [row, { householderName: '赵六', quantity: '1' }] }, today)
    expect(problems).toEqual([
      { place: { part: 'field', key: 'year' }, code: 'not-integer', details: { value: '2026.5' } },
      { place: { part: 'field', key: 'total' }, code: 'too-many-decimals', details: { value: '1.234' } },
      { place: { part: 'row', row: 1, key: 'householderName' }, code: 'forbidden-character', details: { character: 'U+202E' } },
      { place: { part: 'row', row: 1, key: 'quantity' }, code: 'not-quantity', details: { value: '三亩' } },
      { place: { part: 'row', row: 1, key: 'amount' }, code: 'negative', details: { value: '-5' } },
      { place: { part: 'row', row: 1, key: 'paidDate' }, code: 'not-date', details: { value: '2026-02-30' } },
      { place: { part: 'row', row: 2, key: 'amount' }, code: 'missing' },
    ])
  })

  test('an identity number in a field for money is not repeated in the message', () => {
    const { problems } = checkRecord(subsidy, { fields: { subsidyName: '测试', year: '2026', total: '电话13812345678' }, rows: [] }, today)
    expect(problems).toEqual([{ place: { part: 'field', key: 'total' }, code: 'not-money' }])
  })

  test('keys that the schema does not have are named, and touch no prototype', () => {
    const fields = JSON.parse('{"subsidyName":"测试","year":"2026","__proto__":"x","constructor":"y"}') as Record<string, string>
    const { record, problems } = checkRecord(subsidy, { fields, rows: [] }, today)
    expect(problems.map(({ code, details }) => [code, details?.['key']])).toEqual([['unknown-field', '__proto__'], ['unknown-field', 'constructor']])
    expect(Object.keys(record.fields)).toEqual(['subsidyName', 'year'])
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  test('too long a text, a wrong choice, a day to come and a value that is no text are refused', () => {
    const contract = { lessor: '测试村', lessee: '张三', subject: '鱼塘', start: '2026-01-01', end: '2030-12-31', price: '1', kind: '出借', lastPaidAt: '2026-09-02', payCycle: '年'.repeat(61), remarks: 5 as unknown as string }
    expect(problemsOf(schemaOf(contractFile), { fields: { asOf: '2026-09-01' }, rows: [contract] })).toEqual([
      '1:kind:not-choice', '1:payCycle:too-long', '1:lastPaidAt:future-date', '1:remarks:not-text',
    ])
  })

  test('length is counted in characters, not in UTF-16 units', () => {
    const contract = { lessor: '测试村', lessee: '张三', subject: '鱼塘', start: '2026-01-01', end: '2030-12-31', price: '1', payCycle: '𠮷'.repeat(60) }
    expect(problemsOf(schemaOf(contractFile), { fields: { asOf: '2026-09-01' }, rows: [contract] })).toEqual([])
  })

  test('a list longer than its maximum is refused as a whole', () => {
    expect(problemsOf(schemaOf(decisionFile), { rows: Array.from({ length: 101 }, () => ({})) })).toContain('file::row-limit')
    expect(problemsOf(schemaOf(tenderFile), { fields: { title: '测试', publishedAt: '2026-01-01' }, rows: [{}] })).toEqual(['file::rows-not-allowed'])
  })
})

describe('checks', () => {
  const batch = { subsidyName: '测试补贴', year: '2026', standard: '69' }
  const row = { householderName: '张三', groupName: '一组', quantity: '2.5', amount: '172.50' }

  test('quantity times standard may differ by one yuan, not by more', () => {
    expect(problemsOf(subsidy, { fields: batch, rows: [{ ...row, amount: '173.50' }] })).toEqual([])
    expect(problemsOf(subsidy, { fields: batch, rows: [{ ...row, amount: '173.51' }] })).toEqual(['1:amount:product-mismatch'])
    expect(problemsOf(subsidy, { fields: batch, rows: [{ ...row, standard: '10', amount: '25' }] })).toEqual([])
  })

  test('a row that stands twice is refused, and so is an identity number that occurs twice', () => {
    expect(problemsOf(subsidy, { fields: batch, rows: [row, { ...row, householderName: '李四' }, row] })).toEqual(['3:householderName:duplicate-row'])
    expect(problemsOf(subsidy, { fields: batch, rows: [{ ...row, idNo: 'X1' }, { ...row, householderName: '李四', idNo: 'X1' }] })).toEqual(['2:idNo:duplicate-row'])
  })

  test('stated numbers of households agree with the rows', () => {
    expect(problemsOf(subsidy, { fields: { ...batch, households: '2户' }, rows: [row] })).toEqual(['field:households:count-mismatch'])
  })

  test('a project goes forward in time and is not won above its ceiling', () => {
    const project = { projectName: '测试路', site: '一组', content: '修路', implementer: '测试村', fundAmount: '20万元', noticeAt: '2026-03-10', bidDeadline: '2026-03-01', controlPrice: '100', winPrice: '100.01' }
    expect(problemsOf(schemaOf(planFile), { fields: project })).toEqual(['field:bidDeadline:wrong-order', 'field:winPrice:exceeds'])
  })
})

describe('what strangers see', () => {
  const { record } = checkRecord(subsidy, { fields: { subsidyName: '测试补贴', year: '2026' }, rows: [{ householderName: '张三丰', groupName: '一组', quantity: '1', amount: '69', idNo: '340522190001010002', bankNo: '6228480402564890018', phone: '13812345678', remarks: '患病' }] }, today)
  const view = publicView(subsidy, record)

  test('names are masked; numbers, accounts, telephones and remarks are gone', () => {
    expect({ ...view.rows[0] }).toEqual({ householderName: '张*丰', groupName: '一组', quantity: '1', amount: 6900 })
    expect(recordText(subsidy, view)).toBe('测试补贴\n张*丰\n一组')
  })

  test('causes of hardship are not even kept', () => {
    const kept = checkRecord(schemaOf(allowanceFile), { fields: { scheme: '农村低保' }, rows: [{ applicantName: '张三', memberCount: '2', monthlyAmount: '850', reasonDetail: '患病', guardian: '李四' }] }, today)
    expect(kept.problems).toEqual([])
    expect(Object.keys(kept.record.rows[0] ?? {})).toEqual(['applicantName', 'memberCount', 'monthlyAmount'])
  })

  test('the other party is masked if it is a person', () => {
    const shown = publicView(ledger, checkRecord(ledger, march, today).record).rows.map(row => row['counterparty'])
    expect(shown).toEqual(['张*', '当涂县测试电器经营部'])
  })

  test('numbers of people in public texts and attachment names block publication; a hotline does not', () => {
    const clean = { applicantName: '张三', memberCount: '2', monthlyAmount: '850' }
    const raw = { fields: { scheme: '农村低保', hotline: '13812345678', reviewResult: '联系13812345678' }, rows: [{ ...clean, groupName: '一组340522190001010002', idNo: '340522190001010002' }] }
    const findings = findingsIn(schemaOf(allowanceFile), checkRecord(schemaOf(allowanceFile), raw, today).record, ['名单.xlsx', '13812345678.jpg'])
    expect(findings.map(({ place, kind }) => [place, kind])).toEqual([
      [{ part: 'field', key: 'reviewResult' }, 'phone'], [{ part: 'row', row: 1, key: 'applicantName' }, 'placeholder'], [{ part: 'row', row: 1, key: 'groupName' }, 'id-number'], [{ part: 'attachment', index: 1 }, 'phone'],
    ])
  })
})

describe('schema files', () => {
  test('name every mistake, and never make an identity number public', () => {
    const read = toFieldSchema({ item: 'x', version: 1, zh: '甲', en: 'A', totalOf: 'nothing', fields: [
      { key: 'idNo', zh: '身份证号', en: 'ID', type: 'text', required: true, audience: 'public', mask: 'id-number' },
      { key: 'a b', zh: '身份证号', en: 'A', type: 'wish', required: 'no', audience: 'public' },
    ], checks: [{ kind: 'sum', row: 'amount', field: 'total' }, { kind: 'magic' }] })
    expect(read.ok ? [] : read.errors).toEqual([
      'schema.fields[0]: identity, bank and telephone numbers of people may not be public, not even masked',
      expect.stringContaining('schema.fields[1].type must be one of text'),
      'schema.fields[1].required must be true or false',
      'schema.fields[1].key must be a word in camelCase',
      'schema.fields headers has 身份证号 twice',
      expect.stringContaining('schema.checks[1].kind must be one of balance'),
      'schema.totalOf: there is no row field nothing',
      'schema.checks[0]: there is no row field amount',
      'schema.checks[0]: there is no field total',
    ])
  })
})

describe('a record whose rows come in portions', () => {
  const wrong: Record<string, string>[] = [{ householderName: '张三', quantity: '2', amount: '200' }, { householderName: '李四', quantity: '2', amount: '205' }, { amount: 'x', strange: '1' }, { householderName: '张三', quantity: '2', amount: '200' }, { quantity: '-1' }]
  const raw: RawRecord = { fields: { subsidyName: '测试补贴', year: '2026', standard: '100' }, rows: wrong }
  test.each([1, 2, 4, 9])('of %i is judged as if they came at once', size => {
    const record = beginRecord(subsidy, raw.fields, raw.rows.length, today)
    const rows = Array.from({ length: Math.ceil(wrong.length / size) }, (_, n) => record.take(wrong.slice(n * size, (n + 1) * size))).flat()
    const whole = checkRecord(subsidy, raw, today)
    expect(whole.problems.length).toBeGreaterThan(3)
    expect([{ fields: record.fields, rows }, record.problems(), record.totalFen()]).toEqual([whole.record, whole.problems, totals(subsidy, whole.record).total])
    expect(valuesOfRows(subsidy, wrong, today)).toEqual(rows)
  })
  test('is refused before its rows are read when it has too many', () => {
    const record = beginRecord(subsidy, raw.fields, subsidy.rows!.maximum + 1, today)
    expect([record.take(wrong), record.problems().map(problem => problem.code), record.totalFen()]).toEqual([[], ['row-limit'], undefined])
  })
})
