import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '#test/world.ts'
import { askWith, Jar } from './jar.ts'

let world: World
beforeAll(async () => { world = await openWorld({ signInRules: { idleMinutes: 120, longestHours: 10, proofMinutes: 15, sittingMinutes: 60 } }) })
afterAll(() => world.close())

const right = 'yidiantong-demo'
async function enter(username: string): Promise<Jar> {
  const jar = new Jar()
  expect((await askWith(world, jar, 'POST', '/api/auth/sign-in/username', { username, password: right })).status).toBe(200)
  return jar
}
const prove = async (jar: Jar, password: string) => (await askWith(world, jar, 'POST', '/api/v1/security/proof', { password })).status

test('wrong proofs count against the account, from however many sessions and at whichever door, and keep nobody waiting: neither another account nor its holder, whose sign-in is a proof', async () => {
  const [sessions, desk] = [await Promise.all(Array.from({ length: 6 }, () => enter('clerk'))), await enter('triage')]
  world.setClock('2026-09-21', 10) // every proof has aged
  let answered = 0
  const wrong = sessions.flatMap(jar => [
    prove(jar, 'another than mine'),
    askWith(world, jar, 'POST', '/api/v1/security/password', { current: 'another than mine', next: '春天去看油菜花 in the hills' }).then(({ status }) => status),
    askWith(world, jar, 'POST', '/api/v1/security/codes', { password: 'another than mine' }).then(({ status }) => status),
  ].map(async asked => {
    const status = await asked
    answered += 1
    return status
  }))
  expect(await prove(desk, right)).toBe(200)
  expect(answered).toBeLessThan(6) // of eighteen that came before
  const statuses = await Promise.all(wrong)
  expect([statuses.filter(status => status === 422).length, statuses.filter(status => status === 429).length]).toEqual([10, 8])
  expect(await prove(sessions[0]!, right)).toBe(429)
  const endOthers = async (jar: Jar) => (await askWith(world, jar, 'POST', '/api/v1/security/other-sessions/end', {})).status
  expect(await endOthers(sessions[0]!)).toBe(403)
  expect(await endOthers(await enter('clerk'))).toBe(200)
})
