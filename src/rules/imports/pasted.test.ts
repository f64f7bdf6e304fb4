import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import planFile from '../../../data/catalogue/schemas/project-plan.v1.json' with { type: 'json' }
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { toFieldSchema } from '#rules/disclosures/to-field-schema.ts'
import { checkImport, type CheckedImport } from './check-import.ts'
import { readPasted } from './pasted.ts'
import { cellAddress, type ImportSheet } from './sheet.ts'

const grainFile = {
  item: 'grain-subsidy-of-townships', version: 1, zh: '实际种粮一次性补贴', en: 'Grain subsidy', totalOf: 'amount',
  fields: [{ key: 'standard', zh: '补贴标准', en: 'Standard', type: 'quantity', unit: '元/亩', required: true, audience: 'public' }],
  rows: {
    zh: '明细', en: 'Lines', maximum: 1000,
    fields: [
      { key: 'township', zh: '乡镇', en: 'Township', type: 'text', required: true, audience: 'public' },
      { key: 'households', zh: '户数', en: 'Households', type: 'integer', required: true, audience: 'public' },
      { key: 'area', zh: '补贴面积', en: 'Area', type: 'quantity', unit: '亩', required: true, audience: 'public' },
      { key: 'standard', zh: '补贴标准', en: 'Standard', type: 'quantity', unit: '元/亩', required: false, audience: 'public' },
      { key: 'amount', zh: '补贴资金', en: 'Amount', type: 'money', required: true, audience: 'public' },
    ],
  },
  checks: [{ kind: 'product', a: 'area', b: 'standard', equals: 'amount', tolerance: 100 }],
}

const [grain, plan] = [grainFile, planFile].map((json): FieldSchema => {
  const read = toFieldSchema(json)
  if (!read.ok) throw new Error(read.errors.join('\n'))
  return read.value
}) as [FieldSchema, FieldSchema]

const context = { villageCode: '340521100001', villageName: '东大社区居委会', today: '2026-09-01' }

function sample(name: string): string {
  return readFileSync(new URL(`../../../test/imports/samples/${name}`, import.meta.url), 'utf8')
}

function onlySheet(text: string, html?: string): ImportSheet {
  const sheets = readPasted({ text, html })
  expect(sheets).toHaveLength(1)
  return sheets[0]!
}

function problemsOf({ problems }: CheckedImport): string[] {
  return problems.map(({ row, column, code, key }) => `${row !== undefined && column !== undefined ? cellAddress(row, column) : row ?? '-'} ${code} ${key ?? ''}`.trim())
}

describe('a table with one cell on each line', () => {
  const text = sample('longquan-grain-subsidy.cell-per-line.txt')
  const fields = { standard: '10' }

  test('is read by its running numbers; the row that lost its township is refused by name, and the row in which the table ends', () => {
    const checked = checkImport(grain, onlySheet(text), { ...context, fields })
    expect(problemsOf(checked)).toEqual(['B8 missing township', '15 cells-lost', 'D15 missing area', 'E15 missing amount'])
    const rows = checked.records[0]!.rows
    expect(rows.map(row => row['township'])).toEqual(['龙渊街道', '西街街道', '剑池街道', '八都镇', '小梅镇', '查田镇', '安仁镇', '锦溪镇', '住龙镇', '屏南镇'])
    expect({ ...rows[4] }).toEqual({ township: '小梅镇', households: 455, area: '7227.693', amount: 7_227_693 })
  })

  test('is held against area times ten yuan', () => {
    const checked = checkImport(grain, onlySheet(text.replace('74720.2', '74729.2')), { ...context, fields })
    expect(problemsOf(checked)).toContain('E11 product-mismatch amount')
  })

  test('a value that happens to be the next running number does not begin a row', () => {
    const cells = ['序号', '乡镇', '户数', '补贴面积', '补贴资金', '1', '甲镇', '2', '1', '10', '2', '乙镇', '3', '2', '20']
    const checked = checkImport(grain, onlySheet(cells.join('\n')), { ...context, fields })
    expect(problemsOf(checked)).toEqual([])
    expect(checked.records[0]?.rows.map(row => [row['township'], row['households']])).toEqual([['甲镇', 2], ['乙镇', 3]])
  })

  test('without a running number there is no table to find', () => {
    expect(readPasted({ text: '乡镇\n户数\n甲镇\n2' })).toEqual([])
    expect(readPasted({ text: '' })).toEqual([])
  })
})

