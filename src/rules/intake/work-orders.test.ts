import { describe, expect, test } from 'vitest'
import { calendarFrom } from '../calendar/working-days.ts'
import type { PlainDate } from '../calendar/plain-date.ts'
import type { ImportSheet } from '../imports/sheet.ts'
import { readCallDay, readHotlineDue } from './days.ts'
import { findVillage, type KnownPlaces } from './find-village.ts'
import { findWorkOrders } from './work-order-columns.ts'
import { checkWorkOrders, mostWorkOrders } from './work-orders.ts'

const today = '2026-09-21' as PlainDate
const calendar = calendarFrom([])
const places: KnownPlaces = {
  villages: [
    { code: 340_522_100_200, name: '朝阳村委会' }, { code: 340_522_100_001, name: '朝阳社区居委会' }, { code: 340_522_101_200, name: '新海村委会' },
    { code: 340_522_100_211, name: '大桥村委会' }, { code: 340_522_101_211, name: '大桥村委会' },
  ],
  townships: new Map([[340_522_100_000, '环峰镇'], [340_522_101_000, '运漕镇'], [340_523_100_000, '历阳镇']]),
  counties: new Map([[340_522_000_000, '含山县'], [340_523_000_000, '和县']]),
}
const header = ['工单编号', '来电时间', '来电人', '联系电话', '诉求标题', '诉求内容', '地址/村', '办理时限']
const row = ['GD-1', '2026-09-18 14:20', '测试市民', '0000-0000000', '路灯不亮', '来电人反映村东多盏路灯损坏。', '环峰镇朝阳村', '5个工作日']
const sheetOf = (rows: string[][]): ImportSheet => ({ name: 's', hidden: false, rows, hiddenRows: [], merges: [] })
const checked = (...rows: string[][]) => {
  const sheet = sheetOf([['12345工单导出表'], header, ...rows])
  return checkWorkOrders(sheet, findWorkOrders(sheet), { places, calendar, today })
}
const withCell = (column: number, text: string) => row.map((cell, at) => (at === column ? text : cell))

describe('the day of a call', () => {
  test.each([
    ['2026-09-18', '2026-09-18'], ['2026/9/18 14:20', '2026-09-18'], ['2026年9月18日', '2026-09-18'], ['2026年9月18日 14时20分', '2026-09-18'], ['20260918', '2026-09-18'], ['2026.9.18', '2026-09-18'], ['２０２６年９月１８日', '2026-09-18'],
    ['2026-09-18T14:20:05', '2026-09-18'], ['46283', '2026-09-18'], ['46283.597', '2026-09-18'],
  ])('%s is read', (typed, day) => expect(readCallDay(typed)).toBe(day))
  test.each(['9/18/26', '昨天', '2026-02-30', '二〇二六年', '1', ''])('%s is not guessed', typed => expect(readCallDay(typed)).toBeUndefined())
})

test.each([
  ['2026-09-25', '2026-09-25'], ['5个工作日', '2026-09-28'], ['5个工作日内', '2026-09-28'], ['10天', '2026-10-01'], ['3日', '2026-09-24'], ['尽快', undefined],
])('a due day written as %s counted from Monday 21 September 2026', (typed, day) => expect(readHotlineDue(typed, today, calendar)).toBe(day))

describe('the village of an address', () => {
  test.each([
    ['含山县环峰镇朝阳村三组', 340_522_100_200], ['朝阳社区2号', 340_522_100_001], ['340522101200', 340_522_101_200], ['运漕镇大桥村', 340_522_101_211], ['新海', 340_522_101_200], ['大 桥 村(环峰)', 340_522_100_211],
    ['大桥村', undefined], ['新海路12号', undefined], ['别处的村', undefined], ['', undefined],
    // What names a county or township that another desk serves is theirs, whatever else has that name here.
    ['和县朝阳村', undefined], ['历阳镇新海村', undefined], ['含山县和县交界处朝阳村', 340_522_100_200], ['环峰镇新海村', undefined],
  ])('%s', (address, code) => expect(findVillage(address, places).code).toBe(code))
})

