import type { PlainDate } from '../calendar/plain-date.ts'
import type { CaseReply, ReplyField } from './reply.ts'

/** The parts of an answer that a template has words for. Who answers is never one of them. */
export const templateFields = ['found', 'done', 'nextStep', 'text'] as const
export type TemplateField = (typeof templateFields)[number]
export type TemplateWords = { readonly [Field in TemplateField]: string }

/** A skeleton of an answer. Without `category` it is for every complaint. */
export type ReplyTemplate = TemplateWords & { readonly id: string; readonly title: string; readonly category?: string | undefined; readonly validFrom: PlainDate; readonly validTo?: PlainDate | undefined }

/** What is to be filled in stands between these marks. No answer may still have one. */
const gap = /【[^【】]*】/gu
const anyMark = /[【】]/u

/**
 * An answer is built on a template when it keeps this share of its fixed words; then it must say this many characters of its own.
 * Boiler-plate sent nine times over is what made people stop asking.
 */
export const ownWords = { keptPercent: 60, least: 20 } as const

export type TemplateProblem =
  | { readonly code: 'reply-has-gap'; readonly field: ReplyField }
  | { readonly code: 'reply-is-template'; readonly title: string }
  | { readonly code: 'reply-near-template'; readonly title: string; readonly own: number; readonly least: number }

/** Why an answer may not be sent as far as templates go: a gap is left, or it says nothing beyond one of them. */
export function templateProblem(reply: CaseReply, templates: readonly (TemplateWords & { readonly title: string })[]): TemplateProblem | undefined {
  const gapped = (['found', 'done', 'nextStep', 'text', 'answeredBy'] as const).find(field => anyMark.test(reply[field] ?? ''))
  if (gapped) return { code: 'reply-has-gap', field: gapped }
  const said = lettersOf(reply)
  for (const template of templates) {
    const own = ownCharacters(said, lettersOf(withoutGaps(template)))
    if (own === 0) return { code: 'reply-is-template', title: template.title }
    if (own !== undefined && own < ownWords.least) return { code: 'reply-near-template', title: template.title, own, least: ownWords.least }
  }
  return undefined
}

/** Whether a template is offered on a day for an item of a category. */
export function isOffered(template: Pick<ReplyTemplate, 'category' | 'validFrom' | 'validTo'>, day: PlainDate, category: string | undefined): boolean {
  return template.validFrom <= day && (template.validTo === undefined || day <= template.validTo) && (template.category === undefined || template.category === category)
}

/** Why words make no template, or undefined: without a gap it would be an answer to everything. */
export function templateWordsProblem(words: TemplateWords): 'template-without-gap' | 'template-empty' | undefined {
  if (lettersOf(words).length === 0 || words.found.trim() === '' || words.done.trim() === '') return 'template-empty'
  return (['found', 'done'] as const).every(field => words[field].match(gap) !== null) ? undefined : 'template-without-gap'
}

/** What is filled in: nothing, if the answer is not built on the template at all. */
function ownCharacters(said: readonly string[], fixed: readonly string[]): number | undefined {
  // More than the template and the least together cannot be near it: the long comparison is for the short answers.
  if (said.length >= fixed.length + ownWords.least) return undefined
  const common = longestCommon(said, fixed)
  return common * 100 >= fixed.length * ownWords.keptPercent ? said.length - common : undefined
}

function withoutGaps(words: TemplateWords): TemplateWords {
  const [found, done, nextStep, text] = templateFields.map(field => words[field].replace(gap, '')) as [string, string, string, string]
  return { found, done, nextStep, text }
}

/** Letters and digits alone: a space or a full stop more is nothing more. */
function lettersOf(words: { readonly [Field in TemplateField]?: string | undefined }): string[] {
  return [...templateFields.map(field => words[field] ?? '').join('').replace(/[^\p{L}\p{N}]/gu, '')]
}

/** The length of the longest common subsequence. */
function longestCommon(one: readonly string[], other: readonly string[]): number {
  let before = new Uint16Array(other.length + 1)
  for (const letter of one) {
    const row = new Uint16Array(other.length + 1)
    for (let i = 1; i <= other.length; i++) row[i] = letter === other[i - 1] ? before[i - 1]! + 1 : Math.max(before[i]!, row[i - 1]!)
    before = row
  }
  return before[other.length]!
}
