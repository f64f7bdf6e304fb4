import { findPersonalData } from '../masking/detect.ts'
import { severityOfFinding, type FindingKind } from '../masking/kinds.ts'

/** Lengths in characters. A question is short: the longer it is, the more of the person is in it. */
export const textLimits = { title: { least: 4, most: 60 }, question: { least: 6, most: 300 }, answer: { least: 10, most: 2000 } } as const
export type TextField = keyof typeof textLimits

export type TextProblem =
  | { readonly field: TextField; readonly code: 'too-short' | 'too-long' | 'unreadable' | 'quotes' }
  | { readonly field: TextField; readonly code: 'personal'; readonly kind: FindingKind }

/** So many characters in a row are a quotation; whoever knows how somebody writes knows them by it. */
const longestSame = 14

/**
 * What keeps a text from being shown to everybody. `statement` is what the complainant wrote, `known` are words that are public anyway, such as
 * the title of a record, and so no quotation.
 */
export function textProblems(texts: { readonly [Field in TextField]?: string | undefined }, statement = '', known: readonly string[] = []): TextProblem[] {
  return (Object.keys(textLimits) as TextField[]).flatMap(field => (texts[field] === undefined ? [] : problemsOf(field, texts[field], statement, known)))
}

function problemsOf(field: TextField, text: string, statement: string, known: readonly string[]): TextProblem[] {
  const { least, most } = textLimits[field]
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u.test(text) || !text.isWellFormed()) return [{ field, code: 'unreadable' }]
  if ([...bare(text)].length < least) return [{ field, code: 'too-short' }]
  if ([...text].length > most) return [{ field, code: 'too-long' }]
  const kinds = new Set(findPersonalData(text, { aid: true }).map(finding => finding.kind).filter(kind => severityOfFinding(kind) === 'red'))
  return [...[...kinds].map(kind => ({ field, code: 'personal' as const, kind })), ...(quotes(text, statement, known) ? [{ field, code: 'quotes' as const }] : [])]
}

function quotes(text: string, statement: string, known: readonly string[]): boolean {
  const said = bare(text)
  // A line break stands in no bare text, so nothing is put together across what is public.
  const own = known.map(bare).filter(words => words.length > 3).reduce((rest, words) => rest.replaceAll(words, '\n'), bare(statement))
  return own.split('\n').some(part => {
    if (part.length < longestSame) return part.length === own.length && part.length > 5 && said.includes(part)
    for (let from = 0; from + longestSame <= part.length; from++) if (said.includes(part.slice(from, from + longestSame))) return true
    return false
  })
}

/** Letters and figures alone: a quotation with other commas is one. */
function bare(text: string): string {
  return text.replace(/[\s\p{P}\p{S}]/gu, '')
}
