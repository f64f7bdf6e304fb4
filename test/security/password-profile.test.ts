import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, type PlainDate } from '#rules/calendar/plain-date.ts'
import { askWith, Jar } from './jar.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
const handler = new Jar()
beforeAll(async () => {
  world = await openWorld({ signInRules: { passwords: 'mlps3' } })
  await enter(handler, 'handler', first)
})
afterAll(() => world.close())

const first = 'yidiantong-demo'
const day = '2026-09-21' as PlainDate
const ask = (jar: Jar, method: string, url: string, body?: unknown) => askWith(world, jar, method, url, body)
const enter = (jar: Jar, username: string, password: string) => ask(jar, 'POST', '/api/auth/sign-in/username', { username, password })
const change = (jar: Jar, current: string, next: string) => ask(jar, 'POST', '/api/v1/security/password', { current, next })
/** The n-th password: long, of three kinds of characters, like no other. */
const password = (n: number) => `Rapeseed in the Hills ${['one', 'two', 'three', 'four', 'five', 'six', 'seven'][n - 1]} ${n}`

describe('where the profile of the assessors holds, a password', () => {
  test('of two kinds of characters is not taken, nor the one in use, not even the first of an account', async () => {
    expect(await change(handler, first, 'rapeseed in the hills')).toMatchObject({ status: 422, body: { code: 'password-weak', detail: expect.stringContaining('kinds') } })
    expect((await change(handler, first, password(1))).status).toBe(200)
    expect(await change(handler, password(1), password(1))).toMatchObject({ status: 422, body: { code: 'password-weak', detail: 'This password was used before; please choose another.' } })
  })

  test.each([[89, 23, 200], [90, 23, 200], [91, 0, 403]])('%i days old (at %i o’clock) opens the desk or is changed first: %i', async (days, hour, status) => {
    world.setClock(addDays(day, days), hour)
    const desk = await ask(handler, 'GET', '/api/v1/desk')
    expect(desk.status).toBe(status)
    if (status === 403) expect(desk.body).toMatchObject({ code: 'password-due', detail: 'Your password is 90 days old. Please change it under “Account security” first.' })
    expect((await ask(handler, 'GET', '/api/v1/me')).body.owed).toBe(status === 403 ? 'password-due' : undefined)
  })

  test('that is due is changed on the own page, which alone is open, and by another one', async () => {
    expect((await ask(handler, 'GET', '/api/v1/security')).body).toMatchObject({ owed: 'password-due', passwords: 'mlps3' })
    expect((await change(handler, password(1), password(1))).status).toBe(422)
    expect((await change(handler, password(1), password(2))).status).toBe(200)
    expect((await ask(handler, 'GET', '/api/v1/desk')).status).toBe(200)
  })

  test('is none of the five before the one in use, and may be the sixth', async () => {
    for (const n of [3, 4, 5, 6, 7]) {
      world.setClock(addDays(day, 91 + n), 9)
      expect((await change(handler, password(n - 1), password(n))).status, `the ${n}th`).toBe(200)
    }
    for (const n of [2, 4, 7]) expect(await change(handler, password(7), password(n)), `the ${n}th again`).toMatchObject({ status: 422, body: { code: 'password-weak', detail: 'This password was used before; please choose another.' } })
    expect((await change(handler, password(7), password(1))).status).toBe(200)
    expect((await enter(new Jar(), 'handler', password(1))).status).toBe(200)
  })

  test('that came with the account counts as used before from the first change on', async () => {
    const jar = new Jar()
    await enter(jar, 'leader', first)
    await world.owner.pool.query(`update auth.account set password = (select password from auth.account join officer on officer.user_id = account.user_id where officer.id = $1) where user_id = (select user_id from officer where id = $2)`, [world.officerId.handler('agriculture'), world.officerId.leader])
    expect((await change(jar, password(1), password(1))).status, 'never noted, and in use').toBe(422)
    expect((await change(jar, password(1), password(2))).status).toBe(200)
    expect((await change(jar, password(2), password(1))).status).toBe(422)
    const { rows } = await world.owner.pool.query(`select count(*)::int as kept from auth.former_password join officer on officer.user_id = former_password.user_id where officer.id = $1`, [world.officerId.leader])
    expect(rows).toEqual([{ kept: 2 }])
  })
})

test('without that profile a password has no end, and only the one in use is not taken again', async () => {
  const usual = await openWorld()
  try {
    const jar = new Jar()
    const asked = (url: string, body?: unknown) => askWith(usual, jar, body ? 'POST' : 'GET', url, body)
    await asked('/api/auth/sign-in/username', { username: 'handler', password: first })
    expect((await asked('/api/v1/security/password', { current: first, next: password(1) })).status).toBe(200)
    usual.setClock(addDays(day, 400))
    expect((await asked('/api/v1/desk')).status).toBe(200)
    expect((await asked('/api/v1/security/password', { current: password(1), next: password(1) })).status).toBe(422)
    expect((await asked('/api/v1/security/password', { current: password(1), next: password(2) })).status).toBe(200)
    expect((await asked('/api/v1/security/password', { current: password(2), next: password(1) })).status).toBe(200)
  } finally {
    await usual.close()
  }
})
