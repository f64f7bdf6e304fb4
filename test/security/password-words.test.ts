import { afterAll, beforeAll, expect, test } from 'vitest'
import { inviteAdministrator } from '#actions/staff/first-administrator.ts'
import { say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'
import { askWith, Jar } from './jar.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const refused = { status: 422, body: { code: 'password-weak', detail: '密码里不要有本单位、本地或者岗位的名称，拼音也不行。' } }
const inChinese = { 'accept-language': 'zh-CN' }

test('a password holds no name of the own village, township, county, unit or duty, nor the county’s in pinyin', async () => {
  const jar = new Jar()
  await askWith(world, jar, 'POST', '/api/auth/sign-in/username', { username: 'clerk', password: 'yidiantong-demo' })
  const { rows } = await world.owner.pool.query<{ village: string; township: string; county: string; unit: string }>(
    `select village.name as village, township.name as township, county.name as county, unit.name_zh as unit from officer join unit on unit.id = unit_id join pub.division village on village.code = unit.division_code
       join pub.division township on township.code = village.code / 1000 * 1000 join pub.division county on county.code = village.code / 1000000 * 1000000 where officer.id = $1`, [world.officerId.clerk(world.village)])
  const change = (next: string) => askWith(world, jar, 'POST', '/api/v1/security/password', { current: 'yidiantong-demo', next }, inChinese)
  for (const next of [...Object.values(rows[0]!).map(name => `${name}的春天来了，又去看油菜花`), '村级信息员今天去看油菜花', 'hanshanxian2026', 'my years in Han-Shan']) expect(await change(next), next).toMatchObject(refused)
  expect((await change('春天去看油菜花 in the hills')).status).toBe(200)
})

test('nor does the first one of an invited post', async () => {
  const invited = await inviteAdministrator(world.context, world.owner.db, { role: 'audit-admin', place: 340_523_000_000, username: 'zhao.min', name: '赵敏' })
  if (!invited.ok) throw new Error(invited.refusal.code)
  const accept = (password: string) => say(world, undefined, 'POST', '/api/v1/invitations/accept', { body: { username: 'zhao.min', ...invited.value, password }, headers: { origin: 'http://localhost', ...inChinese } })
  for (const next of ['和县的油菜花开满了山坡啊', 'hexian at the river', '审计管理员去看油菜花好了']) expect(await accept(next), next).toMatchObject(refused)
  expect(await accept('和赵敏一起去看山坡的油菜花')).toMatchObject({ status: 422, body: { detail: '密码里不要有用户名或姓名。' } })
  expect((await accept('春天去看油菜花 in the hills')).status).toBe(200)
})
