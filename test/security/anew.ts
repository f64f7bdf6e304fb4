import { randomUUID } from 'node:crypto'
import { caseAt, move } from '#test/api/cases-of-every-state.ts'
import { form, say } from '#test/api/talking.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { peopleBook } from '#test/security/set-up-book.ts'
import { act, leftBehind, made, type Things } from '#test/security/things.ts'
import type { World } from '#test/world.ts'

/** The county, and one of everything in it. */
export type About = { readonly world: World; readonly things: Things }

const reason = '需要说明的理由如下。'
/** One grey dot. */
export const aPicture = { name: 'photo.png', bytes: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==', 'base64') }

export const aLetter = (world: World) => ({ channel: 'letter', channelNumber: randomUUID().slice(0, 8), villageCode: world.village, statement: '村口路灯坏了一个月没有人修。' })

export function newUnit({ world }: About): Promise<string> {
  return made(world, 'unit', 'system-admin', 'organisation/units', { zh: `县测试单位${randomUUID().slice(0, 6)}`, kind: 'responsible', place: 340_522_000_000 })
}

export async function newAccount(about: About): Promise<string> {
  const [id, user] = [randomUUID(), randomUUID()]
  await about.world.owner.pool.query(`insert into auth."user" (id, name, username, email, display_username) values ($1, $1, $1, $1 || '@staff.invalid', $1)`, [user])
  await about.world.owner.pool.query(`insert into officer (id, unit_id, role, name, reach_low, reach_high, active_from, user_id) select $1, unit_id, role, '测试办理员', reach_low, reach_high, active_from, $2 from officer where id = $3`, [id, user, about.world.officerId.handler('agriculture')])
  return id
}

export function newInvitation({ world }: About): Promise<string> {
  return act(world, 'system-admin', 'accounts/invitations', { name: `测试人员·${randomUUID().slice(0, 4)}`, username: `n${randomUUID().slice(0, 8)}`, unitId: world.unitId.department('agriculture'), role: 'handler' })
}

export async function newDeputy(about: About): Promise<string> {
  return act(about.world, 'security-admin', 'deputies', { absentId: await newAccount(about), deputyId: about.world.officerId.handler('agriculture'), from: '2026-11-01', to: '2026-11-09', reason: 'leave' })
}

export async function newChange(about: About): Promise<string> {
  return made(about.world, 'post_change', 'system-admin', `organisation/posts/${await newAccount(about)}`, { title: '主任', isHead: true, reason, seen: { title: '' } })
}

export function newFilter({ world }: About): Promise<string> {
  return made(world, 'saved_filter', 'triage', 'saved-filters', { name: randomUUID().slice(0, 8), queue: 'all', sort: 'due' })
}

/** One sheet of a county waits at a time. */
export async function newSetUp({ world }: About): Promise<string> {
  const waiting = async () => (await world.owner.pool.query<{ id: string }>('select id from county_setup where outcome is null')).rows[0]?.id
  const before = await waiting()
  if (before) return before
  await say(world, 'system-admin', 'POST', '/api/v1/accounts/set-up', form({}, { name: 'people.xlsx', bytes: peopleBook([{ unit: '县水利局（测试）', kind: '责任部门', place: '340522000000', name: `测试办理员·${randomUUID().slice(0, 4)}`, username: `s${randomUUID().slice(0, 8)}`, duty: '办理人' }]) }))
  return (await waiting())!
}

export function newHouseholdCodes({ world }: About): Promise<string> {
  return made(world, 'household_code_batch', 'clerk', 'household-codes', { count: 1 })
}

/** A case that the unit has, with a letter to it. */
export async function withLetter({ world }: About): Promise<string> {
  const { id } = await caseAt(world, 'handling')
  await move(world, id, world.officerId.triage, { action: 'supervise', note: '群众反映强烈。', letter: '关于督促办理一件群众投诉的函：请你单位认真核查，限期办结，并书面说明情况。', days: 10 })
  return id
}

/** The first of a draft of its own, each of another month. */
export async function newAttachment({ world }: About): Promise<string> {
  attached += 1
  const id = await act(world, 'clerk', 'drafts', monthOfBooks(world.village, `${2023 + Math.floor(attached / 12)}-${String(attached % 12 + 1).padStart(2, '0')}`))
  await say(world, 'clerk', 'POST', `/api/v1/drafts/${id}/attachments`, form({}, aPicture))
  return id
}
let attached = 0

/** There is one at a time: of the last one not approved, or of a new one once that is over. */
export async function openResealing({ world }: About): Promise<string> {
  const { rowCount } = await world.owner.pool.query('update vault.resealing set ended_at = now() where approved_by is not null and ended_at is null')
  if (rowCount === 1) return act(world, 'custodian', 'resealings', { note: reason })
  return idOf(world, 'select id from vault.resealing where ended_at is null and reason <> $1', '')
}

export async function passkeyOfAnother({ world }: About): Promise<string> {
  await world.owner.pool.query(`insert into auth.passkey (id, user_id, credential_id, public_key, counter, transports, name, made_at) select $1::uuid, user_id, $1::text, '\\x00', 0, '{}', '手机', now() from officer where name = $2`, [randomUUID(), leftBehind.name])
  return idOf(world, 'select p.id from auth.passkey as p join officer as o on o.user_id = p.user_id where o.name = $1', leftBehind.name)
}

export async function idOf(world: World, statement: string, of: string): Promise<string> {
  const { rows: [row] } = await world.owner.pool.query<{ id: string }>(`${statement} limit 1`, [of])
  if (!row) throw new Error(`nothing found: ${statement}`)
  return row.id
}
