import { describe, expect, test } from 'vitest'
import subsidyFile from '../../../data/catalogue/schemas/farmland-subsidy.v1.json' with { type: 'json' }
import { toFieldSchema } from '#rules/disclosures/to-field-schema.ts'
import { checkImport, checkVillages } from './check-import.ts'
import { cellAddress, type ImportSheet } from './sheet.ts'
import { splitTables } from './split-tables.ts'
import type { ImportProblem } from './import-problem.ts'

const read = toFieldSchema(subsidyFile)
if (!read.ok) throw new Error(read.errors.join('\n'))
const subsidy = read.value
const fields = { subsidyName: '耕地地力保护补贴', year: '2026' }
const village = { villageCode: '340521100001', villageName: '东大社区居委会', placesAbove: ['姑孰镇', '当涂县'], today: '2026-09-01', fields }

function sheet(rows: string[][], more: Partial<ImportSheet> = {}): ImportSheet {
  return { name: '表', hidden: false, rows, hiddenRows: [], merges: [], ...more }
}

const said = (problems: readonly ImportProblem[]) => problems.map(({ row, column, code }) => `${row !== undefined && column !== undefined ? cellAddress(row, column) : row ?? '-'} ${code}`)

describe('several tables in one sheet', () => {
  const two = sheet([
    ['一、水田补贴'], ['序号', '户主姓名', '补贴面积', '补贴金额'], ['1', '张三', '1', '69'], ['', '合计', '1', '69'], [],
    ['二、旱地补贴'], ['单位：万元'], ['户主姓名', '补贴金额', '补贴面积'], ['李四', '0.0138', '2'], ['王五', 'x', '2'],
  ], { hiddenRows: [9] })

  test('each is found with its own title, unit and hidden rows, under the row numbers of the file', () => {
    const tables = splitTables(subsidy, two)
    expect(tables).toHaveLength(2)
    expect(said(checkImport(subsidy, tables[0]!, village).problems)).toEqual([])
    const lower = checkImport(subsidy, tables[1]!, village)
    expect(said(lower.problems)).toEqual(['9 hidden-row', 'B10 not-money'])
    expect(lower.records[0]?.rows.map(row => row['amount'])).toEqual([13_800])
  })

  test('the first is found even where a lower one fits the form better', () => {
    const tables = splitTables(subsidy, sheet([
      ['补贴名称：耕地地力保护补贴'], ['户主姓名', '', '种的地', '补贴金额'], ['张三', '', '1', '69'], [], ['户主姓名', '补贴面积', '补贴标准', '补贴金额'], ['李四', '1', '69', '69'],
    ]))
    expect(tables.map(table => checkImport(subsidy, table, village).problems.map(({ code }) => code))).toEqual([['missing-column', 'unknown-column'], []])
  })

  test('a header printed again on the next page is not another table', () => {
    const header = ['序号', '户主姓名', '补贴面积', '补贴金额']
    expect(splitTables(subsidy, sheet([header, ['1', '张三', '1', '69'], [], header, ['2', '李四', '2', '138']]))).toHaveLength(1)
  })
})

describe('figures as clerks write them', () => {
  test.each([
    ['补贴金额(元)', '１，２３４．５０', 123_450], ['补贴金额(万元)', '０.１２', 120_000], ['补贴金额', '248万元', 248_000_000], ['补贴金额（元）', '0.5万', 500_000],
    ['补贴金额(万元)', '690元', 69_000], ['补贴金额/万元', '0.069', 69_000],
  ])('%s: %s', (header, written, fen) => {
    const checked = checkImport(subsidy, sheet([['姓名', '面积', '', header], ['张三', '１', '', written]]), village)
    expect(said(checked.problems)).toEqual([])
    expect(checked.records[0]?.rows[0]).toMatchObject({ amount: fen, quantity: '1' })
  })
})

describe('columns as a person mapped them', () => {
  const rows = [['谁家', '亩', '发的钱', '电话'], ['张三', '1', '69', '无']]

  test('a chosen field fills from an unknown column, and a column left out is not asked about again', () => {
    expect(said(checkImport(subsidy, sheet(rows), village).problems)).toContain('- no-table')
    const checked = checkImport(subsidy, sheet(rows), { ...village, mapping: ['householderName', 'quantity', 'amount', null] })
    expect(said(checked.problems)).toEqual([])
    expect({ ...checked.records[0]?.rows[0] }).toEqual({ householderName: '张三', quantity: '1', amount: 6_900 })
  })

  test('a mapping of another number of columns belongs to another table', () => {
    expect(said(checkImport(subsidy, sheet(rows), { ...village, mapping: ['householderName'] }).problems)).toContain('- no-table')
  })
})

describe('one file for many villages', () => {
  const villages = [{ code: 340521100001, name: '东大社区居委会' }, { code: 340521100201, name: '白纻村村委会' }, { code: 340521100202, name: '东大村村委会' }]
  const header = ['所在村', '姓名', '补贴面积', '补贴金额']
  const check = (rows: string[][]) => checkVillages(subsidy, sheet([header, ...rows]), { villages, today: '2026-09-01', fields })

  test('lines are split by the village they name, by name or by code', () => {
    const { parts, problems } = check([['白纻村', '张三', '1', '69'], ['340521100201', '李四', '1', '69'], ['东大村村委会', '王五', '1', '69'], ['', '合计', '3', '207']])
    expect(said(problems)).toEqual([])
    expect(parts.map(part => [part.village, part.records[0]?.rows.map(row => row['householderName'])])).toEqual([[340521100201, ['张三', '李四']], [340521100202, ['王五']]])
  })

  test('a name of no village, of two villages, and a line without one are problems with their cells', () => {
    const { problems, counts } = check([['甘露村', '张三', '1', '69'], ['东大', '李四', '1', '69'], ['', '王五', '1', '69'], ['340521100203', '赵六', '1', '69']])
    expect(said(problems)).toEqual(['- no-rows', 'A2 unknown-place', 'A3 ambiguous-place', 'A4 place-missing', 'A5 unknown-place'])
    expect(counts).toEqual({ 'no-rows': 1, 'unknown-place': 2, 'ambiguous-place': 1, 'place-missing': 1 })
  })

  test('the same person with the same area is a duplicate within a village and none in another', () => {
    const twice = (name: string) => [name, '张三', '1', '69']
    expect(said(check([twice('白纻村'), twice('东大村村委会')]).problems)).toEqual([])
  })

  test('a file that names no village at all is refused line by line', () => {
    const { parts, problems } = checkVillages(subsidy, sheet([header.slice(1), ['张三', '1', '69']]), { villages, today: '2026-09-01', fields })
    expect([parts, said(problems)]).toEqual([[], ['- no-rows', '2 place-missing']])
  })
})
