import { describe, expect, test } from 'vitest'
import type { Cells } from '../api-types.ts'
import { differenceOf } from './difference.ts'

const version = (rows: Cells[], fields: Cells = {}, title = '账目') => ({ title, fields, rows })
const row = (name: string, amount: string): Cells => ({ name, amount })

describe('what a correction changed', () => {
  test('equal versions have no difference, whatever the order of their keys', () => {
    expect(differenceOf(version([{ a: '1', b: '2' }]), version([{ b: '2', a: '1' }])).count).toBe(0)
  })

  test('an absent and an empty value are the same', () => {
    expect(differenceOf(version([], { a: '' }), version([], {})).count).toBe(0)
  })

  test('title and header fields are told with what they were', () => {
    const { title, fields } = differenceOf(version([], { total: '100' }), version([], { total: '120' }, '账目（更正）'))
    expect(title).toEqual({ key: 'title', was: '账目', now: '账目（更正）' })
    expect(fields).toEqual([{ key: 'total', was: '100', now: '120' }])
  })

  test('a changed amount is one changed cell of one row', () => {
    const { rows } = differenceOf(version([row('张三', '1'), row('李四', '2'), row('王五', '3')]), version([row('张三', '1'), row('李四', '20'), row('王五', '3')]))
    expect(rows).toEqual([{ kind: 'changed', was: 2, now: 2, cells: [{ key: 'amount', was: '2', now: '20' }] }])
  })

  test('a row put in the middle does not make all rows below look changed', () => {
    const { rows } = differenceOf(version([row('甲', '1'), row('乙', '2')]), version([row('甲', '1'), row('丙', '9'), row('乙', '2')]))
    expect(rows).toEqual([{ kind: 'added', now: 2, cells: row('丙', '9') }])
  })

  test('a row taken out is shown as removed', () => {
    expect(differenceOf(version([row('甲', '1'), row('乙', '2')]), version([row('乙', '2')])).rows).toEqual([{ kind: 'removed', was: 1, cells: row('甲', '1') }])
  })

  test('a row moved from the end to the front leaves the others matched', () => {
    const { rows } = differenceOf(version([row('甲', '1'), row('乙', '2'), row('丙', '3')]), version([row('丙', '3'), row('甲', '1'), row('乙', '2')]))
    expect(rows.map(change => change.kind)).toEqual(['added', 'removed'])
  })

  test('one among twenty thousand rows is found', () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => row(`测试${index}`, String(index % 7)))
    const changed = rows.with(10_000, row('测试改', '1'))
    expect(differenceOf(version(rows), version(changed)).count).toBe(1)
  })
})
