import type { Value } from './field-schema.ts'
import { narrowDigits } from './figures.ts'

/** A paper whose number does not follow the one before it: from `after` to `before` of the series `prefix`, `missing` numbers are not there. */
export type Gap = { readonly row: number; readonly prefix: string; readonly after: number; readonly before: number; readonly missing: number }

/**
 * Gaps in numbered papers such as 记-1, 记-2, 收-1. Each word before the digits is a series of its own; a series may begin with any
 * number, and one paper may stand in several rows. What has no digits at its end belongs to no series. `row` counts from 1.
 */
export function findGaps(values: readonly (Value | undefined)[]): Gap[] {
  const papers = growingSeries()
  for (const [index, value] of values.entries()) papers.take(value, index + 1)
  return papers.gaps()
}

/** The same, paper by paper as they come. */
export function growingSeries(): { take(value: Value | undefined, row: number): void; gaps(): Gap[] } {
  const series = new Map<string, Map<number, number>>()
  return {
    take(value, row) {
      const paper = readPaper(value)
      if (!paper) return
      const numbers = series.get(paper.prefix) ?? new Map<number, number>()
      series.set(paper.prefix, numbers)
      if (!numbers.has(paper.number)) numbers.set(paper.number, row)
    },
    gaps: () => [...series].flatMap(([prefix, numbers]) => gapsOf(prefix, numbers)).sort((a, b) => a.row - b.row),
  }
}

function gapsOf(prefix: string, rowOf: ReadonlyMap<number, number>): Gap[] {
  const numbers = [...rowOf.keys()].sort((a, b) => a - b)
  return numbers.flatMap((number, index) => {
    const after = numbers[index - 1]
    if (after === undefined || number === after + 1) return []
    return [{ row: rowOf.get(number) ?? 0, prefix, after, before: number, missing: number - after - 1 }]
  })
}

// 记-003, 记字第3号 and 记 3 are one and the same paper. Longer digits are contract or project numbers, which need not run on.
function readPaper(value: Value | undefined): { prefix: string; number: number } | undefined {
  const [, words = '', digits] = /^(.*?)(?<!\d)(\d{1,6})号?$/u.exec(narrowDigits(String(value ?? '')).trim()) ?? []
  if (digits === undefined) return undefined
  return { prefix: words.replace(/[\s\-—–_.第]|字第?/gu, ''), number: Number(digits) }
}
