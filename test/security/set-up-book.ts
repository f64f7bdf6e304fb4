import { columnWords, setUpColumns } from '#rules/organisation/set-up-words.ts'
import { writeXlsx } from '#platform/spreadsheets/write-xlsx.ts'

/** A person of the spreadsheet, by the columns that are filled. */
export type Row = Readonly<Partial<Record<(typeof setUpColumns)[number], string>>>

/** The spreadsheet as an administrator sends it. */
export function peopleBook(rows: readonly Row[]): Buffer {
  return writeXlsx([{ name: '人员', rows: [setUpColumns.map(column => columnWords[column].zh[0]), ...rows.map(row => setUpColumns.map(column => row[column] ?? ''))] }])
}
