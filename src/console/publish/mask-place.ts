import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { isAidList } from '#rules/disclosures/findings.ts'
import { maskFindings } from '#rules/masking/mask-findings.ts'
import type { Draft, PlacedProblem } from '../api-types.ts'
import { withField, withRowCell, type RecordValues } from './record-values.ts'

type Where = Pick<PlacedProblem, 'place' | 'field' | 'row'>

/** What is typed, with everything personal at one place masked or left out; undefined where one tap cannot put it right. */
export function withMasked(schema: FieldSchema, values: RecordValues, where: Where): RecordValues | undefined {
  const typed = textAt(values, where)
  const masked = typed === undefined ? undefined : maskFindings(typed, { aid: where.place === 'row' && isAidList(schema) })
  if (masked === undefined || masked === typed) return undefined
  const { place, field = '', row = 0 } = where
  if (place === 'field') return withField(values, field, masked)
  if (place === 'row') return { ...values, rows: withRowCell(values.rows, row - 1, field, masked) }
  return field === 'title' ? { ...values, title: masked } : { ...values, reason: masked }
}

/** Problems less those that a second person has accepted, as long as nobody has changed a letter of the place since. */
export function withoutAccepted(problems: readonly PlacedProblem[], draft: Draft, values: RecordValues): PlacedProblem[] {
  if (!draft.findings.some(finding => finding.isWaived)) return [...problems]
  const stored: RecordValues = { period: draft.period, title: draft.title, reason: draft.reason ?? '', fields: draft.fields, rows: draft.rows }
  return problems.filter(problem => {
    if (problem.code !== 'personal-data' || textAt(stored, problem) !== textAt(values, problem)) return true
    const here = draft.findings.filter(finding => finding.severity === 'red' && finding.place === problem.place && finding.field === problem.field && finding.row === problem.row)
    return here.length === 0 || here.some(finding => !finding.isWaived)
  })
}

function textAt(values: RecordValues, { place, field = '', row = 0 }: Where): string | undefined {
  switch (place) {
    case 'field': return values.fields[field]
    case 'row': return values.rows[row - 1]?.[field]
    case 'body': return field === 'title' ? values.title : field === 'reason' ? values.reason : undefined
    case 'file': return undefined
  }
}
