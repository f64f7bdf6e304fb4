import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import ledgerFile from '../../../data/catalogue/schemas/income-expense-detail.v1.json' with { type: 'json' }
import planFile from '../../../data/catalogue/schemas/project-plan.v1.json' with { type: 'json' }
import subsidyFile from '../../../data/catalogue/schemas/farmland-subsidy.v1.json' with { type: 'json' }
import tenderFile from '../../../data/catalogue/schemas/project-tender.v1.json' with { type: 'json' }
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { toFieldSchema } from '#rules/disclosures/to-field-schema.ts'
import { checkImport } from './check-import.ts'
import type { CheckedImport, ImportContext } from './check-import.ts'
import { isOtherPlace } from './place.ts'
import { cellAddress } from './sheet.ts'
import type { ImportSheet, SheetCell } from './sheet.ts'

function schemaOf(json: unknown): FieldSchema {
  const read = toFieldSchema(json)
  if (!read.ok) throw new Error(read.errors.join('\n'))
  return read.value
}

const subsidy = schemaOf(subsidyFile)
const ledger = schemaOf(ledgerFile)
const village: ImportContext = { villageCode: '340521100001', villageName: '东大社区居委会', placesAbove: ['姑孰镇', '当涂县'], today: '2026-09-01' }

function sheet(rows: SheetCell[][], more: Partial<ImportSheet> = {}): ImportSheet {
  return { name: '表', hidden: false, rows, hiddenRows: [], merges: [], ...more }
}

function problemsOf({ problems }: CheckedImport): string[] {
  return problems.map(({ row, column, code }) => `${row !== undefined && column !== undefined ? cellAddress(row, column) : row ?? '-'} ${code}`)
}

const header = ['序号', '户主姓名', '村民组', '补贴面积(亩)', '补贴金额(元)']

describe('finding the table', () => {
  test('titles, notes, values beside the table, blank rows and the foot are not data', () => {
    const checked = checkImport(subsidy, sheet([
      ['当涂县2026年耕地地力保护补贴公示表'], ['补贴名称：耕地地力保护补贴  年度：2026年', '', '', '发放日期', { date: '2026-06-30', text: '2026-06-30' }], [],
      header, ['1', '张三', '一组', '10', '690.00'], [], ['2', '李四', '一组', '2.5', '172.5'], ['', '合计', '', '12.5', '862.50'],
      ['注：公示期7天。'], ['制表人：王会计', '', '', '审核：赵主任'], ['测试村村民委员会'], ['2026年6月30日'],
    ]), village)
    expect(checked.problems).toEqual([])
    expect(checked.stillNeeded).toEqual([])
    expect({ ...checked.records[0]?.fields }).toEqual({ subsidyName: '耕地地力保护补贴', year: 2026, paidAt: '2026-06-30' })
    expect(checked.records[0]?.rows.map(row => row['amount'])).toEqual([69000, 17250])
  })

  test('a header may take two rows, with merged group names', () => {
    const merges = [{ row: 0, column: 2, lastRow: 0, lastColumn: 3 }, { row: 0, column: 0, lastRow: 1, lastColumn: 0 }, { row: 0, column: 1, lastRow: 1, lastColumn: 1 }]
    const checked = checkImport(subsidy, sheet([['序号', '姓名', '补贴情况', ''], ['', '', '面积\n（亩）', '金 额'], ['1', '张三', '1', '69']], { merges }), village)
    expect(problemsOf(checked)).toEqual([])
    expect({ ...checked.records[0]?.rows[0] }).toEqual({ seq: 1, householderName: '张三', quantity: '1', amount: 6900 })
  })

  test('a sheet without a known header is said to have none', () => {
    expect(problemsOf(checkImport(subsidy, sheet([['甲', '乙'], ['1', '2']]), village))).toEqual(['- no-table'])
    expect(problemsOf(checkImport(subsidy, sheet([]), village))).toEqual(['- no-table'])
  })

  test('header values that neither the sheet nor the form says are still needed', () => {
    const rows = [header, ['1', '张三', '一组', '1', '69']]
    expect(checkImport(subsidy, sheet(rows), village).stillNeeded).toEqual(['subsidyName', 'year'])
    const filled = checkImport(subsidy, sheet(rows), { ...village, fields: { subsidyName: '测试补贴', year: '2026', total: '70' } })
    expect(filled.stillNeeded).toEqual([])
    expect(filled.problems.map(problem => problem.code)).toEqual(['sum-mismatch'])
  })
})

