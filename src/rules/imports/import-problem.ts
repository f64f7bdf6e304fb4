import type { Part } from '#rules/disclosures/field-schema.ts'
import type { ProblemCode } from '#rules/disclosures/problems.ts'

/** A problem with its place in the sheet: `row` is the row number people see, `column` counts from 0. */
export type ImportProblem = {
  readonly part: Part | 'file'
  readonly code: ProblemCode
  readonly row?: number
  readonly column?: number
  /** The field, where the problem concerns one. */
  readonly key?: string
  /** The header of a column that is no field. */
  readonly header?: string
  readonly details?: Readonly<Record<string, string | number>>
}
