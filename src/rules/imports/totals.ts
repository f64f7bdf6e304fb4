import { sizeOf, writtenSize } from '#rules/disclosures/checks.ts'
import type { Field, FieldSchema } from '#rules/disclosures/field-schema.ts'
import { parseInteger, parseMoney, parseQuantity } from '#rules/disclosures/figures.ts'
import type { ImportProblem } from './import-problem.ts'
import type { Column, FoundTable, TypedAt } from './find-table.ts'

/** `isWhole` falls when a line cannot be read: that is reported where it stands, and the sum says nothing any more. */
type Sums = { all: bigint; sinceTotal: bigint; sinceSubtotal: bigint; isWhole: boolean }

/** Adds up the columns of a table so that the total rows of the sheet can be held against it. */
export class RunningTotals {
  readonly #columns: readonly Column[]
  readonly #sums = new Map<Column, Sums>()

  constructor(schema: FieldSchema, table: FoundTable) {
    const keys = summedKeys(schema)
    this.#columns = table.columns.filter(({ field, isRepeated }) =>
      field !== undefined && !isRepeated && (table.part === 'field' ? field.type === 'money' : keys.has(field.key)))
    for (const column of this.#columns) this.#sums.set(column, { all: 0n, sinceTotal: 0n, sinceSubtotal: 0n, isWhole: true })
  }

  /** Counts a data line, whether or not it is accepted: the sheet's own total counts it too. */
  add(row: number, typed: TypedAt): void {
    for (const [column, sums] of this.#sums) {
      const read = sizeAt(column, row, typed)
      if (read === 'unreadable') sums.isWhole = false
      const size = typeof read === 'bigint' ? read : 0n
      sums.all += size
      sums.sinceTotal += size
      sums.sinceSubtotal += size
    }
  }

  /** Holds a total row against the lines above it. A total may count everything or only what follows the total before it. */
  compare(kind: 'total' | 'subtotal', row: number, typed: TypedAt): ImportProblem[] {
    return [...this.#sums].flatMap(([column, sums]) => {
      const found = sizeAt(column, row, typed)
      const allowed = kind === 'total' ? [sums.all, sums.sinceTotal] : [sums.sinceSubtotal]
      const expected = allowed[0] ?? 0n
      sums.sinceSubtotal = 0n
      if (kind === 'total') sums.sinceTotal = 0n
      if (found === undefined || !sums.isWhole || (found !== 'unreadable' && allowed.includes(found))) return []
      const details = { expected: writtenSize(column.field, expected), found: found === 'unreadable' ? typed(column, row).slice(0, 20) : writtenSize(column.field, found) }
      return [{ part: 'row' as const, code: 'total-mismatch' as const, row: row + 1, column: column.index, ...(column.field && { key: column.field.key }), details }]
    })
  }
}

function summedKeys(schema: FieldSchema): ReadonlySet<string> {
  const checked = schema.checks.flatMap(check =>
    check.kind === 'sum' ? [check.row] : check.kind === 'balance' ? [check.income, check.expense] : [])
  return new Set(schema.totalOf === undefined ? checked : [...checked, schema.totalOf])
}

function sizeAt(column: Column, row: number, typed: TypedAt): bigint | 'unreadable' | undefined {
  const text = typed(column, row)
  if (text === '' || !column.field) return undefined
  const read = readFigure(column.field, text)
  return read.ok ? sizeOf(column.field, read.value) : 'unreadable'
}

function readFigure(field: Field, text: string): ReturnType<typeof parseMoney | typeof parseQuantity> {
  if (field.type === 'money') return parseMoney(text, 'yuan')
  return field.type === 'integer' ? parseInteger(text, field.unit) : parseQuantity(text, field.unit)
}
