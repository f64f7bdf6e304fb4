import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actingFor } from '#records/scope.ts'
import type { Db } from '#records/database.ts'
import { county } from '#cli/demonstration/people.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const byTwo = /the first term of a post is granted by a second person/
const administrator = (role: 'system-admin' | 'security-admin') => world.officerId.administrator(role)
const as = async <T>(role: 'system-admin' | 'security-admin', work: (office: Db) => Promise<T>) => actingFor(await world.officer(administrator(role)), () => work(world.context.office.db))

type Post = { readonly id: string; readonly unitId: string; readonly role: string; readonly name: string; readonly reachLow: number; readonly reachHigh: number; readonly activeFrom: string; readonly activeTo: string | null }
const post = (more: Partial<Post> = {}): Post => ({ id: randomUUID(), unitId: world.unitId.department('finance'), role: 'handler', name: '测试·新来的', reachLow: county, reachHigh: county + 999_999, activeFrom: '2026-09-21', activeTo: '2027-09-21', ...more })
const take = (db: Db, made: Post) => db.insertInto('officer').values(made).execute()
const asked = ({ id, unitId, role, name, activeTo }: Post, n: string) => ({ id: randomUUID(), kind: 'new', officerId: id, username: `first.term.${n}`, name, unitId, role, activeTo, askedBy: administrator('system-admin'), askedAt: new Date(), firstHash: Buffer.from(n), expiresAt: new Date(Date.now() + 86_400_000) })
const granted = () => ({ grantedBy: administrator('security-admin'), grantedAt: new Date(), secondHash: Buffer.from('second') })
const count = async ({ id }: Post) => (await world.owner.pool.query('select id from officer where id = $1', [id])).rows.length

test('the database takes a new post at the word of nobody alone, whichever role of the program writes it', async () => {
  const made = post()
  for (const role of ['system-admin', 'security-admin'] as const) await expect(as(role, office => take(office, made)), role).rejects.toThrow(byTwo)
  await expect(take(world.context.db, made)).rejects.toThrow(/permission denied/)
  await as('system-admin', office => office.insertInto('staffInvitation').values(asked(made, 'one')).execute())
  await expect(as('system-admin', office => take(office, made))).rejects.toThrow(byTwo)
  expect(await count(made)).toBe(0)
})

test('it takes one in the transaction of the grant, as it was asked for, and not once more afterwards', async () => {
  const [made, invitation] = [post(), randomUUID()]
  await as('system-admin', office => office.insertInto('staffInvitation').values({ ...asked(made, 'two'), id: invitation }).execute())
  const grantAnd = (taken: Post) => as('security-admin', office => office.transaction().execute(async tx => {
    await tx.updateTable('staffInvitation').set(granted()).where('id', '=', invitation).execute()
    await take(tx, taken)
  }))
  for (const other of [{ id: randomUUID() }, { role: 'supervisor' }, { unitId: world.unitId.department('housing') }, { activeTo: null }, { name: '测试·别人' }]) await expect(grantAnd({ ...made, ...other }), JSON.stringify(other)).rejects.toThrow(byTwo)
  await grantAnd(made)
  expect(await count(made)).toBe(1)
  await expect(as('security-admin', office => take(office, post({ name: made.name })))).rejects.toThrow(byTwo)
})

test('nobody asks or grants in the name of another, nor asks for what is granted already', async () => {
  const made = post()
  await expect(as('security-admin', office => office.insertInto('staffInvitation').values(asked(made, 'three')).execute())).rejects.toThrow(/in the name of who asks/)
  await expect(as('system-admin', office => office.insertInto('staffInvitation').values({ ...asked(made, 'three'), ...granted() }).execute())).rejects.toThrow(/granted after it was asked for/)
  const invitation = asked(made, 'three')
  await as('system-admin', office => office.insertInto('staffInvitation').values(invitation).execute())
  for (const said of [granted(), { ...granted(), grantedBy: null }]) await expect(as('system-admin', office => office.updateTable('staffInvitation').set(said).where('id', '=', invitation.id).execute())).rejects.toThrow(/in the name of who asks/)
  await expect(as('system-admin', office => office.updateTable('staffInvitation').set({ ...granted(), grantedBy: administrator('system-admin') }).where('id', '=', invitation.id).execute())).rejects.toThrow(/two people|check/)
  await expect(world.context.db.insertInto('staffInvitation').values(asked(made, 'four')).execute()).rejects.toThrow(/permission denied/)
})

test('a set-up that two granted takes the posts of its county, in that transaction alone', async () => {
  const id = randomUUID()
  await as('system-admin', office => office.insertInto('countySetup').values({ id, countyCode: county, lines: '[]', halves: '{}', askedBy: administrator('system-admin'), askedAt: new Date(), expiresAt: new Date(Date.now() + 86_400_000) }).execute())
  const made = post()
  await as('security-admin', office => office.transaction().execute(async tx => {
    await tx.updateTable('countySetup').set({ decidedBy: administrator('security-admin'), decidedAt: new Date(), outcome: 'granted' }).where('id', '=', id).execute()
    await take(tx, made)
    await tx.insertInto('staffInvitation').values({ ...asked(made, 'five'), ...granted(), setupId: id }).execute()
  }))
  expect(await count(made)).toBe(1)
  await expect(as('security-admin', office => take(office, post()))).rejects.toThrow(byTwo)
})

test('a headship is written and ended in the name of who asks, of somebody else, and by no other role of the program', async () => {
  const head = { unitId: world.unitId.department('finance'), officerId: world.officerId.handler('finance'), validFrom: '2026-09-21' }
  const insert = (role: 'system-admin' | 'security-admin', enteredBy: string | null, more: object = {}) => as(role, office => office.insertInto('unitHead').values({ ...head, enteredBy, ...more }).execute())
  for (const by of [null, administrator('security-admin')]) await expect(insert('system-admin', by)).rejects.toThrow(/in the name of who asks/)
  await expect(insert('system-admin', administrator('system-admin'), { officerId: administrator('system-admin') })).rejects.toThrow(/check|two people/)
  await expect(world.context.db.insertInto('unitHead').values({ ...head, enteredBy: administrator('system-admin') }).execute()).rejects.toThrow(/permission denied/)
  await insert('system-admin', administrator('system-admin'))
  const end = (endedBy: string) => as('security-admin', office => office.updateTable('unitHead').set({ validTo: '2026-09-22', endedBy, endReason: '机构改革' }).where('officerId', '=', head.officerId).execute())
  await expect(end(administrator('system-admin'))).rejects.toThrow(/in the name of who asks/)
  await end(administrator('security-admin'))
})
