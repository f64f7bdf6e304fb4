import { sizeOf, writtenSize } from './checks.ts'
import type { Field, FieldSchema, Values } from './field-schema.ts'

/** The public header of a record, and the sums of its columns of money in fen. */
export type Summed = { readonly fields: Values; readonly sums: Values }

/** One figure of two periods, side by side, as decimal text in the field's own unit (yuan for money). */
export type ComparedFigure = {
  readonly field: Field
  /** Whether it is the sum of a column of rows. */
  readonly isSum: boolean
  readonly now: string | undefined
  readonly before: string | undefined
  /** now − before, where both are there. */
  readonly difference: string | undefined
}

const figures = ['money', 'quantity', 'integer', 'percent']

/**
 * Sets the figures of a record beside those of the period before: header fields by their key, and the sums of the columns of money.
 * The two may have been made with different versions of the schema; what only one of them has stands alone.
 */
export function compareRecords(schema: FieldSchema, now: Summed, schemaBefore: FieldSchema, before: Summed): ComparedFigure[] {
  const header = shown(schema.fields).filter(field => field.key !== 'year').map(field => {
    const earlier = schemaBefore.fields.find(({ key, type }) => key === field.key && type === field.type)
    return compared(field, false, sized(field, now.fields[field.key]), sized(earlier, earlier && before.fields[field.key]))
  })
  const columns = summedFields(schema).map(field => compared(field, true, sized(field, now.sums[field.key]), sized(field, before.sums[field.key])))
  return [...header, ...columns].filter(figure => figure.now !== undefined || figure.before !== undefined)
}

/** The columns of money that the schema itself adds up; the sum of a running balance would mean nothing. */
export function summedFields(schema: FieldSchema): Field[] {
  const added = new Set(schema.checks.flatMap(check => check.kind === 'sum' ? [check.row] : check.kind === 'balance' ? [check.income, check.expense] : []))
  return shown(schema.rows?.fields ?? []).filter(field => field.type === 'money' && (added.has(field.key) || field.key === schema.totalOf))
}

function shown(fields: readonly Field[]): Field[] {
  return fields.filter(field => field.audience === 'public' && figures.includes(field.type) && field.key !== 'seq')
}

function sized(field: Field | undefined, value: string | number | undefined): bigint | undefined {
  return field === undefined || value === undefined ? undefined : sizeOf(field, value)
}

function compared(field: Field, isSum: boolean, now: bigint | undefined, before: bigint | undefined): ComparedFigure {
  const written = (size: bigint | undefined) => (size === undefined ? undefined : writtenSize(field, size))
  return { field, isSum, now: written(now), before: written(before), difference: now === undefined || before === undefined ? undefined : writtenSize(field, now - before) }
}
