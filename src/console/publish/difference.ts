import type { Cells } from '../api-types.ts'

export type CellChange = { key: string; was: string; now: string }

/** What one row became. `row` counts from 1 in the version it stands in. */
export type RowChange =
  | { kind: 'changed'; was: number; now: number; cells: CellChange[] }
  | { kind: 'added'; now: number; cells: Cells }
  | { kind: 'removed'; was: number; cells: Cells }

export type Difference = { title: CellChange | undefined; fields: CellChange[]; rows: RowChange[]; count: number }

type Version = { title: string; fields: Cells; rows: readonly Cells[] }

/** Everything that differs between two versions of a record. Equal rows are matched first; between them, rows are paired in order. */
export function differenceOf(was: Version, now: Version): Difference {
  const title = was.title === now.title ? undefined : { key: 'title', was: was.title, now: now.title }
  const fields = changedCells(was.fields, now.fields)
  const rows = changedRows(was.rows, now.rows)
  return { title, fields, rows, count: (title ? 1 : 0) + fields.length + rows.length }
}

function changedCells(was: Cells, now: Cells): CellChange[] {
  const keys = [...new Set([...Object.keys(was), ...Object.keys(now)])]
  return keys.flatMap(key => ((was[key] ?? '') === (now[key] ?? '') ? [] : [{ key, was: was[key] ?? '', now: now[key] ?? '' }]))
}

function changedRows(was: readonly Cells[], now: readonly Cells[]): RowChange[] {
  const changes: RowChange[] = []
  let wasAt = 0
  let nowAt = 0
  for (const [wasRow, nowRow] of [...equalPairs(was, now), [was.length, now.length] as const]) {
    changes.push(...changesBetween(was, now, [wasAt, wasRow], [nowAt, nowRow]))
    wasAt = wasRow + 1
    nowAt = nowRow + 1
  }
  return changes
}

/** Between two matched rows, rows are paired in order; what is left over was added or removed. */
function changesBetween(was: readonly Cells[], now: readonly Cells[], [wasFrom, wasTo]: readonly [number, number], [nowFrom, nowTo]: readonly [number, number]): RowChange[] {
  const paired = Math.min(wasTo - wasFrom, nowTo - nowFrom)
  const changes: RowChange[] = []
  for (let i = 0; i < paired; i++) {
    changes.push({ kind: 'changed', was: wasFrom + i + 1, now: nowFrom + i + 1, cells: changedCells(was[wasFrom + i]!, now[nowFrom + i]!) })
  }
  for (let i = wasFrom + paired; i < wasTo; i++) changes.push({ kind: 'removed', was: i + 1, cells: was[i]! })
  for (let i = nowFrom + paired; i < nowTo; i++) changes.push({ kind: 'added', now: i + 1, cells: now[i]! })
  return changes
}

/**
 * Pairs of equal rows whose order is the same in both versions. Each row goes to the first equal one behind the last pair:
 * not always the longest such list, but linear, and right for the few changes that a correction makes.
 */
function equalPairs(was: readonly Cells[], now: readonly Cells[]): (readonly [number, number])[] {
  const places = new Map<string, number[]>()
  for (const [index, row] of now.entries()) {
    const text = textOf(row)
    const known = places.get(text)
    if (known) known.push(index)
    else places.set(text, [index])
  }
  const candidates = was.flatMap((row, index) => {
    const here = places.get(textOf(row))?.shift()
    return here === undefined ? [] : [[index, here] as const]
  })
  return longestRising(candidates)
}

/** The longest run of pairs whose second numbers rise, so that one moved row does not unsettle all others. */
function longestRising(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const ends: number[] = []
  const before: number[] = []
  for (const [index, [, value]] of pairs.entries()) {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (pairs[ends[middle]!]![1] < value) low = middle + 1
      else high = middle
    }
    before.push(low > 0 ? ends[low - 1]! : -1)
    ends[low] = index
  }
  const chain: (readonly [number, number])[] = []
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at]!) chain.push(pairs[at]!)
  return chain.reverse()
}

function textOf(row: Cells): string {
  return JSON.stringify(Object.entries(row).filter(([, text]) => text !== '').sort(([a], [b]) => (a < b ? -1 : 1)))
}
