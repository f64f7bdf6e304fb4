import fc from 'fast-check'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { csvLine } from '#pages/csv.ts'

describe('a spreadsheet that residents download', () => {
  test.each(['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '\n=1', ' =1', '＝1+1', '＋1', '－1', '＠x', '\u2212x', '|calc', '%x', '\uFEFF=1'])('never begins a formula: %j', text => {
    expect(read(csvLine([text]))).toEqual([`'${text}`])
  })

  test('keeps figures as figures and names as names', () => {
    expect(read(csvLine(['-12.50', '12345.60', '张*三', '第三村民组', -3, undefined]))).toEqual(['-12.50', '12345.60', '张*三', '第三村民组', '-3', ''])
  })

  test('gives back what was published, whatever it holds', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }), values => {
      expect(read(csvLine(values)).map((field, i) => field === values[i] ? field : field.replace(/^'/, ''))).toEqual(values)
    }))
  })
})

function read(line: string): string[] {
  return (parse(line, { relax_column_count: true, record_delimiter: '\r\n' }) as string[][])[0] ?? ['']
}
