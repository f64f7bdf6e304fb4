import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Value } from 'typebox/value'
import type { Language } from '#text/language.ts'
import { mistakeSentence, type MistakeKind } from '#text/mistakes.ts'
import type { PlacedProblem } from './contract/problem.ts'

type SchemaError = { readonly keyword: string; readonly instancePath: string; readonly params: object }

/** A request that does not have the shape of its contract. Fastify adds in which part. */
export class Mistaken extends Error {
  readonly errors: readonly SchemaError[]
  validationContext?: 'body' | 'headers' | 'params' | 'querystring'
  constructor(errors: readonly SchemaError[]) {
    super('request does not fit its contract')
    this.errors = errors
  }
}

/**
 * Checks a part of a request. Addresses and headers are text, so numbers in them are read; a body says what it means, and nothing in it is
 * converted or dropped.
 */
export function compileCheck({ schema, httpPart }: { schema: unknown; httpPart?: string | undefined }) {
  const check = compiled(schema as TSchema)
  return (given: unknown) => {
    const value = httpPart === 'body' ? given : Value.Convert(schema as TSchema, given)
    if (!check.Check(value)) return { error: new Mistaken(check.Errors(value) as unknown as SchemaError[]) }
    const path = isKept(value) ? undefined : findUnkeepable(value, '')
    return path === undefined ? { value } : { error: new Mistaken([{ keyword: 'unkeepable', instancePath: path, params: {} }]) }
  }
}

const checks = new WeakMap<TSchema, ReturnType<typeof Compile>>()

/** A schema of the contract is the same object for every server of a process: it is compiled once. */
function compiled(schema: TSchema): ReturnType<typeof Compile> {
  const known = checks.get(schema) ?? Compile(schema)
  checks.set(schema, known)
  return known
}

/** Whether all texts can be stored. A body may hold a million of them, so that the place is only sought once one is wrong. */
function isKept(value: unknown): boolean {
  if (typeof value === 'string') return isKeepable(value)
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isKept)
  for (const key in value) if (!isKeepable(key) || !isKept((value as Record<string, unknown>)[key])) return false
  return true
}

/** Where a text stands that no database keeps: PostgreSQL has neither the zero character nor halves of characters. */
function findUnkeepable(value: unknown, path: string): string | undefined {
  if (typeof value === 'string') return isKeepable(value) ? undefined : path
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, part] of Object.entries(value)) {
    if (!isKeepable(key)) return path
    const found = findUnkeepable(part, `${path}/${key}`)
    if (found !== undefined) return found
  }
  return undefined
}

/** Whether a text can be stored. */
export function isKeepable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

const most = 50

/** Each mistake as a sentence with its place. */
export function placedMistakes(language: Language, mistaken: Mistaken): PlacedProblem[] {
  return mistaken.errors.flatMap(error => namesOf(error).map(path => placed(language, kindOf(error.keyword), path))).slice(0, most)
}

const kinds: Readonly<Record<string, MistakeKind>> = {
  required: 'missing', additionalProperties: 'unknown', enum: 'not-one-of', const: 'not-one-of', maxLength: 'too-long', maxItems: 'too-long',
  minLength: 'too-short', minItems: 'too-short', minimum: 'out-of-range', maximum: 'out-of-range', pattern: 'wrong-form', unkeepable: 'unreadable', format: 'wrong-form', type: 'wrong-type',
}

function kindOf(keyword: string): MistakeKind {
  return kinds[keyword] ?? 'wrong-form'
}

/** The paths an error is about. `boolean` only repeats what additionalProperties says. */
function namesOf({ keyword, instancePath, params }: SchemaError): string[][] {
  const path = instancePath.split('/').slice(1).map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  if (keyword === 'boolean') return []
  if (keyword === 'required') return namesIn(params, 'requiredProperties').map(name => [...path, name])
  if (keyword === 'additionalProperties') return namesIn(params, 'additionalProperties').map(name => [...path, name])
  return [path]
}

function namesIn(params: object, key: string): string[] {
  const names = (params as Record<string, unknown>)[key]
  return Array.isArray(names) ? names.map(name => String(name).slice(0, 60)) : []
}

function placed(language: Language, kind: MistakeKind, path: readonly string[]): PlacedProblem {
  const [first, second, third] = path
  const at = first === 'fields' && second ? { place: 'field', field: second.slice(0, 60) } as const
    : first === 'rows' && second && isPlace(second) ? { place: 'row', row: Number(second) + 1, ...(third && { field: third.slice(0, 60) }) } as const
      : { place: 'body', ...(path.length > 0 && { field: path.join('.').slice(0, 120) }) } as const
  return { ...at, code: kind, message: mistakeSentence(language, kind, 'field' in at && at.field ? at.field : 'body') }
}

/** Where a list was asked for and an object came, a name stands in the place of a number. */
function isPlace(text: string): boolean {
  return /^\d{1,9}$/.test(text)
}
