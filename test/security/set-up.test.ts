import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OfficerRole } from '#rules/policy/officer.ts'
import { setUpColumns } from '#rules/organisation/set-up-words.ts'
import { readSpreadsheet } from '#platform/spreadsheets/read-spreadsheet.ts'
import { listVillages } from '#records/divisions.ts'
import { form, say } from '#test/api/talking.ts'
import { peopleBook, type Row } from './set-up-book.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

async function send(as: OfficerRole, url: string, rows: readonly Row[]) {
  const upload = form({}, { name: 'people.xlsx', bytes: peopleBook(rows) })
  const answer = await (await world.app()).inject({ method: 'POST', url: `/api/v1/accounts/set-up${url}`, headers: { ...await world.signInAs(as), ...upload.headers, 'idempotency-key': 'a key of the set-up' }, payload: upload.payload })
  return { status: answer.statusCode, body: answer.json() }
}

/** Four hundred and fifty people: two in each of two hundred and twenty units that are not there yet, and ten of a new bureau. */
async function people(): Promise<Row[]> {
  const villages = (await listVillages(world.context.db, { low: 340_500_000_000, high: 340_599_999_999 })).filter(({ code }) => Math.floor(code / 1e6) === 340_522).slice(0, 220)
  const kept = villages.length
  return [
    ...villages.flatMap(({ code, name }, i) => [
      { unit: `${name}便民站`, kind: '村', place: String(code), name: `测试甲${i}`, username: `jia.${i}`, duty: '信息员' },
      { unit: `${name}便民站`, kind: '村', place: String(code), name: `测试乙${i}`, username: `yi.${i}`, duty: '村务监督委员会', head: '是', from: '2026-09-01', to: '2028-09-01' },
    ]),
    ...Array.from({ length: 450 - 2 * kept }, (_, i) => ({ unit: '县水利局（测试）', kind: '责任部门', place: '340522000000', name: `测试丙${i}`, username: `bing.${i}`, duty: '办理人', title: '科员' })),
  ]
}

test('four hundred and fifty people are read, asked for by one administrator, granted by another, and enter with both halves', async () => {
  const rows = await people()
  const read = await send('system-admin', '/reading', rows)
  expect(read.body.problems).toEqual([])
  expect(read.body.plan.posts.filter((post: { what: string }) => post.what === 'new')).toHaveLength(450)
  const asked = await send('system-admin', '', rows)
  expect(asked.status).toBe(200)
  expect(asked.body.halves).toHaveLength(450)
  // A second one waits until the first is settled, and nothing is made before.
  expect((await send('system-admin', '', rows)).body.code).toBe('set-up-waiting')
  const count = async () => (await world.owner.pool.query<{ n: number }>(`select count(*)::int as n from officer where name like '测试%'`)).rows[0]!.n
  expect(await count()).toBe(0)
  const grant = (as: OfficerRole) => say(world, as, 'POST', `/api/v1/accounts/set-up/${asked.body.id}/grant`, {})
  for (const role of ['system-admin', 'audit-admin', 'triage', 'leader'] as const) expect((await grant(role)).status, role).toBe(403)
  const seen = await say(world, 'security-admin', 'GET', '/api/v1/accounts/set-up')
  expect(seen.body.waiting).toMatchObject({ mayGrant: true, problems: [] })
  expect(JSON.stringify(seen.body)).not.toContain(asked.body.halves[0].half)
  const granted = await grant('security-admin')
  expect(granted.body).toMatchObject({ posts: 450, changed: 0 })
  expect(await count()).toBe(450)
  expect((await grant('security-admin')).body.code).toBe('set-up-ended')
  const [first, second] = [asked.body.halves, granted.body.halves].map(halves => halves.find((half: { username: string }) => half.username === 'yi.0').half)
  const accept = (one: string, two: string) => say(world, undefined, 'POST', '/api/v1/invitations/accept', { body: { username: 'yi.0', first: one, second: two, password: '春天去看油菜花 in the hills' }, headers: { origin: 'http://localhost' } })
  expect((await accept(first, first)).body.code).toBe('invitation-wrong')
  expect((await accept(first, second)).status).toBe(200)
  const { rows: [made] } = await world.owner.pool.query(`select officer.role, officer.active_to, unit_head.valid_from, org_edge.kind from officer join unit_head on unit_head.officer_id = officer.id join org_edge on org_edge.unit_id = officer.unit_id where officer.name = '测试乙0'`)
  expect(made).toEqual({ role: 'committee', active_to: '2028-09-01', valid_from: '2026-09-01', kind: 'parent' })
  // The same file once more changes nothing; a title and a term that differ are changed, and nobody is invited twice.
  expect((await send('system-admin', '', rows)).body.code).toBe('set-up-nothing')
  const changed = await send('system-admin', '', rows.map((row, i) => (i === 449 ? { ...row, title: '副局长' } : row)))
  expect(changed.body.halves).toEqual([])
  expect((await say(world, 'security-admin', 'POST', `/api/v1/accounts/set-up/${changed.body.id}/grant`, {})).body).toMatchObject({ units: 0, posts: 0, changed: 1 })
})

