import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { administratorRoles } from '#rules/policy/officer.ts'
import { staffRoutes } from '#api/contract/routes.ts'
import { inviteAdministratorCommand } from '#cli/invite-administrator.ts'
import { questionFor } from '#test/security/every-route.ts'
import { openFromNothing, type FromNothing } from './from-nothing.ts'

// A city begins before its counties, on a database in which there is nothing.
const [city, county, village] = [340_500_000_000, 340_523_000_000, 340_523_100_201]
let begun: FromNothing
beforeAll(async () => { begun = await openFromNothing('first_day_of_a_city', [city, county]) })
afterAll(() => begun?.close())
afterEach(() => { vi.restoreAllMocks(); vi.unstubAllEnvs() })

/** Runs the command as whoever runs the machine does, and tells what it printed. */
async function invite(...args: string[]) {
  for (const [name, value] of Object.entries(begun.settings)) vi.stubEnv(name, value)
  const said: string[] = []
  for (const way of ['log', 'error'] as const) vi.spyOn(console, way).mockImplementation((line: string) => void said.push(line))
  const exit = await inviteAdministratorCommand.run(args)
  vi.restoreAllMocks()
  const text = said.join('\n')
  return { exit, text, first: /first half +(\S+)/.exec(text)?.[1] ?? '', second: /second half +(\S+)/.exec(text)?.[1] ?? '' }
}

const at = (place: number) => (unit: string, kind: string, name: string, username: string, duty: string, more = {}) => ({ unit, kind, place: String(place), name, username, duty, ...more })
const ofCity = at(city)
const cityPeople = [
  ofCity('市委市政府', '领导机关', '测试市领导', 'city.leader', '分管领导', { head: '是' }),
  ofCity('市纪委监委信访室', '纪委监委信访室', '测试市分办', 'city.triage', '分办员'),
  ofCity('市纪委监委检举控告室', '检举控告室', '测试市检举控告', 'city.inspector', '检举控告办理人'),
  ofCity('市住建局', '责任部门', '测试市办理', 'city.handler', '办理人'),
  ofCity('派驻市住建局纪检监察组', '派驻纪检监察组', '测试市监督', 'city.supervisor', '监督人', { supervises: '市住建局' }),
  ofCity('市纪委监委案件监督管理室', '身份保管', '测试市保管甲', 'city.custodian.a', '身份保管人A组'),
  ofCity('市档案馆', '身份保管', '测试市保管乙', 'city.custodian.b', '身份保管人B组'),
]

