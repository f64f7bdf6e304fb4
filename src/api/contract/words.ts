import type { Static, TSchema } from 'typebox'
import { Type } from 'typebox'

/** An object that takes exactly the properties named. The title becomes its name in OpenAPI and in the client's types. */
export function closed<const Properties extends Record<string, TSchema>>(properties: Properties, options: { title?: string; description?: string } = {}) {
  return Type.Object(properties, { ...options, additionalProperties: false })
}

/** One of the words of a table that the rules own. */
export function oneOf<const Words extends readonly string[]>(words: Words, options: { description?: string } = {}) {
  return Type.Unsafe<Words[number]>({ type: 'string', enum: [...words], ...options })
}

export const Id = Type.String({ format: 'uuid' })
export const Day = Type.String({ format: 'date', description: 'A day in China, YYYY-MM-DD.' })
export const Instant = Type.String({ format: 'date-time' })
export const DivisionCode = Type.Integer({ minimum: 110000000000, maximum: 659999999999, description: 'A 12-digit division code.' })
export const Slug = Type.String({ pattern: '^[a-z][a-z0-9-]{1,60}$', maxLength: 61 })
export const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })
/** The number of a version, a row, a photo, an event: beyond its end the database could not even look for it. */
export const Nth = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })
export const Page = Type.Optional(Type.Integer({ minimum: 1, maximum: 10000, default: 1 }))
export const Title = Type.String({ minLength: 1, maxLength: 200 })
/** Words somebody looks for: only ever in a body, because an address is kept in the history of a browser and in the log of a proxy. */
export const Search = Type.Optional(Type.String({ maxLength: 100 }))

/** How many events of a case or draft the officer had seen when acting. If there are more by now, the act is refused as `stale` (409). */
export const AsOf = Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'eventCount of what the officer was looking at; 409 `stale` when it is older than what is stored.' })

export const NameInBoth = closed({ zh: Type.String(), en: Type.String() }, { title: 'NameInBoth' })

/** Retried requests make one act. It is a header of our own, so a foreign page cannot send it without asking first. */
export const IdempotencyKey = Type.Object({ 'idempotency-key': Type.String({ minLength: 16, maxLength: 200 }) })

export const ById = closed({ id: Id })

/** A page of a list. */
export function pageOf<Item extends TSchema>(item: Item, title: string) {
  return closed({ items: Type.Array(item), total: Count, page: Type.Integer({ minimum: 1 }), pageSize: Type.Integer({ minimum: 1 }) }, { title })
}

export type NameInBoth = Static<typeof NameInBoth>