describe('a file of work orders', () => {
  test('is read whatever stands above its header, and personal columns stay apart from the matter', () => {
    const { orders, problems } = checked(row)
    expect(problems).toEqual([])
    expect(orders).toEqual([{
      row: 3, number: 'GD-1', calledOn: '2026-09-18', dueOn: '2026-09-25', person: { name: '测试市民', phone: '0000-0000000' },
      form: { villageCode: 340_522_100_200, statement: '路灯不亮\n来电人反映村东多盏路灯损坏。', place: '环峰镇朝阳村' },
    }])
  })

  test.each<[string, number, string, string, string]>([
    ['no number', 0, '', 'missing', 'A3'], ['a number in powers of ten', 0, '3.40522E+15', 'number-mangled', 'A3'], ['a number without end', 0, '1'.repeat(61), 'number-too-long', 'A3'],
    ['no day', 1, '', 'missing', 'B3'], ['a day nobody can read', 1, '上周五', 'not-a-day', 'B3'], ['the day after today', 1, '2026-09-22', 'day-in-future', 'B3'],
    ['a due day before the call', 7, '2026-09-17', 'due-before-call', 'H3'], ['a due day nobody can read', 7, '尽快', 'not-a-due-day', 'H3'], ['an unknown place', 6, '外县某村', 'unknown-village', 'G3'], ['a name two villages have', 6, '大桥村', 'ambiguous-village', 'G3'],
    ['a content without end', 5, '很'.repeat(4001), 'too-long', 'F3'], ['invisible characters', 5, '来电人反映\u202e路灯损坏。', 'unreadable-characters', 'F3'],
  ])('with %s is named by its cell, and no order is made of the row', (_, column, text, code, cell) => {
    const { orders, problems } = checked(withCell(column, text))
    expect(problems).toContainEqual(expect.objectContaining({ code, cell, row: 3 }))
    expect(orders).toEqual([])
  })

  test('today and a due day on the day of the call are taken', () => {
    expect(checked(withCell(1, '2026-09-21').map((cell, at) => (at === 7 ? '2026-09-21' : cell))).problems).toEqual([])
  })

  test('with one number twice names both cells', () => {
    expect(checked(row, withCell(0, 'ＧＤ-1')).problems).toEqual([{ code: 'number-repeated', field: 'number', row: 4, cell: 'A4', details: { other: 'A3' } }])
  })

  test('with a telephone number in the text warns before a unit sees it, and never repeats the number', () => {
    const { orders, problems } = checked(withCell(5, '请回拨13800138000，路灯损坏。'))
    expect(orders).toHaveLength(1)
    expect(problems).toEqual([{ code: 'personal-data', field: 'content', row: 3, cell: 'F3', details: { kind: 'phone' } }])
  })

  test('with a masked telephone or an anonymous caller is taken as it is', () => {
    const { orders, problems } = checked(withCell(3, '138****8000'), withCell(0, 'GD-2').map((cell, at) => (at === 2 ? '匿名' : at === 3 ? '' : cell)))
    expect(problems).toMatchObject([{ code: 'not-a-phone', cell: 'D3' }])
    expect(orders.map(({ person }) => person)).toEqual([{ name: '测试市民', phone: '138****8000' }, undefined])
  })

  test('without a column that is needed, without rows, or with too many says so once', () => {
    const sheet = sheetOf([['工单编号', '来电时间', '诉求内容'], ['1', '2026-09-18', '路灯坏了很久']])
    expect(checkWorkOrders(sheet, findWorkOrders(sheet), { places, calendar, today }).problems).toEqual([{ code: 'missing-column', field: 'place', row: 1 }])
    expect(checked().problems).toEqual([{ code: 'no-orders' }])
    expect(checked(...Array.from({ length: mostWorkOrders + 1 }, (_, n) => withCell(0, `GD-${n}`))).problems).toMatchObject([{ code: 'too-many-orders' }])
    expect(checkWorkOrders(sheetOf([['甲', '乙']]), undefined, { places, calendar, today }).problems).toEqual([{ code: 'no-table' }])
  })
})

test.each([['编号', 'number'], ['受理编号', 'number'], ['受理时间', 'calledOn'], ['市民姓名', 'caller'], ['来电号码', 'phone'], ['联系方式', 'phone'], ['工单标题', 'title'], ['工单内容', 'content'], ['问题描述', 'content'], ['事发地址', 'place'], ['所在村', 'place'], ['办结时限', 'dueOn'], ['截止时间', 'dueOn']])('a column called %s is the %s', (name, field) => {
  expect(findWorkOrders(sheetOf([[name, ...header.slice(0, 8)]]))?.columns[0]).toMatchObject({ field, header: name })
})
