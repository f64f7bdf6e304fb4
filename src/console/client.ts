import type { Language } from '#text/language.ts'
import type { Problem, StaffApi } from './api-types.ts'
import { newKey } from './idempotency.ts'

export type RouteKey = keyof StaffApi
export type ReplyOf<Key extends RouteKey> = StaffApi[Key]['reply']
/** What a call takes: everything of the route but its reply. */
export type PartsOf<Key extends RouteKey> = Omit<StaffApi[Key], 'reply'>

type AnyParts = { params?: Record<string, string | number>; query?: Record<string, string | number | undefined>; form?: Record<string, string | Blob>; body?: unknown }

/** The server said no, and why, in the reader's language. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

/** No answer came: nobody knows whether the act took effect, so it is repeated under the same key. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
  readonly why: 'offline' | 'slow' | 'fault'
  constructor(why: 'offline' | 'slow' | 'fault', cause?: unknown) {
    super(why, { cause })
    this.why = why
  }
}

/** Called when the session is over. The router sets it, because only it knows where we are. */
export const onSignedOut: { tell: () => void } = { tell: () => undefined }

/** Asks once more who is there before a sensitive act; true when that was shown. The frame sets it, because only a screen can ask. */
export const onStepUp: { ask: () => Promise<boolean> } = { ask: () => Promise.resolve(false) }

const patience = 30_000
// Whether the last answers were for somebody signed in: who never was has no cookie that could have changed.
let isIn = false
const aMoment = 500 // milliseconds: longer than the answer to a proof is on its way after the cookie changed

/** Calls one route of the staff API. Throws `Refused` for a problem document and `Unreachable` when no answer came. */
export async function call<Key extends RouteKey>(
  key: Key,
  parts: PartsOf<Key>,
  how: { language: Language; signal?: AbortSignal; idempotencyKey?: string },
): Promise<ReplyOf<Key>> {
  const [method = 'GET', path = ''] = key.split(' ')
  const { params, query, form, body } = parts as AnyParts
  const headers = new Headers({ accept: 'application/json', 'accept-language': how.language })
  if (method !== 'GET') headers.set('idempotency-key', how.idempotencyKey ?? newKey())
  if (body !== undefined) headers.set('content-type', 'application/json')
  const sent = form ? formOf(form) : body === undefined ? null : JSON.stringify(body)
  const reply = await answered(() => fetchOrUnreachable(addressOf(path, params, query), { method, headers, body: sent, credentials: 'same-origin' }, how.signal))
  return (await readJson(reply)) as ReplyOf<Key>
}

/** A file by its address, as it is kept, or one that is made for what a body asks. Throws what `call` throws. */
export async function fetchFile(address: string, language: Language, body?: object): Promise<Uint8Array> {
  const asked: RequestInit = body === undefined ? { headers: { 'accept-language': language } } : { method: 'POST', headers: { 'accept-language': language, 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const reply = await answered(() => fetchOrUnreachable(address, { ...asked, credentials: 'same-origin' }, undefined))
  return new Uint8Array(await reply.arrayBuffer())
}

/**
 * Asks, and where the server wants to know once more who is there, asks again once that was shown. A proof gives the session another cookie: what was
 * under way with the old one, from this window or another, is asked again a moment later, before anybody is told that the session is over.
 */
async function answered(askOnce: () => Promise<Response>): Promise<Response> {
  const ask = async () => {
    const reply = await askOnce()
    const wasIn = isIn
    isIn = reply.status === 401 ? false : isIn || reply.ok
    if (reply.status !== 401 || !wasIn) return reply
    await new Promise(resolve => setTimeout(resolve, aMoment))
    return askOnce()
  }
  const reply = await ask()
  if (reply.ok) return reply
  const failure = await failureOf(reply)
  if (!(failure instanceof Refused && failure.problem.code === 'step-up' && await onStepUp.ask())) throw failure
  // The same act under the same key: what was written waits in the screen that asked.
  const again = await ask()
  if (again.ok) return again
  throw await failureOf(again)
}

/** `/cases/{id}` filled in, with the query behind it; empty and absent values are left out. */
export function addressOf(path: string, params: AnyParts['params'], query: AnyParts['query']): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params?.[name] ?? '')))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined && value !== '') search.set(name, String(value))
  return search.size > 0 ? `${filled}?${search}` : filled
}

async function fetchOrUnreachable(address: string, request: RequestInit, signal: AbortSignal | undefined): Promise<Response> {
  const limit = AbortSignal.timeout(patience)
  try {
    return await fetch(address, { ...request, signal: signal ? AbortSignal.any([signal, limit]) : limit })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new Unreachable(limit.aborted ? 'slow' : 'offline', cause)
  }
}

async function readJson(reply: Response): Promise<unknown> {
  try {
    return await reply.json()
  } catch (cause) {
    throw new Unreachable('fault', cause)
  }
}

async function failureOf(reply: Response): Promise<Error> {
  if (reply.status === 401) onSignedOut.tell()
  const problem: unknown = await reply.json().catch(() => undefined)
  return isProblem(problem) && reply.status < 500 ? new Refused(problem) : new Unreachable('fault', problem)
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'detail' in value && typeof value.detail === 'string' && 'code' in value
}

// Text first: a server that reads parts as they come knows what the file is before the file arrives.
function formOf(parts: Record<string, string | Blob>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(parts)) if (typeof value === 'string') form.append(name, value)
  for (const [name, value] of Object.entries(parts)) if (typeof value !== 'string') form.append(name, value)
  return form
}
