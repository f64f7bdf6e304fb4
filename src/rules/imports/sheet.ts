/** A cell of an imported sheet: its text, or a day with the text that shows it. */
export type SheetCell = string | { readonly date: string; readonly text: string }

/** Rows and columns from 0, the last ones included. */
export type MergedCells = { readonly row: number; readonly column: number; readonly lastRow: number; readonly lastColumn: number }

/** A sheet as the spreadsheet reader delivers it. `hiddenRows` are row numbers from 1. */
export type ImportSheet = {
  readonly name: string
  readonly hidden: boolean
  readonly rows: readonly (readonly SheetCell[])[]
  readonly hiddenRows: readonly number[]
  readonly merges: readonly MergedCells[]
  /** Row numbers from 1 of pasted rows that lost a cell nobody can name. */
  readonly brokenRows?: readonly number[]
}

/** The text of a cell as it is shown, without the blanks around it. */
export function textAt(sheet: ImportSheet, row: number, column: number): string {
  const cell = sheet.rows[row]?.[column] ?? ''
  return (typeof cell === 'string' ? cell : cell.text).trim()
}

/** The day of a cell that holds one. */
export function dayAt(sheet: ImportSheet, row: number, column: number): string | undefined {
  const cell = sheet.rows[row]?.[column]
  return typeof cell === 'object' ? cell.date : undefined
}

/** `C5` for row number 5 and column 2. */
export function cellAddress(rowNumber: number, column: number): string {
  return `${columnLetters(column)}${rowNumber}`
}

/** The letters of a column counted from 0: A, B, …, Z, AA. */
export function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26))
  return column < 26 ? letter : columnLetters(Math.floor(column / 26) - 1) + letter
}

/** For cells inside a merged rectangle, where its value stands. Keys are `row:column`. */
export function mergedOrigins(sheet: ImportSheet): ReadonlyMap<string, { readonly row: number; readonly column: number }> {
  const origins = new Map<string, { row: number; column: number }>()
  for (const { row, column, lastRow, lastColumn } of sheet.merges) {
    // A rectangle over whole columns of an empty sheet is not worth a million keys.
    const rows = Math.min(lastRow, row + 20_000, sheet.rows.length)
    const columns = Math.min(lastColumn, column + 200)
    if (origins.size > 200_000) break
    for (let r = row; r <= rows; r++) for (let c = column; c <= columns; c++) if (r !== row || c !== column) origins.set(`${r}:${c}`, { row, column })
  }
  return origins
}

/** The sheet an import reads: the first that is visible and has content, or the first with content at all. */
export function chooseSheet<S extends ImportSheet>(sheets: readonly S[]): S | undefined {
  const filled = sheets.filter(sheet => sheet.rows.length > 0)
  return filled.find(sheet => !sheet.hidden) ?? filled[0]
}
