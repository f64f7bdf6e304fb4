import type { PlainDate } from '../calendar/plain-date.ts'
import { toPlainDate } from '../calendar/plain-date.ts'
import { elements, readObject, refuseRepeats, requiredText } from '../catalogue/json-shape.ts'
import { templateWordsProblem, type ReplyTemplate } from './reply-templates.ts'

/** Narrows the file of templates in data/cases. Names every mistake with its place. */
export function toReplyTemplates(json: unknown): { readonly ok: true; readonly value: readonly ReplyTemplate[] } | { readonly ok: false; readonly errors: readonly string[] } {
  const errors: string[] = []
  const file = readObject(json, 'file', errors)
  const given = file.members['validFrom']
  const validFrom = typeof given === 'string' ? toPlainDate(given) : undefined
  if (!validFrom) errors.push('file.validFrom must be a day')
  const templates = elements(file, 'templates', true).map(({ value, path }) => templateIn(value, path, validFrom ?? ('1970-01-01' as PlainDate), errors))
  refuseRepeats(errors, 'file.templates', templates.map(template => template.id))
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value: templates }
}

function templateIn(value: unknown, path: string, validFrom: PlainDate, errors: string[]): ReplyTemplate {
  const reader = readObject(value, path, errors)
  const { category, nextStep } = reader.members
  const words = { found: requiredText(reader, 'found'), done: requiredText(reader, 'done'), nextStep: typeof nextStep === 'string' ? nextStep : '', text: requiredText(reader, 'text') }
  const problem = templateWordsProblem(words)
  if (problem) errors.push(`${path} is a ${problem}`)
  return { id: requiredText(reader, 'id'), title: requiredText(reader, 'title'), ...(typeof category === 'string' && { category }), ...words, validFrom }
}
