import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#rules/calendar/plain-date.ts'
import { isProvisional } from '#rules/calendar/working-days.ts'
import { administratorRoles } from '#rules/policy/officer.ts'
import { inviteAdministrator } from '#actions/staff/first-administrator.ts'
import { findDemonstration } from '#cli/demonstration/seed.ts'
import { say } from '#test/api/talking.ts'
import { redacted } from '#test/api/cases-of-every-state.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openFromNothing, type FromNothing } from './from-nothing.ts'

// The ten steps of “The first day of a county” in the manual, on a database in which there is nothing.
const [county, township, village] = [340_523_000_000, 340_523_100_000, 340_523_100_201]
let begun: FromNothing
beforeAll(async () => {
  begun = await openFromNothing('first_day', [county])
  expect(await findDemonstration(begun.program)).toEqual([])
})
afterAll(() => begun?.close())

const bureau = { unit: '县住建局', kind: '责任部门', place: String(county) }
const body = { unit: '县纪委监委信访室', kind: '纪委监委信访室', place: String(county) }
const people = [
  { unit: '县委县政府', kind: '县领导机关', place: String(county), name: '测试领导', username: 'leader', duty: '分管领导', head: '是' },
  { ...body, name: '测试分办甲', username: 'triage.a', duty: '分办员' },
  { ...body, name: '测试分办乙', username: 'triage.b', duty: '分办员' },
  { ...bureau, name: '测试办理', username: 'handler', duty: '办理人' },
  { unit: '派驻县住建局纪检监察组', kind: '派驻纪检监察组', place: String(county), name: '测试监督', username: 'supervisor', duty: '监督人', supervises: '县住建局' },
  { unit: '历阳镇政府', kind: '乡镇', place: String(township), name: '测试审核', username: 'reviewer', duty: '乡镇审核人' },
  { unit: '村委会', kind: '村', place: String(village), name: '测试信息员', username: 'clerk', duty: '信息员' },
]

test('a county begins from nothing: administrators, people, list, a first record and a first complaint, without a password that anybody was given', async () => {
  const { program, world, as, enter, setUp } = begun
  // Steps 3 and 4: the first administrators, by the command line.
  for (const role of administratorRoles) {
    const invited = await inviteAdministrator(program.context, program.owner, { role, place: county, username: role, name: `测试${role}` })
    if (!invited.ok) throw new Error(invited.refusal.code)
    await enter(role, invited.value.first, invited.value.second)
  }
  // Steps 5 and 6: everybody from one spreadsheet, asked for by one and granted by another; each enters with both halves.
  expect((await setUp('system-admin', 'security-admin', people)).body).toMatchObject({ units: 6, posts: 7 })

  // Step 7: the calendar knows this year.
  const { calendar, clock } = program.context
  expect(isProvisional(calendar, clock.today())).toBe(false)

  // Step 8: the county's list is the common one; which two units answer for an item is proposed by one and passed by another.
  const units = (await as('triage.a', 'GET', '/api/v1/county-list')).body.units as { id: string; zh?: string; nameZh?: string }[]
  const unitId = (name: string) => units.find(unit => (unit.zh ?? unit.nameZh) === name)!.id
  const proposed = await as('triage.a', 'POST', '/api/v1/county-list/income-expense-detail/bindings', { validFrom: clock.today(), responsibleUnitId: unitId('县住建局'), supervisingUnitId: unitId('派驻县住建局纪检监察组') })
  const proposal = proposed.body.proposals.at(-1).id as string
  expect((await as('triage.a', 'POST', `/api/v1/county-list/proposals/${proposal}/decision`, { outcome: 'passed', note: '' })).status).toBe(403)
  expect((await as('triage.b', 'POST', `/api/v1/county-list/proposals/${proposal}/decision`, { outcome: 'passed', note: '' })).status).toBe(200)

  // Step 9: the first record, by two people.
  const lastMonth = addDays(`${clock.today().slice(0, 7)}-01` as ReturnType<typeof clock.today>, -1).slice(0, 7)
  const draft = await as('clerk', 'POST', '/api/v1/drafts', monthOfBooks(village, lastMonth))
  expect(draft.status).toBe(201)
  await as('clerk', 'POST', `/api/v1/drafts/${draft.body.id}/moves`, { action: 'submit', asOf: 1 })
  const approved = await as('reviewer', 'POST', `/api/v1/drafts/${draft.body.id}/moves`, { action: 'approve', asOf: 2 })
  expect(approved.status).toBe(200)
  expect((await say(world, undefined, 'GET', `/d/${approved.body.disclosureId}`)).status).toBe(200)

  // Step 10: the first complaint, to its department.
  const filed = await say(world, undefined, 'POST', '/api/v1/complaints', { body: { villageCode: village, statement: '村口路灯坏了一个月，一直没人修。', about: { disclosureId: approved.body.disclosureId, version: 1 }, person: { name: '测试群众', phone: '000-5550-1234' } } })
  expect(filed.status).toBe(201)
  const [{ id }] = (await as('triage.a', 'GET', '/api/v1/cases?queue=all')).body.items
  expect((await as('triage.a', 'POST', `/api/v1/cases/${id}/moves`, { action: 'accept', asOf: 1 })).status).toBe(200)
  expect(await as('triage.a', 'POST', `/api/v1/cases/${id}/moves`, { action: 'assign', asOf: 2, note: '请核查后答复。', details: { responsibleUnitId: unitId('县住建局'), redacted } })).toMatchObject({ status: 200, body: { state: 'assigned' } })
  expect((await as('handler', 'GET', `/api/v1/cases/${id}`)).body.allowed).toEqual(['return', 'sign'])
}, 120_000)
