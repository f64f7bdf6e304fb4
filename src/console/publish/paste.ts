import type { Field } from '#rules/disclosures/field-schema.ts'
import { fieldFor, headerWords } from '#rules/imports/headers.ts'
import type { Cells } from '../api-types.ts'

/**
 * Reads what a spreadsheet puts on the clipboard: lines of cells between tabs; a cell with a tab, a line end or a quotation
 * mark in it stands in quotation marks, which are doubled inside.
 */
export function readPasted(text: string): string[][] {
  const lines: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  const finish = () => {
    lines.at(-1)!.push(cell)
    cell = ''
  }
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]!
    if (isQuoted) {
      if (letter !== '"') cell += letter
      else if (text[i + 1] === '"') cell += text[++i]
      else isQuoted = false
    } else if (letter === '"' && cell === '') isQuoted = true
    else if (letter === '\t') finish()
    else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && text[i + 1] === '\n') i++
      finish()
      lines.push([])
    } else cell += letter
  }
  finish()
  // A copied range ends with a line end, which is not one more line.
  return lines.at(-1)!.length === 1 && lines.at(-1)![0] === '' ? lines.slice(0, -1) : lines
}

/** Whether a pasted text is more than one cell. */
export function isTable(text: string): boolean {
  const lines = readPasted(text)
  return lines.length > 1 || (lines[0]?.length ?? 0) > 1
}

export type Pasted = { rows: readonly Cells[]; pasted: number; cut: boolean; byHeader: boolean }

/**
 * Lays pasted lines over the rows from one cell on; rows are added as needed. When the first line holds names of columns,
 * every column goes where its name says, wherever the cursor stands.
 */
export function layPasted(rows: readonly Cells[], fields: readonly Field[], at: { row: number; column: number }, lines: readonly string[][], maximum: number): Pasted {
  const named = columnsByName(lines[0] ?? [], fields)
  const columns = named ?? lines.reduce<string[]>((widest, line) => (line.length > widest.length ? line : widest), []).map((_, index) => fields[at.column + index])
  const wanted = named ? lines.slice(1) : lines
  const room = Math.max(0, maximum - at.row)
  const taken = wanted.slice(0, room)
  const after = [...rows]
  for (const [index, line] of taken.entries()) {
    const cells: Cells = { ...after[at.row + index] }
    for (const [column, text] of line.entries()) {
      const field = columns[column]
      if (!field) continue
      if (text.trim() === '') delete cells[field.key]
      else cells[field.key] = text.trim()
    }
    after[at.row + index] = cells
  }
  return { rows: after, pasted: taken.length, cut: taken.length < wanted.length, byHeader: named !== undefined }
}

/** The fields that a line of column names stands for; undefined when it is no such line. One name alone may be a value. */
function columnsByName(line: readonly string[], fields: readonly Field[]): (Field | undefined)[] | undefined {
  const found = line.map(text => fieldFor(headerWords(text), fields))
  return found.filter(field => field !== undefined).length >= 2 ? found : undefined
}
