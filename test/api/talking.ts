import { randomUUID } from 'node:crypto'
import type { OfficerRole } from '#rules/policy/officer.ts'
import type { World } from '#test/world.ts'

/** What came back. Tests look into the body as it is, so it has no type of its own. */
export type Said = { readonly status: number; readonly body: ReturnType<typeof JSON.parse>; readonly headers: Record<string, unknown>; readonly raw: Buffer }

type More = { readonly body?: unknown; readonly key?: string; readonly headers?: Record<string, string>; readonly payload?: string | Buffer }

/** Sends one request through the whole web face, as an officer or as nobody. */
export async function say(world: World, as: OfficerRole | 'township-clerk' | 'second-triage' | 'city-triage' | 'second-custodian' | undefined, method: string, url: string, more: More = {}): Promise<Said> {
  const app = await world.app()
  const signedIn = as === undefined ? {} : await world.signInAs(as)
  const payload = more.payload ?? (more.body === undefined ? undefined : JSON.stringify(more.body))
  const reply = await app.inject({
    method: method as 'GET', url,
    headers: {
      'accept-language': 'en', ...signedIn,
      ...(method === 'GET' ? {} : { 'idempotency-key': more.key ?? randomUUID() }),
      ...(more.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...more.headers,
    },
    ...(payload === undefined ? {} : { payload }),
  })
  const isJson = String(reply.headers['content-type']).includes('json')
  return { status: reply.statusCode, body: isJson ? reply.json() : undefined, headers: reply.headers, raw: reply.rawPayload }
}

/** A multipart form with texts and files. */
export function form(texts: Readonly<Record<string, string>>, ...files: readonly ({ readonly name: string; readonly bytes: Buffer } | undefined)[]): { payload: Buffer; headers: Record<string, string> } {
  const boundary = 'x-test-boundary'
  const parts: Buffer[] = Object.entries(texts).map(([name, value]) => Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`))
  for (const file of files) if (file) parts.push(Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: application/octet-stream\r\n\r\n`), file.bytes, Buffer.from('\r\n'))
  return { payload: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]), headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}
