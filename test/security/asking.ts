import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { expect } from 'vitest'
import type { TSchema } from 'typebox'
import { officerActions } from '#rules/cases/states.ts'
import type { FormPart, RouteContract } from '#api/contract/route.ts'
import { form } from '#test/api/talking.ts'
import { csv, order } from '#test/intake/doors.ts'

type Upload = { readonly texts: Readonly<Record<string, string>>; readonly file: Parameters<typeof form>[1] }
export type Asked = { readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'; readonly url: string; readonly body?: unknown; readonly form?: Upload }
/** What questions are asked about: a case, which one side has and the other has not, and things that both have. */
export type Known = { readonly caseId: string; readonly recordId: string; readonly draftId: string; readonly village: number }

/** A word of the statement, and nowhere else in the county. */
export const canary = '金丝雀路灯九九七'
/** The number of a letter that one side has entered. */
export const usedNumber = '信-17'
export const nobody = '00000000-0000-4000-8000-000000000000'

/** One grey dot. */
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==', 'base64')

/** Values for one parameter of a query or a body: every word of a list unless it is very long, and otherwise a few that fit. */
function samples(name: string, schema: TSchema, { caseId, village, recordId }: Known): unknown[] {
  const { enum: words, type, format, pattern, minimum = 1, items, properties, anyOf } = schema as { enum?: unknown[]; type?: string; format?: string; pattern?: string; minimum?: number; items?: TSchema; properties?: Record<string, TSchema>; anyOf?: TSchema[] }
  // Of a hundred names of acts to look for, a few are like all.
  if (words) return words.length > 50 ? words.slice(0, 5) : words
  if (anyOf) return anyOf.flatMap(one => samples(name, one, { caseId, village, recordId, draftId: nobody })).slice(0, 2)
  if (properties) return [bodyOf(schema, { caseId, village, recordId, draftId: nobody })]
  if (type === 'array') return [items ? samples(name, items, { caseId, village, recordId, draftId: nobody }).slice(0, 1) : []]
  if (format === 'uuid') return [caseId]
  if (format === 'date') return ['2026-12-01']
  if (type === 'boolean') return [true]
  if (type === 'integer' || type === 'number') return minimum > 1e9 ? [village] : [minimum]
  if (name === 'q' || name === 'note' || name === 'reason') return [canary]
  return [pattern?.includes('a-z') ? 'duty-allowance' : '测试用的说明文字']
}

function bodyOf(schema: TSchema | undefined, about: Known): Record<string, unknown> {
  const { properties = {}, required = [] } = (schema ?? {}) as { properties?: Record<string, TSchema>; required?: string[] }
  return Object.fromEntries(Object.entries(properties).filter(([name]) => required.includes(name)).map(([name, part]) => [name, samples(name, part, about)[0]]))
}

/** Every question the contract knows, asked of the case, of a record, of a draft and of nothing. */
export function questionsOf(route: RouteContract, about: Known): Asked[] {
  const ids = !route.url.includes(':') ? [''] : route.url.includes('/cases/') ? [about.caseId] : route.method === 'GET' ? [about.caseId, about.recordId, about.draftId, nobody] : [about.caseId, about.recordId]
  const addresses = ids.map(id => route.url.replaceAll(/:(\w+)/g, (_, name: string) => (name === 'n' ? '1' : name === 'slug' || name === 'item' ? 'duty-allowance' : name === 'code' || name === 'village' ? String(about.village) : id)))
  const query = route.schema.querystring as { properties?: Record<string, TSchema>; required?: string[] } | undefined
  const least = new URLSearchParams(Object.fromEntries(Object.entries(bodyOf(route.schema.querystring, about)).map(([name, value]) => [name, String(value)])))
  const searches = [least, ...Object.entries(query?.properties ?? {}).flatMap(([name, part]) => samples(name, part, about).map(value => new URLSearchParams({ ...Object.fromEntries(least), [name]: String(value) })))]
  const bodies = route.schema.body === undefined ? [undefined] : bodiesOf(route, about)
  const urls = [...new Set(addresses.flatMap(address => searches.map(search => (search.size > 0 ? `${address}?${search.toString()}` : address))))]
  if (route.form) return urls.flatMap(url => formsOf(route.form!, about).map(form => ({ method: route.method, url, form })))
  return urls.flatMap(url => bodies.map(body => ({ method: route.method, url, ...(body !== undefined && { body }) })))
}

/** A picture, a table that says what the case says, and nothing at all, each with the texts that the form asks for. */
function formsOf(parts: readonly FormPart[], { village }: Known): Upload[] {
  const files = [{ name: 'photo.png', bytes: picture }, { name: 'orders.csv', bytes: csv([order('N-1', { content: `${canary}一直不亮。` })]) }, undefined]
  return files.map(file => {
    const known: Readonly<Record<string, string>> = { item: 'duty-allowance', villageCode: String(village), offset: '0', sha256: createHash('sha256').update(file?.bytes ?? '').digest('hex') }
    const texts = Object.fromEntries(parts.filter(part => !part.file).map(({ name }) => [name, known[name] ?? '测试用的说明文字']))
    return { texts, file }
  })
}

function bodiesOf(route: RouteContract, about: Known): unknown[] {
  const body = bodyOf(route.schema.body, about)
  // A number that a hidden complaint has is as free as any other.
  if (route.schema.operationId === 'enterComplaint') return [body, { ...body, channel: 'letter', channelNumber: usedNumber }]
  if (route.schema.operationId === 'moveCase') return officerActions.map(action => ({ action, asOf: 5, note: '需要说明的理由。', details: { intoCaseId: about.caseId } }))
  const { properties = {} } = route.schema.body as unknown as { properties?: Record<string, TSchema> }
  const asked = [body, ...Object.entries(properties).flatMap(([name, part]) => samples(name, part, about).slice(0, 3).map(value => ({ ...body, [name]: value })))]
  return [...new Map(asked.map(one => [JSON.stringify(one), one])).values()]
}

/** What may differ between two machines and says nothing: ids made just now, in the order they appear, when a row was written, and what a passkey is asked to sign. */
function withoutChance(text: string, kept: ReadonlySet<string>): string {
  const seen = new Map<string, string>()
  return text.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, id => (kept.has(id) ? id : seen.get(id) ?? seen.set(id, `new ${seen.size}`).get(id)!))
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\dZ+:]*/g, 'an instant')
    .replaceAll(/"challenge":"[\w-]+"/g, '"challenge":"by chance"')
}

