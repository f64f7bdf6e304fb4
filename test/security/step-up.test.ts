import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { proofNeeded, publishingActs, sensitiveActs } from '#rules/policy/step-up.ts'
import { staffRoutes } from '#api/contract/routes.ts'
import { nobody, questionsOf, type Asked } from './asking.ts'
import { askWith, Jar } from './jar.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ signInRules: { secondFactor: 'off', idleMinutes: 120, longestHours: 10, proofMinutes: 15, sittingMinutes: 60 } })
  at(0)
  await askWith(world, jar, 'POST', '/api/auth/sign-in/username', { username: 'clerk', password: 'yidiantong-demo' })
})
afterAll(() => world.close())

const jar = new Jar()
const ask = async ({ method, url, body }: Asked) => (await askWith(world, jar, method, url, body)).body?.code as string | undefined
function at(minutes: number, seconds = 0) {
  world.setClock('2026-09-21', 9, minutes * 60 + seconds)
}

/** Parts that must be what they say. */
const exact: Readonly<Record<string, object>> = { askIdentity: { viewRecipient: `age1${'q'.repeat(58)}` }, passIdentity: { sealed: 'A'.repeat(200) }, openIdentity: { sealed: 'A'.repeat(200) } }

/** A request for an act, one for each of its actions where only some ask for a proof. */
function requestsFor(operation: string, actions: true | readonly string[]): Asked[] {
  const route = staffRoutes.find(({ schema }) => schema.operationId === operation)!
  const questions = questionsOf(route, { caseId: nobody, recordId: nobody, draftId: nobody, village: world.village }).map(asked => ({ ...asked, ...asked.body !== undefined && { body: { ...asked.body, ...exact[operation] } } }))
  if (actions === true) return questions.slice(0, 1)
  return actions.map(action => questions.find(({ body }) => (body as { action?: string }).action === action) ?? { ...questions[0]!, body: { ...questions[0]!.body as object, action } })
}

describe('the proof of who is there', () => {
  test.each(Object.entries(sensitiveActs))('is asked for before %s once it is older than a quarter of an hour', async (operation, actions) => {
    for (const request of requestsFor(operation, actions)) {
      at(15)
      expect(await ask(request), 'fresh').not.toBe('step-up')
      at(15, 1)
      expect(await ask(request), 'old').toBe('step-up')
    }
  })

  test.each(Object.entries(publishingActs))('lasts for an hour of %s, and is then asked for', async (operation, actions) => {
    for (const request of requestsFor(operation, actions)) {
      at(60)
      expect(await ask(request), 'the same sitting').not.toBe('step-up')
      at(60, 1)
      expect(await ask(request), 'old').toBe('step-up')
    }
  })

  // By name: a test that walks a table would not miss what is taken out of it.
  test('is asked for before a record or many are approved, something is kept longer, a report is moved, the audit is taken away, or another session is ended', () => {
    const needed = [['moveDraft', 'approve'], ['moveDraft', 'schedule'], ['approveBatch'], ['moveNil', 'approve'], ['moveWithdrawal', 'grant'], ['askHold'], ['moveHold'], ['moveTip', 'archive'], ['getTip'], ['getAuditCsv'], ['endOwnSession'], ['endOtherSessions'], ['endSessionsOf']] as const
    expect(needed.filter(([operation, action]) => proofNeeded(operation, action) === undefined)).toEqual([])
  })

  test('is not asked for by what only prepares, returns or refuses', async () => {
    at(100)
    for (const [operation, action] of [['moveDraft', 'submit'], ['moveDraft', 'return'], ['moveDraft', 'endorse'], ['moveNil', 'return'], ['moveWithdrawal', 'ask'], ['moveCase', 'accept']] as const) {
      for (const request of requestsFor(operation, [action])) expect(await ask(request), `${operation} ${action}`).not.toBe('step-up')
    }
  })

  test('once given, covers all acts of the next quarter of an hour, and none of what was refused before it was done', async () => {
    at(61)
    const request = requestsFor('approveBatch', true)[0]!
    const outcomes = async () => (await world.owner.pool.query<{ outcome: string }>(`select outcome from audit.entry where act = 'approveBatch' order by id`)).rows.map(({ outcome }) => outcome)
    const before = await outcomes()
    expect(await ask(request)).toBe('step-up')
    // That it was refused is an entry, and the only one.
    expect(await outcomes()).toEqual([...before, 'step-up'])
    expect((await askWith(world, jar, 'POST', '/api/v1/security/proof', { password: 'yidiantong-demo' })).status).toBe(200)
    expect(await ask(request)).toBe('not-found')
  })
})
