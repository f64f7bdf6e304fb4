import { describe, expect, test } from 'vitest'
import type { Field } from '#rules/disclosures/field-schema.ts'
import { isTable, layPasted, readPasted } from './paste.ts'

const field = (key: string, zh: string): Field => ({ key, zh, en: key, type: 'text', required: false, audience: 'public' })
const fields = [field('date', '日期'), field('summary', '摘要'), { ...field('amount', '金额'), aliases: ['发生额'] }]

describe('what a spreadsheet puts on the clipboard', () => {
  test('is lines of cells, and the last line end is no line', () => {
    expect(readPasted('1\t2\r\n3\t4\r\n')).toEqual([['1', '2'], ['3', '4']])
    expect(readPasted('1')).toEqual([['1']])
  })

  test('a quoted cell may hold tabs, line ends and quotation marks', () => {
    expect(readPasted('"修路\n第一段"\t"他说""好"""\n')).toEqual([['修路\n第一段', '他说"好"']])
  })

  test('an inch mark inside a cell is text', () => {
    expect(readPasted('5" 水管\t2')).toEqual([['5" 水管', '2']])
  })

  test('one cell is no table and is pasted as text', () => {
    expect(isTable('12.50')).toBe(false)
    expect(isTable('12.50\t1')).toBe(true)
    expect(isTable('甲\n乙')).toBe(true)
  })
})

describe('pasting over rows', () => {
  test('begins at the cell and adds the rows it needs', () => {
    const { rows, pasted } = layPasted([{ date: '2026-01-01' }], fields, { row: 0, column: 1 }, [['买砂石', '100'], ['人工', '50']], 10)
    expect(rows).toEqual([{ date: '2026-01-01', summary: '买砂石', amount: '100' }, { summary: '人工', amount: '50' }])
    expect(pasted).toBe(2)
  })

  test('columns beyond the last are dropped, empty cells empty what was there', () => {
    const { rows } = layPasted([{ amount: '9', date: 'x' }], fields, { row: 0, column: 2 }, [['', '溢出']], 10)
    expect(rows).toEqual([{ date: 'x' }])
  })

  test('a first line of column names decides where columns go', () => {
    const { rows, byHeader } = layPasted([], fields, { row: 0, column: 2 }, [['发生额（元）', '序', '日期'], ['7', '1', '2026-02-03']], 10)
    expect(byHeader).toBe(true)
    expect(rows).toEqual([{ amount: '7', date: '2026-02-03' }])
  })

  test('never more rows than the item allows, and it says so', () => {
    const pasted = layPasted([], fields, { row: 1, column: 0 }, [['a'], ['b'], ['c']], 3)
    expect(pasted.rows.length).toBe(3)
    expect(pasted.cut).toBe(true)
  })

  test('the rows before are left as they were', () => {
    const before = [{ date: 'a' }]
    layPasted(before, fields, { row: 0, column: 0 }, [['b']], 3)
    expect(before).toEqual([{ date: 'a' }])
  })
})