test('a city is set up by its own administrators from one spreadsheet, and each of its counties by its own', async () => {
  const { program, as, enter, send, setUp } = begun
  expect((await invite('system-admin', '340500100000', 'x.y', '测试')).exit).toBe(2)
  expect((await invite('system-admin', '119900000000', 'x.y', '测试')).text).toContain('there is no place')
  for (const [prefix, place] of [['city', city], ['county', county]] as const) for (const role of administratorRoles) {
    const invited = await invite(role, String(place), `${prefix}.${role}`, `测试${prefix}${role}`)
    expect(invited.exit, invited.text).toBe(0)
    await enter(`${prefix}.${role}`, invited.first, invited.second)
  }

  // The city's people, all with accounts, under what leads them in the city.
  expect((await setUp('city.system-admin', 'city.security-admin', cityPeople)).body).toMatchObject({ units: 7, posts: 7 })
  const edges = await program.owner.selectFrom('orgEdge').innerJoin('unit', 'unit.id', 'orgEdge.unitId').innerJoin('unit as above', 'above.id', 'orgEdge.aboveId').select(['unit.nameZh as unit', 'above.nameZh as above', 'orgEdge.kind']).execute()
  expect(rows(edges)).toEqual([
    '市住建局 parent 市委市政府', '市住建局 supervises 派驻市住建局纪检监察组', '市纪委监委信访室 parent 市委市政府', '市纪委监委检举控告室 parent 市委市政府', '派驻市住建局纪检监察组 parent 市纪委监委信访室',
  ])
  // Everybody of the city opens the first screen, whatever else is asked is answered, and the desk reaches every county.
  const readings = staffRoutes.filter(({ method, url }) => method === 'GET' && !url.includes(':'))
  for (const username of [...cityPeople.map(person => person.username), ...administratorRoles.map(role => `city.${role}`)]) {
    expect((await as(username, 'GET', '/api/v1/desk')).status, username).toBe(200)
    for (const route of readings) expect((await as(username, 'GET', questionFor(route, { id: '00000000-0000-4000-8000-000000000000', village, word: '路灯' }).url)).status, `${username} ${route.url}`).toBeLessThan(500)
  }
  expect((await as('city.triage', 'GET', '/api/v1/organisation')).body.places.map(({ code }: { code: number }) => code)).toContain(county)

  // Neither sets up what is the other's, all at once or one by one.
  const ofCounty = at(county)('县住建局', '责任部门', '测试县办理', 'county.handler', '办理人')
  expect((await send('city.system-admin', '/reading', [ofCounty])).body.problems).toMatchObject([{ code: 'place-unknown', cell: 'D2' }])
  expect((await send('county.system-admin', '/reading', [ofCity('市水利局', '责任部门', '测试市乙', 'city.second', '办理人')])).body.problems).toMatchObject([{ code: 'place-unknown', cell: 'D2' }])
  expect((await setUp('county.system-admin', 'county.security-admin', [ofCounty, at(village)('村委会', '村', '测试信息员', 'county.clerk', '信息员')])).body).toMatchObject({ units: 2, posts: 2 })
  const listed = async (who: string) => (await as(who, 'GET', '/api/v1/accounts')).body as { units: { id: string; zh: string }[]; accounts: { officerId: string; name: string; role: string }[] }
  const [mine, theirs] = [await listed('city.system-admin'), await listed('county.system-admin')]
  expect(mine.units.map(({ zh }) => zh)).not.toContain('县住建局')
  expect(theirs.units.map(({ zh }) => zh)).not.toContain('市住建局')
  const unitIds = new Map([...mine.units, ...theirs.units].map(({ id, zh }) => [zh, id]))
  const ask = (who: string, unit: string) => as(who, 'POST', '/api/v1/accounts/invitations', { name: '测试丙', username: 'third', unitId: unitIds.get(unit), role: 'handler' })
  expect((await ask('city.system-admin', '县住建局')).body.code).toBe('unknown-unit')
  expect((await ask('county.system-admin', '市住建局')).body.code).toBe('unknown-unit')
  const clerk = theirs.accounts.find(({ role }) => role === 'clerk')!
  for (const who of ['city.system-admin', 'city.security-admin']) expect((await as(who, 'POST', `/api/v1/accounts/${clerk.officerId}/end`, { reason: '不归市里管' })).body.code, who).toBe('not-found')
  expect((await ask('city.system-admin', '市住建局')).status).toBe(200)

  // And the database refuses what the program does not ask for.
  const [admin] = await program.owner.selectFrom('officer').select(['id', 'unitId']).where('name', '=', '测试citysystem-admin').execute()
  await expect(program.owner.updateTable('officer').set({ reachHigh: 340_599_999_999 }).where('id', '=', admin!.id).execute()).rejects.toThrow(/administers_own_organisation/)
  await expect(program.owner.updateTable('staffInvitation').set({ askedBy: admin!.id }).where('unitId', '=', unitIds.get('县住建局')!).execute()).rejects.toThrow(/another organisation/)
}, 180_000)

function rows(edges: readonly { readonly unit: string; readonly above: string; readonly kind: string }[]): string[] {
  return edges.map(({ unit, above, kind }) => `${unit} ${kind} ${above}`).toSorted()
}
