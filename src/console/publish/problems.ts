import { checkRecord } from '#rules/disclosures/check-record.ts'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { findingsIn, problemOfFinding } from '#rules/disclosures/findings.ts'
import type { ProblemCode } from '#rules/disclosures/problems.ts'
import { severityOf } from '#rules/disclosures/problems.ts'
import type { Language } from '#text/language.ts'
import { problemSentence } from '#text/problems.ts'
import type { Cells, PlacedProblem } from '../api-types.ts'
import { isEmptyRow } from './record-values.ts'

/**
 * Everything wrong with a record as typed, found with the very rules the server uses, so that a clerk sees it while typing.
 * The server has the last word all the same.
 */
export function problemsWhileTyping(schema: FieldSchema, typed: { fields: Cells; rows: readonly Cells[] }, today: string, language: Language): PlacedProblem[] {
  // A row that was only just added is not yet wrong; saving drops it.
  const kept = typed.rows.flatMap((row, index) => (isEmptyRow(row) ? [] : [index]))
  const { record, problems } = checkRecord(schema, { fields: typed.fields, rows: kept.map(index => typed.rows[index]!) }, today)
  const shown = (row: number) => (kept[row - 1] ?? row - 1) + 1
  const findings = findingsIn(schema, record, [], today).flatMap(({ place, kind }) =>
    place.part === 'attachment' ? [] : [{ place, code: problemOfFinding(kind), details: { kind } }],
  )
  return [...problems, ...findings].map(({ place, code, details }) => ({
    place: place.part,
    ...(place.key === undefined ? {} : { field: place.key }),
    ...(place.row === undefined ? {} : { row: shown(place.row) }),
    code,
    message: problemSentence({ code, part: place.part, key: place.key, details: code === 'duplicate-row' ? { ...details, first: shown(Number(details?.first)) } : details }, schema, language),
  }))
}

/** Whether a problem must be put right before handing in. A code we do not know counts as one that must. */
export function blocks(problem: PlacedProblem): boolean {
  return severityOf(problem.code as ProblemCode) === 'error'
}

/** The problems of each place, so that a cell finds its own without searching. */
export type ProblemIndex = { field: (key: string) => string | undefined; cell: (row: number, key: string) => string | undefined; row: (row: number) => string | undefined }

/** `row` counts from 0 here, as the grid does. Several problems of one cell are one text. */
export function indexProblems(problems: readonly PlacedProblem[]): ProblemIndex {
  const texts = new Map<string, string>()
  for (const problem of problems) {
    const place = placeOf(problem.place, problem.row, problem.field)
    const earlier = texts.get(place)
    texts.set(place, earlier ? `${earlier} ${problem.message}` : problem.message)
  }
  return {
    field: key => texts.get(placeOf('field', undefined, key)),
    cell: (row, key) => texts.get(placeOf('row', row + 1, key)),
    row: row => texts.get(placeOf('row', row + 1, undefined)),
  }
}

function placeOf(place: string, row: number | undefined, field: string | undefined): string {
  return `${place}:${row ?? ''}:${field ?? ''}`
}
