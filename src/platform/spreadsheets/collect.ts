import type { Message } from './parse.ts'
import type { Sheet } from './sheet.ts'

/** Puts together the sheets that the reader gives out in portions. */
export class SheetCollector {
  readonly sheets: Sheet[] = []
  #rows = 0

  /** How many rows with content have come so far. */
  get rows(): number {
    return this.#rows
  }

  take(message: Message): void {
    const sheet = this.sheets.at(-1)
    switch (message.kind) {
      case 'sheet':
        this.sheets.push({ name: message.name, hidden: message.hidden, rows: [], hiddenRows: [], merges: [] })
        return
      case 'rows':
        this.#rows += message.rows.length
        for (const { index, cells } of message.rows) {
          while ((sheet?.rows.length ?? index) < index) sheet?.rows.push([])
          sheet?.rows.push(cells)
        }
        return
      case 'sheet-end':
        for (const row of message.hiddenRows) sheet?.hiddenRows.push(row)
        for (const merge of message.merges) sheet?.merges.push(merge)
        return
      case 'done': case 'refused':
    }
  }
}