test('one wrong cell makes nothing of the whole file, and only the system administrator may send one', async () => {
  const good: Row = { unit: '县水利局（测试）', kind: '责任部门', place: '340522000000', name: '测试丁', username: 'ding', duty: '办理人' }
  const rows = [good, { ...good, name: '测试戊', username: 'wu', place: '没有这个地方' }]
  const read = await send('system-admin', '/reading', rows)
  expect(read.body.problems).toMatchObject([{ cell: 'D3', code: 'place-unknown' }])
  expect(await send('system-admin', '', rows)).toMatchObject({ status: 422, body: { code: 'set-up-problems' } })
  expect((await send('system-admin', '', [{ ...good, username: 'clerk' }])).body.code).toBe('set-up-problems')
  for (const role of ['security-admin', 'audit-admin', 'triage', 'clerk'] as const) for (const url of ['', '/reading']) expect((await send(role, url, [good])).status, role + url).toBe(403)
  for (const role of ['audit-admin', 'triage', 'clerk'] as const) expect((await say(world, role, 'GET', '/api/v1/accounts/set-up')).status, role).toBe(403)
  // What has come between is not overrun: the name was given to somebody else meanwhile.
  const asked = await send('system-admin', '', [{ ...good, username: 'between' }])
  await say(world, 'system-admin', 'POST', '/api/v1/accounts/invitations', { body: { name: '测试己', username: 'between', unitId: world.unitId.department('finance'), role: 'handler' } })
  expect((await say(world, 'security-admin', 'POST', `/api/v1/accounts/set-up/${asked.body.id}/grant`, {})).body.code).toBe('set-up-overtaken')
  expect((await say(world, 'security-admin', 'POST', `/api/v1/accounts/set-up/${asked.body.id}/withdraw`, {})).status).toBe(200)
})

test('the template is a workbook that reads back as it explains itself', async () => {
  for (const language of ['zh-CN', 'en']) {
    const answer = await (await world.app()).inject({ method: 'GET', url: '/api/v1/accounts/set-up/template.xlsx', headers: { ...await world.signInAs('system-admin'), 'accept-language': language } })
    const sheets = await readSpreadsheet(answer.rawPayload)
    if (!Array.isArray(sheets)) throw new Error(sheets.code)
    expect(sheets[0]!.rows[0]).toHaveLength(setUpColumns.length)
  }
})