describe('columns', () => {
  test('that are missing, unknown, doubled, forbidden or in another unit are named once', () => {
    const rows = [['姓名', '面积(公顷)', '金额', '金额', '体重', '__proto__'], ['张三', '1', '69', '69', '60', 'x'], ['李四', '1', '69', '69', '60', 'x']]
    expect(problemsOf(checkImport(subsidy, sheet(rows), village))).toEqual(['B1 other-unit', 'D1 duplicate-column', 'E1 unknown-column', 'F1 unknown-column'])
    expect(problemsOf(checkImport(subsidy, sheet([['姓名', '面积'], ['张三', '1']]), village))).toEqual(['1 missing-column'])
  })

  test('money in 万元 is read as such, from the header or from a note above the table', () => {
    const plan = schemaOf(planFile)
    const columns = ['序号', '项目名称', '建设地点', '建设内容', '责任单位']
    const row = ['1', '测试道路', '测试镇', '修路', '交通运输局']
    const asHeader = checkImport(plan, sheet([[...columns, '本次分配金额(万元)'], [...row, '20'], ['2', '测试桥', '测试镇', '修桥', '交通运输局', '75.5']]), village)
    expect(asHeader.records.map(record => record.fields['fundAmount'])).toEqual([20_000_000, 75_500_000])
    const asNote = checkImport(plan, sheet([['单位：万元'], [...columns, '本次分配金额'], [...row, '20']]), village)
    expect(asNote.records.map(record => record.fields['fundAmount'])).toEqual([20_000_000])
  })
})

describe('lines', () => {
  test('each mistake has its cell, and only whole lines come through', () => {
    const checked = checkImport(subsidy, sheet([header,
      ['1', '张三', '一组', '1', '69'], ['2', '', '一组', '1', '69'], ['3', '王五', '一组', '-1', '69.001'], ['4', '赵六', '一组', '#REF!', '69'],
      ['5', '孙七13812345678', '一组340522190001010002', '1', '69'], ['6', '张三', '一组', '1', '69'],
    ]), village)
    expect(problemsOf(checked)).toEqual(['B3 missing', 'D4 negative', 'E4 too-many-decimals', 'D5 formula-error', 'D5 missing', 'C6 personal-data', 'B7 duplicate-row'])
    expect(checked.problems.at(-1)?.details).toEqual({ first: 2 })
    expect(checked.records[0]?.rows).toHaveLength(1)
  })

  test('a wrong total is named, a right subtotal is not', () => {
    const rows = [header, ['1', '张三', '一组', '1', '69'], ['', '小计', '', '1', '69'], ['2', '李四', '二组', '2', '138'], ['', '小 计', '', '2', '138'], ['总计', '', '', '3', '207.01']]
    const checked = checkImport(subsidy, sheet(rows), village)
    expect(checked.problems).toEqual([{ part: 'row', code: 'total-mismatch', row: 6, column: 4, key: 'amount', details: { expected: '207.00', found: '207.01' } }])
    expect(checked.records[0]?.rows).toHaveLength(2)
  })

  test('hidden rows are mentioned and read; headers repeated on each page are not data', () => {
    const checked = checkImport(subsidy, sheet([header, ['1', '张三', '一组', '1', '69'], header, ['2', '李四', '一组', '2', '138']], { hiddenRows: [4] }), village)
    expect(checked.problems).toEqual([{ part: 'row', code: 'hidden-row', row: 4 }])
    expect(checked.records[0]?.rows).toHaveLength(2)
  })

  test('a merged group name stands for all its rows, a merged amount only once', () => {
    const merges = [{ row: 1, column: 2, lastRow: 2, lastColumn: 2 }, { row: 1, column: 4, lastRow: 2, lastColumn: 4 }]
    const checked = checkImport(subsidy, sheet([header, ['1', '张三', '一组', '1', '69'], ['2', '李四', '', '2', '']], { merges }), village)
    expect(problemsOf(checked)).toEqual(['E3 missing'])
    expect(checked.records[0]?.rows.map(row => row['groupName'])).toEqual(['一组'])
    const whole = checkImport(subsidy, sheet([header, ['1', '张三', '一组', '1', '69'], ['2', '李四', '', '2', '138']], { merges: merges.slice(0, 1) }), village)
    expect(whole.records[0]?.rows.map(row => row['groupName'])).toEqual(['一组', '一组'])
  })

  test('the balances of a ledger stand among its entries', () => {
    const checked = checkImport(ledger, sheet([
      ['日期', '凭证号', '摘要', '收入', '支出', '余额'], ['', '', '上月结余', '', '', '1,000.00'],
      [{ date: '2026-03-02', text: '2026/3/2' }, '记-1', '发包上交', '500', '', '1500'], ['2026-03-09', '记-2', '维修路灯', '—', '249.50', '1250.50'],
      ['', '', '本月合计', '500.00', '249.50', ''], ['', '', '期末余额', '', '', '1250.50'],
    ]), village)
    expect(checked.problems).toEqual([])
    expect({ ...checked.records[0]?.fields }).toEqual({ openingBalance: 100000, closingBalance: 125050 })
    expect(checked.records[0]?.rows.map(row => row['date'])).toEqual(['2026-03-02', '2026-03-09'])
  })
})

