import { openArchive } from './archive.ts'
import { Budget } from './budget.ts'
import type { NumberedRow } from './budget.ts'
import { readCsv } from './csv.ts'
import { Refused } from './sheet.ts'
import type { Limits, Merge, Refusal } from './sheet.ts'
import { sniff } from './sniff.ts'
import { readWorkbook } from './xlsx/workbook.ts'
import { readWorksheet } from './xlsx/worksheet.ts'

/** What the reading process says, in this order: for each sheet its begin, its rows in portions, its end; then done or refused. */
export type Message =
  | { readonly kind: 'sheet'; readonly name: string; readonly hidden: boolean }
  | { readonly kind: 'rows'; readonly rows: readonly NumberedRow[] }
  | { readonly kind: 'sheet-end'; readonly hiddenRows: readonly number[]; readonly merges: readonly Merge[] }
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

const rowsInPortion = 1_000

/** Reads a file from its bytes and says what is in it. Whatever is wrong with the file becomes a refusal, never an exception. */
export async function* parseSpreadsheet(bytes: Buffer, limits: Limits): AsyncGenerator<Message> {
  try {
    if (bytes.length > limits.fileBytes) throw new Refused('file-too-large', { maximum: limits.fileBytes })
    const content = sniff(bytes)
    const budget = new Budget(limits)
    if (content.kind === 'text') yield* oneSheet('', false, readCsv(content.text, budget), { hiddenRows: [], merges: [] })
    else yield* workbook(bytes, limits, budget)
    yield { kind: 'done' }
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause
    yield { kind: 'refused', refusal: cause.refusal }
  }
}

async function* workbook(bytes: Buffer, limits: Limits, budget: Budget): AsyncGenerator<Message> {
  const archive = await openArchive(bytes, limits)
  const book = await readWorkbook(archive, limits)
  if (book.sheets.length === 0) throw new Refused('damaged-file', { reason: 'no sheet' })
  for (const { name, hidden, path } of book.sheets) {
    const notes = { hiddenRows: [], merges: [] }
    yield* oneSheet(name, hidden, readWorksheet(archive, path, book, budget, notes), notes)
  }
}

async function* oneSheet(name: string, hidden: boolean, rows: AsyncIterable<NumberedRow>, notes: { hiddenRows: number[]; merges: Merge[] }): AsyncGenerator<Message> {
  yield { kind: 'sheet', name, hidden }
  let portion: NumberedRow[] = []
  for await (const row of rows) {
    portion.push(row)
    if (portion.length < rowsInPortion) continue
    yield { kind: 'rows', rows: portion }
    portion = []
  }
  if (portion.length > 0) yield { kind: 'rows', rows: portion }
  yield { kind: 'sheet-end', ...notes }
}
