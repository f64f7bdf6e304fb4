/** A cell as the person who opens the file sees it. A day keeps both what it is and how it was written. */
export type Cell = string | { readonly date: string; readonly text: string }

/** A rectangle of merged cells; rows and columns count from 0, the last ones included. Its value stands in the first cell. */
export type Merge = { readonly row: number; readonly column: number; readonly lastRow: number; readonly lastColumn: number }

/** One sheet. `rows[0]` is row 1 of the file; rows without content are empty arrays, trailing ones are left out. */
export type Sheet = {
  readonly name: string
  readonly hidden: boolean
  readonly rows: Cell[][]
  /** Row numbers (from 1) that the file hides but that hold content. */
  readonly hiddenRows: number[]
  readonly merges: Merge[]
}

/** Why a file was not read. */
export type RefusalCode =
  | 'empty-file' | 'file-too-large' | 'unpacked-too-large' | 'suspicious-archive' | 'damaged-file' | 'too-many-rows'
  | 'too-many-columns' | 'too-slow' | 'old-xls' | 'web-page' | 'not-a-spreadsheet' | 'unknown-encoding' | 'broken-csv' | 'unreadable-file'

export type Refusal = { readonly code: RefusalCode; readonly details?: Readonly<Record<string, string | number>> }

/** How much a file may cost. Whoever exceeds a limit is refused; nothing is cut short in silence. */
export type Limits = {
  readonly fileBytes: number
  readonly unpackedBytes: number
  readonly archiveEntries: number
  /** Unpacked ÷ packed size of one archive member, looked at once it has grown past `ratioFromBytes`. */
  readonly ratio: number
  readonly ratioFromBytes: number
  readonly rows: number
  readonly columns: number
  readonly cells: number
  readonly sheets: number
  readonly milliseconds: number
  readonly heapMegabytes: number
}

export const defaultLimits: Limits = {
  fileBytes: 20_000_000,
  // A list of 100,000 lines unpacks to 43 MB with five columns, to some 60 with nine. A claim is believed until so much has been
  // unpacked, so a lie behind a true list takes as long as this allows.
  unpackedBytes: 80_000_000,
  archiveEntries: 2_000,
  // Sheets of real villages pack 8 to 40 times; deflate can pack at most 1,032 times, and bombs come close to that.
  ratio: 120,
  ratioFromBytes: 2_000_000,
  rows: 200_000,
  columns: 200,
  cells: 4_000_000,
  sheets: 100,
  milliseconds: 10_000,
  heapMegabytes: 256,
}

/** Thrown inside the reading process when a file breaks a limit or is not what it should be; it never reaches callers. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(code: RefusalCode, details?: Refusal['details']) {
    super(code)
    this.refusal = details === undefined ? { code } : { code, details }
  }
}
