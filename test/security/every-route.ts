import type { TSchema } from 'typebox'
import type { RouteContract } from '#api/contract/route.ts'

export type Asked = { readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'; readonly url: string; readonly body?: object }
/** What a question is about: a thing by its id, a place, and a word to look for. */
export type Subject = { readonly id: string; readonly village: number; readonly word: string }

/** One well-formed question for a route of the contract, with the least that it asks for. */
export function questionFor(route: RouteContract, about: Subject): Asked {
  const { body, querystring } = route.schema as { body?: TSchema; querystring?: TSchema }
  const address = route.url.replaceAll(/:(\w+)/g, (_, name: string) => (name === 'n' ? '1' : name === 'slug' || name === 'item' ? 'duty-allowance' : name === 'code' || name === 'village' ? String(about.village) : about.id))
  const query = querystring === undefined ? '' : `?${new URLSearchParams(Object.entries(valueOf('', querystring, about) as object).map(([name, value]): [string, string] => [name, String(value)])).toString()}`
  return { method: route.method, url: address + query, ...(body !== undefined && { body: valueOf('', body, about) as object }) }
}

function valueOf(name: string, schema: TSchema, about: Subject): unknown {
  const { enum: words, type, format, minimum = 1, items, properties, required = [], anyOf } = schema as { enum?: unknown[]; type?: string; format?: string; minimum?: number; items?: TSchema; properties?: Record<string, TSchema>; required?: string[]; anyOf?: TSchema[] }
  if (words) return words[0]
  if (anyOf) return valueOf(name, anyOf[0]!, about)
  if (properties) return Object.fromEntries(Object.entries(properties).filter(([part]) => required.includes(part)).map(([part, of]) => [part, valueOf(part, of, about)]))
  if (type === 'array') return [items ? valueOf(name, items, about) : about.id]
  if (format === 'uuid' || name.endsWith('Id')) return about.id
  if (format === 'date') return '2026-12-01'
  if (type === 'boolean') return true
  if (type === 'integer' || type === 'number') return minimum > 1e9 ? about.village : minimum
  return name === 'q' ? about.word : '测试用的说明文字'
}
