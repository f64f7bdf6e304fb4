import { refusals } from './problem.ts'
import type { PlainSchema } from './hoisting.ts'
import { hoistTitled } from './hoisting.ts'
import type { RouteContract } from './route.ts'
import { openApiPath } from './route.ts'
import { staffRoutes } from './routes.ts'

const prefix = '#/definitions/'

/** One JSON Schema whose properties are `GET /api/v1/…`, each with params, query, body and reply: what the client's types are written from. */
export function clientSchema(): PlainSchema {
  const named = new Map<string, PlainSchema>()
  const routes = staffRoutes.map(route => [`${route.method} ${openApiPath(route.url)}`, partsOf(route, named)] as const)
  hoistTitled(refusals['4xx'], prefix, named)
  return { ...object(Object.fromEntries(routes)), definitions: Object.fromEntries(named) }
}

function partsOf(route: RouteContract, named: Map<string, PlainSchema>): PlainSchema {
  const { params, querystring, body, response } = route.schema
  const reply = response['200'] ?? response['201']
  const parts: Record<string, unknown> = {}
  if (params) parts.params = hoistTitled(params, prefix, named)
  if (querystring) parts.query = hoistTitled(querystring, prefix, named)
  if (route.form) parts.form = object(Object.fromEntries(route.form.map(part => [part.name, part.file ? { tsType: 'Blob' } : { type: 'string' }])))
  if (body) parts.body = hoistTitled(body, prefix, named)
  parts.reply = route.binary ? { tsType: 'Blob' } : hoistTitled(reply, prefix, named)
  return object(parts)
}

function object(properties: Record<string, unknown>): PlainSchema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}
