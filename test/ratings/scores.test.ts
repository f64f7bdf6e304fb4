import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseAt } from '#test/api/cases-of-every-state.ts'
import { say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const rate = (body: object) => say(world, undefined, 'POST', '/api/v1/complaints/rate', { body })
const post = async (fields: Record<string, string>) => (await world.app()).inject({
  method: 'POST', url: '/track/rate', headers: { 'content-type': 'application/x-www-form-urlencoded', 'origin': 'http://localhost', 'sec-fetch-site': 'same-origin' }, payload: new URLSearchParams(fields).toString(),
})

test('beside the grade a complainant may say how fast, how clear and how easy it was, each or none', async () => {
  const [some, none] = [await caseAt(world, 'replied'), await caseAt(world, 'replied')]
  expect((await rate({ code: some.code, grade: 'satisfied', scores: { efficiency: 5, convenience: 1 } })).body.rating).toMatchObject({ grade: 'satisfied', scores: { efficiency: 5, convenience: 1 } })
  const { rating } = (await rate({ code: none.code, grade: 'satisfied', scores: {} })).body
  expect(rating).not.toHaveProperty('scores')
})
test('a score outside 1 to 5, half a one or one of another name is refused in words', async () => {
  const { code } = await caseAt(world, 'replied')
  for (const scores of [{ efficiency: 0 }, { efficiency: 6 }, { guidance: 2.5 }, { kindness: 3 }]) expect((await rate({ code, grade: 'satisfied', scores })).status).toBe(422)
})
test('the page asks for scores without needing a script, keeps what was chosen when the grade is missing, and shows them afterwards', async () => {
  const { code } = await caseAt(world, 'replied')
  const refused = await post({ code, part: '1', guidance: '4', efficiency: '9' })
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toMatch(/<option value="4" selected>/)
  const rated = await post({ code, part: '1', grade: 'satisfied', guidance: '4', efficiency: '9' })
  expect(rated.statusCode).toBe(200)
  expect(rated.body).toContain('讲得清不清：4 分')
  expect(rated.body).not.toContain('办得快不快')
})
test('scores are as blind as the grade', async () => {
  const { id, code } = await caseAt(world, 'replied')
  await rate({ code, grade: 'satisfied', scores: { efficiency: 3 } })
  for (const role of ['handler', 'supervisor', 'leader', 'triage'] as const) expect(JSON.stringify((await say(world, role, 'GET', `/api/v1/cases/${id}`)).body)).not.toContain('efficiency')
})
