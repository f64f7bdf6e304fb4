import build from 'fast-json-stringify'

type Serializer = (answer: unknown) => string

const known = new WeakMap<object, Serializer>()

/**
 * Writes answers as their contract says; what it does not name is left out. This is Fastify's own serializer, but compiled once for each schema
 * of the contract, which is the same object for every server of a process.
 */
export function serializerOf({ schema }: { readonly schema: unknown }): Serializer {
  const key = schema as object
  const serializer = known.get(key) ?? build(key)
  known.set(key, serializer)
  return serializer
}
