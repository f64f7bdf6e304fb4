import { readFileSync } from 'node:fs'

type Schema = { readonly [word: string]: unknown } & { readonly $ref?: string; readonly type?: string; readonly properties?: Record<string, Schema>; readonly required?: readonly string[] }
type Parameter = { readonly name: string; readonly in: 'path' | 'query' | 'header'; readonly required?: boolean; readonly schema: Schema }
type Operation = { readonly operationId: string; readonly parameters?: readonly Parameter[]; readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> } }
type Document = { readonly paths: Record<string, Record<string, Operation>>; readonly components: { readonly schemas: Record<string, Schema> } }

/** A request made up for one operation of the document: of the right shape, or nearly. */
export type MadeUp = { readonly operationId: string; readonly method: string; readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly payload?: string }

/** Words that exist in the world, so that requests get further than the first question. */
export type Known = { readonly ids: readonly string[]; readonly places: readonly number[] }

const document = JSON.parse(readFileSync(new URL('../../src/api/openapi.json', import.meta.url), 'utf8')) as Document

const odd = ['', ' ', '\0', '\ud800', '\u202e', '1\'; drop table case_file;--', '../../etc/passwd', '%00', '𠮷'.repeat(50), 'x'.repeat(5000), '-1', '1e400', 'null', '9223372036854775808', '<script>', '2026-02-30', '0000-00-00', '{{7*7}}', '${1}', '=1+1']
const oddValues: readonly unknown[] = [null, true, 0, -1, 1.5, 1e308, 2 ** 63, -2_147_483_649, [], {}, [[]], [null], ...odd]
const ofPattern: readonly [RegExp, string][] = [[/\[0-9a-f\]\{64/u, 'ab'.repeat(32)], [/\[0-9\]\{20/u, '12345678901234567890'], [/a-zA-Z0-9\+|A-Za-z0-9\+/iu, 'YWJj'], [/\[a-z\]\[a-z0-9-\]/u, 'village-affairs'], [/\[1-9\]\[0-9\]\?/u, '3.1']]

/** The same requests for the same seed, each operation in its turn. */
export function* requestsFor(seed: number, count: number, known: Known): Generator<MadeUp> {
  const random = randomBy(seed)
  const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))
  for (let n = 0; n < count; n++) {
    const { path, method, operation } = operations[n % operations.length]!
    yield makeUp(random, known, path, method.toUpperCase(), operation)
  }
}

function makeUp(random: Random, known: Known, path: string, method: string, operation: Operation): MadeUp {
  let url = path
  const query: string[] = []
  const headers: Record<string, string> = {}
  for (const { name, in: place, schema, required } of operation.parameters ?? []) {
    const value = text(random.one(10) ? random.of(oddValues) : valueOf(random, known, schema))
    if (place === 'path') url = url.replace(`{${name}}`, encodeURIComponent(value.toWellFormed()) || '%20')
    else if (place === 'query' && (required || random.one(2))) query.push(`${name}=${encodeURIComponent(value.toWellFormed())}`)
    else if (place === 'header') headers[name] = `key-${Math.floor(random.next() * 1e9)}-made-up-here`
  }
  const content = operation.requestBody?.content
  const [type, body] = Object.entries(content ?? {})[0] ?? []
  const made = { operationId: operation.operationId, method, url: query.length > 0 ? `${url}?${query.join('&')}` : url }
  if (type === undefined || body === undefined) return { ...made, headers }
  if (type !== 'application/json') return { ...made, headers: { ...headers, 'content-type': `${type}; boundary=x` }, payload: formOf(random) }
  const payload = JSON.stringify(random.one(3) ? spoilt(random, valueOf(random, known, body.schema)) : valueOf(random, known, body.schema))
  return { ...made, headers: { ...headers, 'content-type': 'application/json' }, payload: random.one(60) ? payload.slice(0, -1) : payload }
}

function formOf(random: Random): string {
  const part = (name: string, value: string) => `--x\r\ncontent-disposition: form-data; name="${name}"${random.one(2) ? '; filename="a.xlsx"' : ''}\r\n\r\n${value}\r\n`
  return `${part(random.of(['file', 'villageCode', 'item', '__proto__']), random.of(odd).toWellFormed())}${random.one(4) ? '' : '--x--\r\n'}`
}

function valueOf(random: Random, known: Known, schema: Schema): unknown {
  const name = schema.$ref?.replace('#/components/schemas/', '')
  if (name !== undefined) return valueOf(random, known, document.components.schemas[name]!)
  if ('const' in schema) return schema['const']
  for (const word of ['enum', 'anyOf', 'oneOf']) {
    const choices = schema[word] as readonly unknown[] | undefined
    if (choices) return word === 'enum' ? random.of(choices) : valueOf(random, known, random.of(choices) as Schema)
  }
  switch (schema.type) {
    case 'object': return Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([key]) => schema.required?.includes(key) || random.one(2)).map(([key, below]) => [key, valueOf(random, known, below)]))
    case 'array': return Array.from({ length: Number(schema['minItems'] ?? 0) + Math.floor(random.next() * 3) }, () => valueOf(random, known, schema['items'] as Schema))
    case 'integer': case 'number': return random.one(2) ? random.of(known.places) : Number(schema['minimum'] ?? 0) + Math.floor(random.next() * 4)
    case 'boolean': return random.one(2)
    case 'null': return null
    default: return wordOf(random, known, schema)
  }
}

function wordOf(random: Random, known: Known, schema: Schema): string {
  const { format, pattern, minLength = 0, maxLength = 200 } = schema as { format?: string; pattern?: string; minLength?: number; maxLength?: number }
  if (format === 'uuid') return random.of(known.ids)
  if (format === 'date') return random.of(['2026-09-21', '2026-10-01', '2020-02-29', '9999-12-31'])
  if (format === 'date-time') return random.of(['2026-09-21T01:00:00Z', '2026-09-22T09:30:00+08:00', '9999-12-31T23:59:59Z'])
  if (pattern !== undefined) return ofPattern.find(([like]) => like.test(pattern))?.[1] ?? 'abc'
  const words = random.one(4) ? random.of(odd) : random.of(['路灯一直不亮，请说明。', '补贴', known.ids[0]!, '2026-09', 'village-affairs'])
  return words.slice(0, maxLength).padEnd(minLength, '话')
}

/** The same value with one thing in it that should not be so. */
function spoilt(random: Random, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || random.one(12)) return random.of(oddValues)
  if (Array.isArray(value)) return value.length === 0 || random.one(4) ? [...value as unknown[], random.of(oddValues)] : value.map((one: unknown, at) => at === 0 ? spoilt(random, one) : one)
  const entries = Object.entries(value)
  const at = Math.floor(random.next() * (entries.length + 1))
  if (at === entries.length) return { ...value, [random.of(['constructor', 'toString', 'id', ''])]: random.of(oddValues) }
  return Object.fromEntries(entries.flatMap(([key, one], n) => n !== at ? [[key, one]] : random.one(5) ? [] : [[key, spoilt(random, one)]]))
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

type Random = { next(): number; one(of: number): boolean; of<Value>(values: readonly Value[]): Value }

/** Mulberry32: small, and the same everywhere. */
function randomBy(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return { next, one: of => next() * of < 1, of: values => values[Math.floor(next() * values.length)]! }
}
