import { describe, expect, test } from 'vitest'
import { sameLines, type LineWithValue } from './same-line.ts'

const line = (version: number, seq: number, whole: string, hidden: LineWithValue['hidden'] = {}): LineWithValue => ({ version, seq, line: whole, hidden })
const found = (mine: LineWithValue, others: LineWithValue[], isMasked = false) => sameLines(mine, [mine, ...others], 'name', isMasked).map(({ version, seq }) => `${version}/${seq}`)

describe('a line is followed into another version where it is provably the same', () => {
  const mine = line(2, 1, 'a')
  test.each<[string, LineWithValue[], boolean, string[]]>([
    ['the whole line stands there, wherever', [line(1, 7, 'a')], false, ['1/7', '2/1']],
    ['another cell of it was corrected, and nobody else has this value', [line(1, 1, 'b')], false, ['1/1', '2/1']],
    ['two lines of that version have the value and neither is the whole line', [line(1, 1, 'b'), line(1, 2, 'c')], false, ['2/1']],
    ['two lines of its own version have the value', [line(2, 2, 'c'), line(1, 1, 'b')], false, ['2/1']],
    ['the whole line stands there twice and here once', [line(1, 1, 'a'), line(1, 2, 'a')], false, ['2/1']],
    ['behind a masked value another person may be, unless what was entered is known', [line(1, 1, 'b')], true, ['2/1']],
  ])('%s', (_, others, isMasked, places) => expect(found(mine, others, isMasked)).toEqual(places))

  test('of lines that say the very same as often here as there, it is the one in the same place among them', () => {
    expect(found(line(2, 4, 'a'), [line(2, 2, 'a'), line(1, 1, 'a'), line(1, 3, 'a')])).toEqual(['1/3', '2/4'])
  })
  test('what was entered tells two people behind one masked name apart, and shows that one is one', () => {
    const entered = (name: string) => ({ name })
    expect(found(line(2, 1, 'a', entered('x')), [line(1, 1, 'a', entered('y')), line(1, 2, 'a', entered('x'))], true)).toEqual(['1/2', '2/1'])
    expect(found(line(2, 1, 'a', entered('x')), [line(1, 1, 'b', entered('x'))], true)).toEqual(['1/1', '2/1'])
    expect(found(line(2, 1, 'a', entered('x')), [line(1, 1, 'a', entered('y'))], true)).toEqual(['2/1'])
  })
})
