/** A JSON Schema as plain data. */
export type PlainSchema = { readonly [key: string]: unknown }

/**
 * Turns every schema that has a title into a named one, referred to by `$ref` under `prefix`. Two different schemas with one
 * title are our bug and throw.
 */
export function hoistTitled(schema: unknown, prefix: string, named: Map<string, PlainSchema>): PlainSchema {
  return hoisted(JSON.parse(JSON.stringify(schema)), prefix, named) as PlainSchema
}

function hoisted(value: unknown, prefix: string, named: Map<string, PlainSchema>): unknown {
  if (Array.isArray(value)) return value.map(part => hoisted(part, prefix, named))
  if (typeof value !== 'object' || value === null) return value
  const inner = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, hoisted(part, prefix, named)]))
  if (typeof inner.title !== 'string' || typeof inner.type !== 'string') return inner
  const { title, ...body } = inner
  const known = named.get(title)
  if (known && JSON.stringify(known) !== JSON.stringify(body)) throw new Error(`two different schemas are called ${title}`)
  named.set(title, body)
  return { $ref: prefix + title }
}