test('what nobody used of a granted set-up is taken back at once, lost halves are told anew, and a term that begins later is as if it had never been', async () => {
  const unit = { unit: '县档案中心（测试）', kind: '责任部门', place: '340522000000', duty: '办理人' }
  const rows: Row[] = [{ ...unit, name: '测试丁甲', username: 'ding.a', head: '是', from: '2026-09-01' }, { ...unit, name: '测试丁乙', username: 'ding.b', from: '2026-12-01' }, { ...unit, name: '测试丁丙', username: 'ding.c' }]
  const asked = await send('system-admin', '', rows)
  const granted = await say(world, 'security-admin', 'POST', `/api/v1/accounts/set-up/${asked.body.id}/grant`, {})
  expect(granted.body).toMatchObject({ units: 1, posts: 3 })
  const of = (halves: { username: string; half: string }[], who: string) => halves.find(({ username }) => username === who)!.half
  const renew = (as: OfficerRole) => say(world, as, 'POST', `/api/v1/accounts/set-up/${asked.body.id}/halves`, {})
  for (const role of ['audit-admin', 'triage'] as const) expect((await renew(role)).status, role).toBe(403)
  const anew = await renew('security-admin')
  expect(anew.body).toMatchObject({ which: 'second' })
  expect(anew.body.halves).toHaveLength(3)
  const accept = (second: string) => say(world, undefined, 'POST', '/api/v1/invitations/accept', { body: { username: 'ding.c', first: of(asked.body.halves, 'ding.c'), second, password: '春天去看油菜花 in the hills' }, headers: { origin: 'http://localhost' } })
  expect((await accept(of(granted.body.halves, 'ding.c'))).body.code).toBe('invitation-wrong')
  expect((await accept(of(anew.body.halves, 'ding.c'))).status).toBe(200)

  // One of them alone, whose term has not begun.
  const later = (await world.owner.pool.query<{ id: string }>(`select id from staff_invitation where username = 'ding.b' and ended_at is null`)).rows[0]!.id
  expect((await say(world, 'security-admin', 'POST', `/api/v1/accounts/invitations/${later}/withdraw`, {})).status).toBe(200)
  const { rows: [gone] } = await world.owner.pool.query(`select active_from, active_to from officer where name = '测试丁乙'`)
  expect(gone).toEqual({ active_from: '2026-12-01', active_to: '2026-12-01' })

  const takeBack = (as: OfficerRole, reason = '名单有误') => say(world, as, 'POST', `/api/v1/accounts/set-up/${asked.body.id}/take-back`, { body: { reason } })
  for (const role of ['audit-admin', 'leader'] as const) expect((await takeBack(role)).status, role).toBe(403)
  expect((await takeBack('system-admin', '误')).body.code).toBe('reason-missing')
  expect((await takeBack('system-admin')).body).toEqual({ ended: 1, left: [{ name: '测试丁丙', unit: '县档案中心（测试）' }] })
  const { rows: heads } = await world.owner.pool.query(`select valid_to is null as stands from unit_head join officer on officer.id = unit_head.officer_id where officer.name = '测试丁甲'`)
  expect(heads).toEqual([{ stands: false }])
  expect((await takeBack('system-admin')).body.ended).toBe(0)
  // The names are free again; who came stays.
  expect((await send('system-admin', '/reading', rows)).body.plan.posts.map(({ username, what }: { username: string; what: string }) => [username, what])).toEqual([['ding.a', 'new'], ['ding.b', 'new'], ['ding.c', 'left']])
})

test('a name that is there already is the same person, unless the file says why it is another; the preview, the grant and the database say whose each post is', async () => {
  const { rows: [clerk] } = await world.owner.pool.query<{ id: string; name: string }>(`insert into officer (id, unit_id, role, name, reach_low, reach_high, active_from, active_to, user_id)
    select gen_random_uuid(), unit_id, role, '测试·原信息员', reach_low, reach_high, '2018-01-01', '2020-06-01', (select id from auth."user" where username = 'leader') from officer where id = $1 returning id, name`, [world.officerId.clerk(world.village)])
  const at = (n: number, more: Row): Row => ({ unit: '县林业局（测试）', kind: '责任部门', place: '340522000000', name: `测试辛${n}`, username: `xin.${n}`, duty: '办理人', ...more })
  const rows = [at(1, { name: '测试 原信息员' }), at(2, { unit: '县农机局（测试）', name: '测试·原信息员', username: 'xin.2', person: '另一人：身份证号不同' }), at(3, {}), at(4, { unit: '县农机局（测试）', name: '测试辛3' })]
  const read = await send('system-admin', '/reading', rows)
  expect(read.body.problems).toEqual([])
  expect(read.body.plan.posts).toMatchObject([{ samePerson: { officerId: clerk!.id } }, { otherPerson: '身份证号不同' }, {}, { sameRow: 4 }])
  const asked = await send('system-admin', '', rows)
  expect((await say(world, 'security-admin', 'GET', '/api/v1/accounts/set-up')).body.waiting.plan.posts[0]).toMatchObject({ samePerson: { officerId: clerk!.id } })
  expect((await say(world, 'security-admin', 'POST', `/api/v1/accounts/set-up/${asked.body.id}/grant`, {})).body).toMatchObject({ posts: 4 })
  const { rows: made } = await world.owner.pool.query(`select username, same_person = $1 as is_clerk, other_person, person_id = $1 as is_person, person_id = (select officer_id from staff_invitation where username = 'xin.3') as is_third
    from staff_invitation as invited join officer on officer.id = invited.officer_id where username like 'xin.%' order by username`, [clerk!.id])
  expect(made).toEqual([
    { username: 'xin.1', is_clerk: true, other_person: null, is_person: true, is_third: false }, { username: 'xin.2', is_clerk: null, other_person: '身份证号不同', is_person: false, is_third: false },
    { username: 'xin.3', is_clerk: null, other_person: null, is_person: false, is_third: true }, { username: 'xin.4', is_clerk: false, other_person: null, is_person: false, is_third: true },
  ])
})
