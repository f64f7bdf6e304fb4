import { describe, expect, test } from 'vitest'
import { openApiDocument } from './document.ts'
import type { PlainSchema } from './hoisting.ts'
import { hoistTitled } from './hoisting.ts'
import { staffRoutes } from './routes.ts'

const document = openApiDocument() as {
  openapi: string
  paths: Record<string, Record<string, { operationId: string; parameters: { name: string; in: string }[]; responses: Record<string, unknown>; security?: unknown[] }>>
  components: { schemas: Record<string, PlainSchema> }
}
const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })))

describe('the OpenAPI document', () => {
  test('has every route of the contract once, under an operationId of its own', () => {
    expect(document.openapi).toBe('3.1.0')
    expect(operations).toHaveLength(staffRoutes.length)
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(staffRoutes.length)
  })

  test('nothing that an address takes can be words of a person: a name, a number, what a complaint says', () => {
    const words = staffRoutes.flatMap(({ url, schema }) => Object.entries({ ...JSON.parse(JSON.stringify(schema.querystring ?? {})).properties, ...JSON.parse(JSON.stringify(schema.params ?? {})).properties } as Record<string, PlainSchema & { enum?: unknown; pattern?: string; format?: string }>)
      .filter(([, part]) => part.type === 'string' && part.enum === undefined && part.pattern === undefined && part.format === undefined).map(([name]) => `${url} ${name}`))
    expect(words).toEqual([])
  })

  test('every $ref leads to a schema that is there', () => {
    const known = new Set(Object.keys(document.components.schemas).map(name => `#/components/schemas/${name}`))
    const dangling = refsIn(document).filter(ref => !known.has(ref))
    expect(dangling).toEqual([])
    expect(refsIn(document).length).toBeGreaterThan(30)
  })

  test('every name in braces of a path is a path parameter, and the other way round', () => {
    for (const { path, parameters } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect(parameters.filter(parameter => parameter.in === 'path').map(({ name }) => name), path).toEqual(inPath)
    }
  })

  test('every route may refuse with a problem document', () => {
    for (const { path, responses } of operations) expect(JSON.stringify(responses['4XX']), path).toContain('application/problem+json')
  })

  test('every object of a request is closed to properties nobody named', () => {
    const open = staffRoutes.flatMap(({ schema }) => [schema.body, schema.querystring, schema.params]).flatMap(schema => openObjectsIn(JSON.parse(JSON.stringify(schema ?? {}))))
    expect(open).toEqual([])
  })

  test('every whole number of a request has an end, before that of the database', () => {
    for (const { schema } of staffRoutes) for (const part of [schema.body, schema.querystring, schema.params]) {
      expect(JSON.stringify(part ?? {}).match(/\{[^{}]*"type":"(?:integer|number)"[^{}]*\}/gu)?.filter(number => !number.includes('"maximum"')) ?? [], schema.operationId).toEqual([])
    }
  })
})

describe('hoisting', () => {
  test('two different schemas under one title are refused', () => {
    const named = new Map<string, PlainSchema>()
    hoistTitled({ title: 'Same', type: 'string' }, '#/', named)
    expect(() => hoistTitled({ title: 'Same', type: 'number' }, '#/', named)).toThrow('two different schemas are called Same')
  })

  test('a property that happens to be called title is left alone', () => {
    const named = new Map<string, PlainSchema>()
    const schema = { type: 'object', properties: { title: { type: 'string' } } }
    expect(hoistTitled(schema, '#/', named)).toEqual(schema)
  })
})

function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => (key === '$ref' && typeof part === 'string' ? [part] : refsIn(part)))
}

/** Objects that take anything. Records of cells are open by their nature, yet bounded by the pattern of their values. */
function openObjectsIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(openObjectsIn)
  if (typeof value !== 'object' || value === null) return []
  const isOpen = 'type' in value && value.type === 'object' && !('patternProperties' in value) && !('additionalProperties' in value && value.additionalProperties === false)
  return [...(isOpen ? [value] : []), ...Object.values(value).flatMap(openObjectsIn)]
}