describe('places', () => {
  test('rows of another village, and rows that lost their village, are refused', () => {
    const rows = [[...header, '所在村'], ['1', '张三', '一组', '1', '69', '东大社区'], ['2', '李四', '一组', '1', '69', '西大社区'], ['3', '王五', '一组', '1', '69', '']]
    const checked = checkImport(subsidy, sheet(rows), village)
    expect(problemsOf(checked)).toEqual(['F3 other-place', 'F4 place-missing'])
    expect(checked.records[0]?.rows).toHaveLength(1)
  })

  test.each([
    ['division-code', '340000', false], ['division-code', '34', false], ['division-code', '340521', false], ['division-code', '340521100001', false], ['division-code', '３４０５２１', false],
    ['division-code', '341000', true], ['division-code', '620000', true], ['division-code', '340521100002', true], ['division-code', '安徽', true],
    ['village-name', '东大社区', false], ['village-name', '姑孰镇东大社区居委会', false], ['village-name', '东大', false], ['village-name', '大东社区', true], ['village-name', '远东大社区', true],
    ['township-name', '姑孰镇', false], ['township-name', '当涂县', false], ['township-name', '八都镇', true], ['village-name', '', false],
  ] as const)('%s %s belongs elsewhere: %s', (kind, text, expected) => expect(isOtherPlace(kind, text, village)).toBe(expected))

  test('names are not compared where the name of the village is not known', () => {
    expect(isOtherPlace('village-name', '西大社区', { villageCode: '340521100001' })).toBe(false)
  })
})

test('no table whatever makes the check throw', () => {
  const cell = fc.oneof(fc.constantFrom('姓名', '面积', '金额', '合计', '小计', '张三', '69', '-1', '所在村', '__proto__', '', '上期结余：1', '注：'), fc.string({ maxLength: 8 }), fc.constant({ date: '2026-03-05', text: '2026/3/5' }))
  const merge = fc.record({ row: fc.nat(8), column: fc.nat(8), lastRow: fc.nat(2_000_000), lastColumn: fc.nat(20_000) })
  fc.assert(fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 8 }), fc.array(merge, { maxLength: 2 }), (rows, merges) => {
    for (const schema of [subsidy, ledger]) expect(Array.isArray(checkImport(schema, sheet(rows, { merges }), village).records)).toBe(true)
  }))
})

describe('tables whose lines are records of their own', () => {
  test('a title that occurs again is mentioned but kept', () => {
    const rows = [['标题', '发布日期'], ['测试公告', '2017-10-17'], ['测试公告', '2017-10-17'], ['', '2017-10-17']]
    const checked = checkImport(schemaOf(tenderFile), sheet(rows), village)
    expect(checked.problems).toEqual([
      { part: 'field', code: 'duplicate-title', row: 3, column: 0, key: 'title', details: { first: 2 } },
      { part: 'field', code: 'missing', row: 4, column: 0, key: 'title' },
    ])
    expect(checked.records).toHaveLength(2)
  })

  test('no more than two thousand problems are listed; the rest is counted', () => {
    const rows = [['标题', '发布日期'], ...Array.from({ length: 2_500 }, (_, row) => [`测试公告${row}`, 'x'])]
    const checked = checkImport(schemaOf(tenderFile), sheet(rows), village)
    expect([checked.problems.length, checked.omitted, checked.records.length]).toEqual([2_000, 500, 0])
  })
})
