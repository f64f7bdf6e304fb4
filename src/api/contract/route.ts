import type { TSchema } from 'typebox'

/** What a multipart request carries beside JSON. Described for OpenAPI only: Fastify does not validate parts. */
export type FormPart = { readonly name: string; readonly file: boolean; readonly required: boolean; readonly description: string }

/**
 * One route of the staff API. Spread it into `app.route({ ...contract, handler })`: Fastify takes method, url, bodyLimit and
 * schema; `form` and `binary` describe for OpenAPI what JSON schemas cannot.
 */
export type RouteContract = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly bodyLimit?: number
  readonly form?: readonly FormPart[]
  /** Media types of a reply that is no JSON. */
  readonly binary?: readonly string[]
  /** Answers with `rows` that may be a hundred thousand; they are sent in portions. */
  readonly isLong?: true
  /** Answered without sign-in. */
  readonly isPublic?: boolean
  readonly schema: {
    readonly operationId: string
    readonly tags: readonly [string]
    readonly summary: string
    readonly params?: TSchema
    readonly querystring?: TSchema
    readonly headers?: TSchema
    readonly body?: TSchema
    readonly response: { readonly [status: string]: TSchema }
  }
}

/** The url of a route as OpenAPI writes it: `/cases/{id}` for `/cases/:id`. */
export function openApiPath(url: string): string {
  return url.replaceAll(/:(\w+)/g, '{$1}')
}
