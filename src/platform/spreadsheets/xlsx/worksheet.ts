import type { Archive } from '../archive.ts'
import type { Budget, NumberedRow } from '../budget.ts'
import { Refused } from '../sheet.ts'
import type { Cell, Merge } from '../sheet.ts'
import { shownNumber } from './number-format.ts'
import type { Workbook } from './workbook.ts'
import { readXml, withoutEscapes } from './xml.ts'
import type { Attributes, XmlEvents } from './xml.ts'

/** What a sheet says beside its rows. It fills while the rows are read. */
export type SheetNotes = { readonly hiddenRows: number[]; readonly merges: Merge[] }

const mostMerges = 20_000
const general = { kind: 'general' } as const

/** Reads a sheet row by row; rows without content are passed over. */
export async function* readWorksheet(archive: Archive, path: string, workbook: Workbook, budget: Budget, notes: SheetNotes): AsyncGenerator<NumberedRow> {
  const ready: NumberedRow[] = []
  for await (const _ of readXml(archive, path, eventsOf(workbook, budget, notes, ready))) yield* ready.splice(0)
}

type Reading = { row: number; hidden: boolean; cells: Cell[]; column: number; type: string; style: number; text: string; isValue: boolean; isPhonetic: boolean }

function eventsOf(workbook: Workbook, budget: Budget, notes: SheetNotes, ready: NumberedRow[]): XmlEvents {
  const now: Reading = { row: -1, hidden: false, cells: [], column: -1, type: 'n', style: -1, text: '', isValue: false, isPhonetic: false }
  return {
    open(name, attributes) {
      switch (name) {
        case 'row': return beginRow(now, attributes)
        case 'c': return beginCell(now, attributes)
        case 'v': now.isValue = true; return
        case 'rPh': now.isPhonetic = true; return
        case 't': now.isValue = !now.isPhonetic; return
        case 'mergeCell': if (notes.merges.length < mostMerges) notes.merges.push(...mergeOf(attributes['ref'] ?? ''))
      }
    },
    text(part) { if (now.isValue) now.text += part },
    close(name) {
      switch (name) {
        case 'v': case 't': now.isValue = false; return
        case 'rPh': now.isPhonetic = false; return
        case 'c': return endCell(now, workbook, budget)
        case 'row': endRow(now, budget, notes, ready)
      }
    },
  }
}

function beginRow(now: Reading, attributes: Attributes): void {
  const number = Number(attributes['r'] ?? now.row + 2)
  // Row numbers only ever grow; a file that goes back would overwrite what has been read.
  if (!Number.isSafeInteger(number) || number <= now.row + 1) throw new Refused('damaged-file', { reason: 'row numbers' })
  now.row = number - 1
  now.hidden = /^(?:1|true)$/u.test(attributes['hidden'] ?? '')
  now.cells = []
  now.column = -1
}

function beginCell(now: Reading, attributes: Attributes): void {
  now.column = attributes['r'] === undefined ? now.column + 1 : columnOf(attributes['r'])
  now.type = attributes['t'] ?? 'n'
  now.style = Number(attributes['s'] ?? '0')
  now.text = ''
}

function endCell(now: Reading, workbook: Workbook, budget: Budget): void {
  if (now.text === '') return
  const cell = cellOf(now, workbook)
  if (typeof cell === 'string' && cell.trim() === '') return
  if (now.column < 0 || now.column >= budget.limits.columns) throw new Refused('too-many-columns', { maximum: budget.limits.columns })
  while (now.cells.length < now.column) now.cells.push('')
  now.cells[now.column] = cell
}

function endRow(now: Reading, budget: Budget, notes: SheetNotes, ready: NumberedRow[]): void {
  if (now.cells.length === 0) return
  const row = { index: now.row, cells: now.cells }
  budget.spend(row)
  if (now.hidden) notes.hiddenRows.push(now.row + 1)
  ready.push(row)
}

function cellOf(now: Reading, workbook: Workbook): Cell {
  switch (now.type) {
    case 's': return workbook.strings[Number(now.text)] ?? ''
    case 'inlineStr': case 'str': return withoutEscapes(now.text)
    case 'b': return now.text === '1' ? 'TRUE' : 'FALSE'
    case 'e': return now.text
    case 'd': return { date: now.text.slice(0, 10), text: now.text }
    default: return shownNumber(now.text, workbook.formats[now.style] ?? general, workbook.is1904)
  }
}

/** The column of an address such as AB12, from 0. */
function columnOf(address: string): number {
  let column = 0
  for (let index = 0; index < Math.min(address.length, 4); index++) {
    const letter = address.charCodeAt(index) - 0x40
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}

function mergeOf(reference: string): Merge[] {
  const found = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/u.exec(reference)
  if (!found) return []
  return [{ row: Number(found[2]) - 1, column: columnOf(found[1] ?? ''), lastRow: Number(found[4]) - 1, lastColumn: columnOf(found[3] ?? '') }]
}
