import { findTraces, type TraceKind } from '../masking/traces.ts'

/** What the units read of a complaint: its text without the person, and the numbers of the photos they may see. */
export type RedactedMatter = {
  readonly statement: string
  readonly place?: string | undefined
  readonly happened?: string | undefined
  readonly wish?: string | undefined
  readonly photos: readonly number[]
  /** Why something that identifies a person by itself still stands in it. */
  readonly reason?: string | undefined
}

export const redactionLimits = { statementLeast: 5, statement: 4000, part: 500, wish: 2000, reasonLeast: 5, reason: 500 } as const

export type RedactionRefusal =
  | { readonly code: 'redaction-missing' }
  | { readonly code: 'redaction-length'; readonly least: number; readonly most: number }
  /** Numbers of persons still stand in it, and no reason is given. */
  | { readonly code: 'redaction-personal'; readonly kinds: readonly TraceKind[] }
  | { readonly code: 'no-such-photo' }

/** The kinds of what identifies a person by itself and still stands in these texts. */
export function redKinds(...texts: readonly (string | undefined)[]): TraceKind[] {
  return [...new Set(texts.flatMap(text => findTraces(text ?? '')).filter(({ severity }) => severity === 'red').map(({ kind }) => kind))]
}

/** Why a text may not go to the units as it is, or undefined. */
export function redactionRefusal(matter: RedactedMatter, photosThere: readonly number[]): RedactionRefusal | undefined {
  const { statement, place, happened, wish, photos } = matter
  const { statementLeast: least, statement: most, part, wish: longest } = redactionLimits
  const written = lengthOf(statement)
  if (written < least || written > most || [place, happened].some(text => lengthOf(text) > part) || lengthOf(wish) > longest) return { code: 'redaction-length', least, most }
  if (!photos.every(n => photosThere.includes(n))) return { code: 'no-such-photo' }
  return keptRefusal(matter.reason, statement, place, happened, wish)
}

/** What identifies a person by itself is gone, or a reason says why it stands. */
export function keptRefusal(reason: string | undefined, ...texts: readonly (string | undefined)[]): RedactionRefusal | undefined {
  const kinds = redKinds(...texts)
  return kinds.length > 0 && lengthOf(reason) < redactionLimits.reasonLeast ? { code: 'redaction-personal', kinds } : undefined
}

function lengthOf(text: string | undefined): number {
  return [...(text ?? '').trim()].length
}