/** All that somebody learns from an answer: status, headers and body. */
export async function answerOf(app: FastifyInstance, asked: Asked, headers: Record<string, string>, kept: ReadonlySet<string>): Promise<string> {
  const sent = asked.form ? form(asked.form.texts, asked.form.file) : { payload: asked.body as object | undefined, headers: {} }
  // The same key on both sides: what is made from it is made alike.
  const key = createHash('sha256').update(`${asked.method} ${asked.url} ${JSON.stringify(asked.body ?? asked.form ?? '')}`).digest('hex')
  const { statusCode, headers: told, rawPayload, body } = await app.inject({
    method: asked.method, url: asked.url, headers: { ...headers, ...sent.headers, ...(asked.method !== 'GET' && { 'idempotency-key': key }) },
    ...(sent.payload !== undefined && { payload: sent.payload }),
  })
  const { date: _, 'set-cookie': __, 'content-length': length, etag, 'x-response-time': ___, ...shown } = told
  expect(statusCode, `${asked.method} ${asked.url}`).toBeLessThan(asked.url.startsWith('/readyz') ? 600 : 500)
  // A file is made of bytes that may carry the time it was made.
  const content = /json|html|xml|text|csv/.test(String(told['content-type'])) ? withoutChance(body, kept) : `${rawPayload.length} bytes`
  const size = asked.method === 'GET' && kept.size > 0 ? { length, etag } : {}
  return JSON.stringify({ statusCode, shown, ...size, content })
}
