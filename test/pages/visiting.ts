import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll } from 'vitest'
import { createDraft, openCorrection, saveDraft, submitDraft, type DraftInput } from '#actions/drafts.ts'
import { approveDraft } from '#actions/publish.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openWorld, type World } from '#test/world.ts'

export type Reply = { readonly status: number; readonly headers: Record<string, string | undefined>; readonly bytes: Buffer; readonly text: string }

/** A resident's browser, pointed at a world that listens on a port: what it sees has gone through the kept pages. */
export type Browser = {
  get(path: string, headers?: Record<string, string>): Promise<Reply>
  /** Sends a form as browsers do: `files` makes it multipart. */
  post(path: string, fields: Record<string, string>, more?: { headers?: Record<string, string>; files?: readonly { name: string; bytes: Buffer }[] }): Promise<Reply>
  send(method: string, path: string, headers: Record<string, string>, body?: Buffer): Promise<Reply>
}

export async function openBrowser(world: World): Promise<Browser> {
  const app = await world.app()
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const send: Browser['send'] = (method, path, headers, body) => new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers: { host: 'localhost', ...headers, ...(body && { 'content-length': String(body.length) }) } }, reply => {
      const chunks: Buffer[] = []
      reply.on('data', (chunk: Buffer) => chunks.push(chunk))
      reply.on('error', reject)
      reply.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const coding = reply.headers['content-encoding']
        const plain = coding === 'br' ? brotliDecompressSync(bytes) : coding === 'gzip' ? gunzipSync(bytes) : bytes
        resolve({ status: reply.statusCode!, headers: reply.headers as Reply['headers'], bytes, text: plain.toString() })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
  return {
    send,
    get: (path, headers = {}) => send('GET', path, headers),
    post(path, fields, { headers = {}, files } = {}) {
      if (!files) return send('POST', path, { 'content-type': 'application/x-www-form-urlencoded', ...headers }, Buffer.from(new URLSearchParams(fields).toString()))
      return send('POST', path, { 'content-type': `multipart/form-data; boundary=${boundary}`, ...headers }, multipart(fields, files))
    },
  }
}

export const boundary = 'a-test-boundary'

export function multipart(fields: Record<string, string>, files: readonly { name: string; bytes: Buffer }[]): Buffer {
  const parts: Buffer[] = Object.entries(fields).map(([name, value]) => Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`))
  for (const { name, bytes } of files) {
    parts.push(Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="photos"; filename="${name}"\r\ncontent-type: image/jpeg\r\n\r\n`), bytes, Buffer.from('\r\n'))
  }
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)])
}

/** A village with one published month of books and a resident's browser, open for all tests of a file. */
export function visitVillageWithBooks(): { readonly world: World; readonly browser: Browser; readonly books: string } {
  const visited = {} as { world: World; browser: Browser; books: string }
  beforeAll(async () => {
    visited.world = await openWorld()
    visited.browser = await openBrowser(visited.world)
    visited.books = await publish(visited.world, monthOfBooks(visited.world.village))
  })
  afterAll(() => visited.world.close())
  return visited
}

/** Publishes a record in the world's village by its clerk and its township's reviewer. Returns its id. */
export async function publish(world: World, input: DraftInput): Promise<string> {
  const clerk = await world.officer(world.officerId.clerk(input.villageCode))
  return approved(world, input.villageCode, sure(await createDraft(world.context, clerk, input)).id, 1)
}

/** Publishes the next version of a record. */
export async function correct(world: World, disclosureId: string, reason: string, input: DraftInput): Promise<void> {
  const clerk = await world.officer(world.officerId.clerk(input.villageCode))
  const { id } = sure(await openCorrection(world.context, clerk, disclosureId, reason))
  sure(await saveDraft(world.context, clerk, id, { ...input, asOf: 1, reason }))
  await approved(world, input.villageCode, id, 2)
}

async function approved(world: World, villageCode: number, draftId: string, asOf: number): Promise<string> {
  const clerk = await world.officer(world.officerId.clerk(villageCode))
  const reviewer = await world.officer(world.officerId.reviewer(villageCode - (villageCode % 1000)))
  sure(await submitDraft(world.context, clerk, draftId, asOf))
  return sure(await approveDraft(world.context, reviewer, draftId, asOf + 1)).disclosureId
}

function sure<Value>(outcome: { ok: true; value: Value } | { ok: false; refusal: unknown }): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
  return outcome.value
}

/** The value of a hidden field of a page. */
export function hidden(page: Reply, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)?.[1] ?? ''
}
