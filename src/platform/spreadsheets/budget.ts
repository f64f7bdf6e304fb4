import { Refused } from './sheet.ts'
import type { Cell, Limits } from './sheet.ts'

/** One row with content: its number from 0 and its cells. */
export type NumberedRow = { readonly index: number; readonly cells: Cell[] }

/** Counts rows and cells over all sheets of one file and refuses the first that is too many. */
export class Budget {
  readonly limits: Limits
  #rows = 0
  #cells = 0

  constructor(limits: Limits) {
    this.limits = limits
  }

  /** Counts one row that has content. */
  spend(row: NumberedRow): void {
    this.#rows += 1
    this.#cells += row.cells.length
    const { rows, cells, columns } = this.limits
    if (this.#rows > rows || row.index >= rows || this.#cells > cells) throw new Refused('too-many-rows', { maximum: rows })
    if (row.cells.length > columns) throw new Refused('too-many-columns', { maximum: columns })
  }
}
