import { afterEach, describe, expect, test, vi } from 'vitest'
import { addressOf, call, onSignedOut, Refused, Unreachable } from './client.ts'

const answer = (status: number, body: unknown) => vi.fn(async (_address: string, _request: RequestInit) => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }))
const zh = { language: 'zh-CN' } as const

afterEach(() => vi.unstubAllGlobals())

describe('calling the server', () => {
  test('fills the path and leaves empty parts of the query out', () => {
    expect(addressOf('/api/v1/cases/{id}/photos/{n}', { id: 'a/b', n: 2 }, undefined)).toBe('/api/v1/cases/a%2Fb/photos/2')
    expect(addressOf('/api/v1/cases', undefined, { queue: 'all', q: '', village: undefined, page: 1 })).toBe('/api/v1/cases?queue=all&page=1')
  })

  test('an act carries its key and the reader’s language, reading carries no key', async () => {
    const fetched = answer(200, {})
    vi.stubGlobal('fetch', fetched)
    await call('POST /api/v1/cases/{id}/moves', { params: { id: 'x' }, body: { action: 'accept', asOf: 1 } }, { ...zh, idempotencyKey: 'k'.repeat(32) })
    const act = fetched.mock.calls[0]![1]
    const headers = act.headers as Headers
    expect([headers.get('idempotency-key'), headers.get('accept-language'), act.body]).toEqual(['k'.repeat(32), 'zh-CN', '{"action":"accept","asOf":1}'])
    await call('GET /api/v1/me', {}, zh)
    expect((fetched.mock.calls[1]![1].headers as Headers).has('idempotency-key')).toBe(false)
  })

  test('a problem document becomes a refusal with its code', async () => {
    vi.stubGlobal('fetch', answer(409, { type: 'about:blank', title: '', status: 409, detail: '有人刚办理过', code: 'stale', eventCount: 4 }))
    const refused = await call('GET /api/v1/me', {}, zh).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(Refused)
    expect((refused as Refused).problem.eventCount).toBe(4)
  })

  test('a page of a proxy, a broken reply and a lost line are no answer at all', async () => {
    vi.stubGlobal('fetch', answer(502, '<html>Bad gateway</html>'))
    await expect(call('GET /api/v1/me', {}, zh)).rejects.toMatchObject({ name: 'Unreachable', why: 'fault' })
    vi.stubGlobal('fetch', answer(200, '<html>sign in to the hotel network</html>'))
    await expect(call('GET /api/v1/me', {}, zh)).rejects.toBeInstanceOf(Unreachable)
    vi.stubGlobal('fetch', vi.fn(async () => Promise.reject(new TypeError('fetch failed'))))
    await expect(call('GET /api/v1/me', {}, zh)).rejects.toMatchObject({ why: 'offline' })
  })

  test('a fault of the server is not certain to have had no effect, even with a problem document', async () => {
    vi.stubGlobal('fetch', answer(500, { type: 'about:blank', title: '', status: 500, detail: '', code: 'fault' }))
    await expect(call('GET /api/v1/me', {}, zh)).rejects.toMatchObject({ why: 'fault' })
  })

  test('when the session is over, whoever keeps the pages is told', async () => {
    const tell = vi.spyOn(onSignedOut, 'tell')
    vi.stubGlobal('fetch', answer(401, { type: 'about:blank', title: '', status: 401, detail: '请先登录', code: 'sign-in' }))
    await call('GET /api/v1/me', {}, zh).catch(() => undefined)
    expect(tell).toHaveBeenCalledOnce()
    tell.mockRestore()
  })

  test('what was under way while a proof changed the cookie is asked again, and nobody is told that the session is over', async () => {
    const tell = vi.spyOn(onSignedOut, 'tell')
    const replies = [[200, {}], [401, {}], [200, { name: 'again' }]] as const
    let next = 0
    vi.stubGlobal('fetch', vi.fn(async () => {
      const [status, body] = replies[next++]!
      return new Response(JSON.stringify(body), { status })
    }))
    await call('GET /api/v1/me', {}, zh)
    expect(await call('GET /api/v1/me', {}, zh)).toEqual({ name: 'again' })
    expect(tell).not.toHaveBeenCalled()
    tell.mockRestore()
  })
})
