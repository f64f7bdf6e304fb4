import { afterAll, beforeAll, expect, test } from 'vitest'
import { officerRoles } from '#rules/policy/officer.ts'
import { enterFrom } from '#actions/residents/sign-in.ts'
import { file } from '#test/api/cases-of-every-state.ts'
import { makeThings } from '#test/security/things.ts'
import { openWorld, type World } from '#test/world.ts'
import { requestsFor, type Known } from './fuzzing.ts'

let world: World
let known: Known
beforeAll(async () => {
  world = await openWorld({ complaintsPerSource: 1_000_000 })
  const [cases, things] = [[await file(world), await file(world)], await makeThings(world)]
  await world.postCommittee()
  // A good half of what is asked about is there.
  known = { ids: [...cases.map(({ id }) => id), ...things.values(), world.unitId.department('agriculture'), '0198c0de-0000-4000-8000-000000000001'], places: [world.village, world.otherVillage, 1, 2] }
})
afterAll(() => world.close())

/** FUZZ_REQUESTS and FUZZ_SEED ask for more, or for others. */
const count = Number(process.env['FUZZ_REQUESTS'] ?? 1000)
const seed = Number(process.env['FUZZ_SEED'] ?? 20260921)

test('no request of the right shape, or nearly, to any operation of the document is our fault', async () => {
  // Those with most to do ask oftener; a resident is signed in as one, which is nothing to the staff's side.
  const accounts = [...officerRoles, 'second-custodian', 'triage', 'clerk', 'reviewer', 'handler', 'supervisor', 'resident', 'nobody'] as const
  const resident = { cookie: `resident=${await enterFrom(world.context, 'wechat', 'wx-test', 'openid-of-nobody')}`, origin: 'http://localhost' }
  const app = await world.app()
  const faults = new Map<string, string>()
  const classes: Record<string, number> = {}
  let n = 0
  for (const made of requestsFor(seed, count, known)) {
    const account = accounts[(Math.imul(++n, 0x9e3779b1) >>> 9) % accounts.length]!
    const signedIn: Record<string, string> = account === 'resident' ? resident : account === 'nobody' ? { origin: 'http://localhost' } : await world.signInAs(account)
    const { operationId, method, url, headers, payload } = made
    const reply = await app.inject({ method: method as 'GET', url, headers: { ...signedIn, ...headers }, ...(payload !== undefined && { payload }) })
    classes[`${Math.floor(reply.statusCode / 100)}xx`] = (classes[`${Math.floor(reply.statusCode / 100)}xx`] ?? 0) + 1
    if (reply.statusCode >= 500) faults.set(operationId, `${account}: ${method} ${url} ${payload ?? ''} -> ${reply.payload}`)
    else if (reply.statusCode >= 400) expect(reply.headers['content-type'], `${method} ${url}`).toMatch(/^application\/problem\+json/u)
  }
  expect(Object.fromEntries(faults)).toEqual({})
  expect(classes['2xx'], 'requests that got through').toBeGreaterThan(count / 20)
}, 60_000 + count * 60)
