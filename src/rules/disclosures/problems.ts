import type { Part } from './field-schema.ts'

/** Why a file could not be opened as a spreadsheet at all. */
export const fileProblemCodes = [
  'empty-file', 'file-too-large', 'unpacked-too-large', 'suspicious-archive', 'damaged-file', 'too-many-rows',
  'too-many-columns', 'too-slow', 'old-xls', 'web-page', 'not-a-spreadsheet', 'unknown-encoding', 'broken-csv', 'unreadable-file',
] as const

/** Everything that can be wrong with a record, a period, a table or a file. Each has its sentence in text/problems.ts. */
export const problemCodes = [
  ...fileProblemCodes,
  'missing', 'too-long', 'forbidden-character', 'not-text', 'not-money', 'negative', 'too-many-decimals', 'too-large',
  'not-quantity', 'not-integer', 'not-percent', 'not-date', 'future-date', 'not-choice', 'unknown-field', 'rows-not-allowed', 'row-limit',
  'balance-mismatch', 'sum-mismatch', 'count-mismatch', 'parts-mismatch', 'product-mismatch', 'wrong-order', 'exceeds', 'duplicate-row', 'one-of',
  'carry-mismatch', 'exceeds-sum', 'shares-mismatch', 'sequence-gap',
  'bad-period', 'future-period',
  'erased-value', 'project-code-missing', 'project-unknown', 'stage-missing', 'stage-days',
  'no-table', 'no-rows', 'missing-column', 'unknown-column', 'duplicate-column', 'column-not-kept', 'other-place', 'place-missing', 'duplicate-title',
  'cells-lost', 'catalogue-table', 'other-tables', 'unknown-place', 'ambiguous-place',
  'total-mismatch', 'stated-sum-mismatch', 'other-unit', 'hidden-row', 'hidden-sheet', 'formula-error', 'personal-data', 'personal-look',
] as const
export type ProblemCode = (typeof problemCodes)[number]

/** Where a problem is. `row` counts data rows from 1. */
export type Place = { readonly part: Part | 'file'; readonly key?: string; readonly row?: number }

export type Problem = {
  readonly place: Place
  readonly code: ProblemCode
  readonly details?: Readonly<Record<string, string | number>>
}

// A clerk should look at these, but the rows they point at can be published as they stand.
const warnings: ReadonlySet<ProblemCode> = new Set([
  'unknown-column', 'column-not-kept', 'duplicate-title', 'hidden-row', 'hidden-sheet', 'personal-look', 'other-tables', 'stated-sum-mismatch',
])

/** Whether a problem blocks what it points at, or only asks a person to look. */
export function severityOf(code: ProblemCode): 'error' | 'warning' {
  return warnings.has(code) ? 'warning' : 'error'
}