describe('a table with strokes between its cells', () => {
  const text = sample('yanshi-fund-allocation.pipes.txt')

  test('the unit 万元 that stands in the header alone counts for every amount', () => {
    const checked = checkImport(plan, onlySheet(text), context)
    expect(problemsOf(checked)).toEqual([])
    expect(checked.records.map(({ fields }) => [fields['projectName'], fields['fundAmount']])).toEqual([
      ['2022年偃师区大口镇董村道路提升项目', 20_000_000], ['2022年偃师区府店镇周寨村道路提升项目', 75_000_000], ['2022年偃师区邙岭镇西蔡庄村道路提升项目', 60_000_000],
    ])
  })

  test('sources listed in the text must sum to what the text says: 768.1, not 768.0', () => {
    const wrong = text.replace('以上共计768.1万元', '以上共计768.0万元')
    const checked = checkImport(plan, onlySheet(wrong), context)
    expect(checked.problems.map(({ code, details }) => ({ code, details }))).toEqual([{ code: 'stated-sum-mismatch', details: { expected: '7681000.00', found: '7680000.00' } }])
  })

  test('a bracket that is opened twice and closed once stays as it was written', () => {
    expect(onlySheet(text).rows[0]).toEqual([expect.stringContaining('根据《偃师区巩固拓展脱贫攻坚成果领导小组办公室《关于2022年偃师区')])
  })

  test('Markdown, with strokes on both sides and a drawn line, is read too', () => {
    const sheet = onlySheet('| 项目名称 | 建设地点 |\n|---|:-:|\n| 甲 | - |\n| | 乙 |')
    expect(sheet.rows).toEqual([['项目名称', '建设地点'], [], ['甲', '-'], ['', '乙']])
  })

  test('a catalogue of items, even in traditional characters, is refused as a catalogue and gives no record', () => {
    const checked = checkImport(plan, onlySheet(sample('disclosure-catalogue.pipes.txt')), context)
    expect(problemsOf(checked)).toEqual(['- catalogue-table'])
    expect(checked.records).toEqual([])
  })

  test('headers in traditional characters are understood', () => {
    const checked = checkImport(grain, onlySheet('序號 | 鄉鎮 | 戶數 | 補貼面積(畝) | 補貼資金(元)\n1 | 甲鎮 | 2 | 1 | 10'), { ...context, fields: { standard: '10' } })
    expect(problemsOf(checked)).toEqual([])
    // What is published stays in the characters of the source.
    expect(checked.records[0]?.rows[0]?.['township']).toBe('甲鎮')
  })
})

describe('a table from the clipboard', () => {
  test('tab-separated text keeps empty cells', () => {
    expect(onlySheet('序号\t乡镇\t户数\r\n1\t\t3\r\n').rows).toEqual([['序号', '乡镇', '户数'], ['1', '', '3'], []])
  })

  test('HTML keeps merged cells, hidden rows and line breaks, and drops comments, styles and scripts', () => {
    const html = `<html><style>td{color:red}</style><!-- <td>no</td> --><table><tr><th rowspan=2>乡镇</th><th colspan="2">补贴&nbsp;情况</th></tr>
      <tr><td>面积<br>（亩）</td><td>金&#39069;</td></tr><tr style="display:none"><td>甲镇</td><td>1</td><td>&lt;10&gt;</td></tr><script>alert(1)</script></table></html>`
    const sheet = onlySheet('', html)
    expect(sheet.rows).toEqual([['乡镇', '补贴 情况'], ['', '面积\n（亩）', '金额'], ['甲镇', '1', '<10>']])
    expect(sheet.merges).toEqual([{ row: 0, column: 0, lastRow: 1, lastColumn: 0 }, { row: 0, column: 1, lastRow: 0, lastColumn: 2 }])
    expect(sheet.hiddenRows).toEqual([3])
  })

  test('several tables of a page are several sheets; a page without a table falls back to its text', () => {
    expect(readPasted({ text: '', html: '<table><tr><td>a<td>b</table><p>x</p><table><tr><td>c<td>d</table>' }).map(sheet => sheet.rows)).toEqual([[['a', 'b']], [['c', 'd']]])
    expect(onlySheet('a\tb', '<p>a b</p>').rows).toEqual([['a', 'b']])
  })

  test.each(['<table><tr><td rowspan=99999 colspan=99999>a<td>b', '<'.repeat(200_000), '<!--'.repeat(100_000), '<td '.repeat(100_000), '<style'.repeat(50_000)])('hostile HTML is read to its end: %#', html => {
    expect(readPasted({ text: '', html }).length).toBeLessThan(10) // work with the square of its length would not end in time
  })
})
