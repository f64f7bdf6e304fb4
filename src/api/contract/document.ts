import type { TSchema } from 'typebox'
import type { PlainSchema } from './hoisting.ts'
import { hoistTitled } from './hoisting.ts'
import type { FormPart, RouteContract } from './route.ts'
import { openApiPath } from './route.ts'
import { staffRoutes } from './routes.ts'

const prefix = '#/components/schemas/'

/** The OpenAPI 3.1 document of the API, built from the very schemas that Fastify checks with. */
export function openApiDocument(): PlainSchema {
  const named = new Map<string, PlainSchema>()
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of staffRoutes) (paths[openApiPath(route.url)] ??= {})[route.method.toLowerCase()] = operationOf(route, named)
  const tags = [...new Set(staffRoutes.map(route => route.schema.tags[0]))].map(name => ({ name }))
  return {
    openapi: '3.1.0',
    info: {
      title: 'yidiantong API',
      version: '1.0.0',
      description: 'Complaints for residents; queues, cases, drafts and published records for officers. Officers sign in with POST /api/auth/sign-in/username; the session is a cookie. Refusals are problem documents (RFC 9457).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }],
    tags,
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'ydt.session_token', description: 'Behind https its name is __Host-ydt.session_token.' } },
      schemas: Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  }
}

function operationOf(route: RouteContract, named: Map<string, PlainSchema>): PlainSchema {
  const { operationId, tags, summary, params, querystring, headers } = route.schema
  const body = requestBody(route, named)
  return {
    operationId,
    tags,
    summary,
    ...(route.isPublic ? { security: [] } : {}),
    parameters: [...parameters('path', params, named), ...parameters('query', querystring, named), ...parameters('header', headers, named)],
    ...(body ? { requestBody: body } : {}),
    responses: responsesOf(route, named),
  }
}

function parameters(place: 'path' | 'query' | 'header', schema: TSchema | undefined, named: Map<string, PlainSchema>) {
  if (!schema) return []
  const { properties, required = [] } = schema as unknown as { properties: Record<string, TSchema>; required?: string[] }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: hoistTitled(property, prefix, named),
  }))
}

function requestBody(route: RouteContract, named: Map<string, PlainSchema>): PlainSchema | undefined {
  if (route.form) return { required: true, content: { 'multipart/form-data': { schema: formSchema(route.form) } } }
  if (!route.schema.body) return undefined
  return { required: true, content: { 'application/json': { schema: hoistTitled(route.schema.body, prefix, named) } } }
}

function formSchema(parts: readonly FormPart[]): PlainSchema {
  const properties = parts.map(part => [
    part.name,
    { type: 'string', ...(part.file ? { contentMediaType: 'application/octet-stream' } : {}), description: part.description },
  ])
  return { type: 'object', properties: Object.fromEntries(properties), required: parts.filter(part => part.required).map(part => part.name) }
}

function responsesOf(route: RouteContract, named: Map<string, PlainSchema>): PlainSchema {
  const responses: Record<string, unknown> = {}
  if (route.binary) responses['200'] = { description: 'The bytes.', content: Object.fromEntries(route.binary.map(type => [type, {}])) }
  for (const [status, schema] of Object.entries(route.schema.response)) {
    const refused = status.endsWith('xx')
    responses[status.toUpperCase()] = {
      description: refused ? 'Refused, with the reason.' : 'Done.',
      content: { [refused ? 'application/problem+json' : 'application/json']: { schema: hoistTitled(schema, prefix, named) } },
    }
  }
  return responses
}
