import type { DraftFinding } from '#rules/disclosures/draft-findings.ts'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { problemOfFinding } from '#rules/disclosures/findings.ts'
import type { Problem } from '#rules/disclosures/problems.ts'
import type { Language } from '#text/language.ts'
import { problemSentence } from '#text/problems.ts'
import { findingSentence } from '#text/mistakes.ts'
import type { JudgedFinding } from '#actions/redaction.ts'
import { fixFor, severityOfFinding } from '#rules/masking/kinds.ts'
import type { DraftFindingView } from '../contract/draft-shapes.ts'
import type { PlacedProblem } from '../contract/problem.ts'

/** A list of thousands is not read one by one: the file is mended and read anew. */
export const mostListed = 500

/** The first problems of a record as sentences with their places. The period belongs to the draft, not to any field of its schema. */
export function placedProblems(language: Language, schema: FieldSchema | undefined, problems: readonly Problem[]): PlacedProblem[] {
  return problems.slice(0, mostListed).map(({ place, code, details }) => {
    const message = problemSentence({ code, part: place.part, key: place.key, details }, schema, language)
    if (code === 'bad-period' || code === 'future-period') return { place: 'body', field: 'period', code, message }
    return { place: place.part, ...(place.key !== undefined && { field: place.key }), ...(place.row !== undefined && { row: place.row }), code, message }
  })
}

/** The first findings as sentences with their places. What was found is never repeated. */
export function placedFindings(language: Language, schema: FieldSchema, findings: readonly DraftFinding[], attachmentNames: readonly string[]): PlacedProblem[] {
  return findings.slice(0, mostListed).map(({ kind, place }) => {
    const code = problemOfFinding(kind)
    if (place.part === 'draft') return { place: 'body', field: place.key, code, message: findingSentence(language, kind, { part: place.key }) }
    if (place.part === 'attachment') return { place: 'file', code, message: findingSentence(language, kind, { part: 'attachment', name: attachmentNames[place.index] ?? '', where: place.where }) }
    const message = problemSentence({ code, part: place.part, key: place.key, details: { kind } }, schema, language)
    return { place: place.part, ...(place.key !== undefined && { field: place.key }), ...(place.row !== undefined && { row: place.row }), code, message }
  })
}

/** The first findings as the gate's own list shows them, what is accepted included. */
export function findingViews(language: Language, schema: FieldSchema, all: readonly JudgedFinding[], attachmentNames: readonly string[]): DraftFindingView[] {
  const judged = all.slice(0, mostListed)
  const placed = placedFindings(language, schema, judged.map(({ finding }) => finding), attachmentNames)
  return judged.map(({ finding: { kind, start, length, place }, fingerprint, isWaived }, index) => {
    const { place: part, field, row, message } = placed[index]!
    return {
      place: part, ...(field !== undefined && { field }), ...(row !== undefined && { row }), ...('where' in place && place.where ? { where: place.where } : {}),
      kind, severity: severityOfFinding(kind), fix: fixFor(kind), start, length, message, fingerprint, isWaived,
    }
  })
}
