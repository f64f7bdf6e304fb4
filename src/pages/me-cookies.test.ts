import { expect, test } from 'vitest'
import { keepCookie, readKept } from './me-cookies.ts'

const at = (origin: string) => ({ origin }) as Parameters<typeof keepCookie>[0]
const token = 'a'.repeat(43)

test('behind HTTPS the cookie of a resident is bound to this host, and one without the prefix is nobody’s', () => {
  expect(keepCookie(at('https://village.example'), 'resident', token, 60)).toBe(`__Host-resident=${token}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure`)
  const sent = (cookie: string) => readKept(at('https://village.example'), { headers: { cookie } } as Parameters<typeof readKept>[1], 'resident')
  expect([sent(`__Host-resident=${token}`), sent(`resident=${token}`), sent(`x=1; __Host-resident=${token}; y=2`), sent(`__Host-resident=short`)]).toEqual([token, undefined, token, undefined])
})
