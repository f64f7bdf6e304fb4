import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actingFor } from '#records/scope.ts'
import type { Db } from '#records/database.ts'
import { county } from '#cli/demonstration/people.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

const byTwo = /a longer term is granted by a second person/
const post = () => world.officerId.handler('finance')
const as = async <T>(role: 'system-admin' | 'security-admin', work: (office: Db) => Promise<T>) => actingFor(await world.officer(world.officerId.administrator(role)), () => work(world.context.office.db))
const setTo = (db: Db, activeTo: string | null) => db.updateTable('officer').set({ activeTo }).where('id', '=', post()).execute()
const held = async () => (await world.owner.pool.query<{ active_to: string | null }>('select active_to from officer where id = $1', [post()])).rows[0]!.active_to
const asked = (activeTo: string) => ({ id: randomUUID(), officerId: post(), activeTo, isHead: false, reason: '机构改革', askedBy: world.officerId.administrator('system-admin'), askedAt: new Date(), expiresAt: new Date(Date.now() + 86_400_000) })
const granted = () => ({ decidedBy: world.officerId.administrator('security-admin'), decidedAt: new Date(), outcome: 'granted' })
/** The change of a post, asked for by one administrator in a transaction of its own. */
async function ask(activeTo: string): Promise<string> {
  const change = asked(activeTo)
  await as('system-admin', office => office.insertInto('postChange').values(change).execute())
  return change.id
}

test('the database ends a term sooner at the word of one', async () => {
  await as('system-admin', office => setTo(office, '2026-12-01'))
  expect(await held()).toBe('2026-12-01')
})

test('it makes none longer, nor without end, at the word of one, whichever role of the program writes it', async () => {
  for (const activeTo of ['2026-12-02', '2027-12-01', null]) {
    await expect(as('system-admin', office => setTo(office, activeTo)), String(activeTo)).rejects.toThrow(byTwo)
    await expect(setTo(world.context.db, activeTo), String(activeTo)).rejects.toThrow(byTwo)
  }
  expect(await held()).toBe('2026-12-01')
})

test('it does so in the transaction of the grant, for that post and that day alone, and not once more afterwards', async () => {
  const id = await ask('2027-12-01')
  await expect(as('system-admin', office => setTo(office, '2027-12-01'))).rejects.toThrow(byTwo)
  const grantAnd = (activeTo: string) => as('security-admin', office => office.transaction().execute(async tx => {
    await tx.updateTable('postChange').set(granted()).where('id', '=', id).execute()
    await setTo(tx, activeTo)
  }))
  await expect(grantAnd('2027-12-02')).rejects.toThrow(byTwo)
  await grantAnd('2027-12-01')
  expect(await held()).toBe('2027-12-01')
  await as('system-admin', office => setTo(office, '2026-12-01'))
  await expect(as('security-admin', office => setTo(office, '2027-12-01'))).rejects.toThrow(byTwo)
})

test('nobody asks or grants in the name of another, nor asks for what is granted already', async () => {
  await expect(as('security-admin', office => office.insertInto('postChange').values(asked('2028-01-01')).execute())).rejects.toThrow(/in the name of who asks/)
  const change = { ...asked('2028-01-01'), ...granted() }
  await expect(as('system-admin', office => office.insertInto('postChange').values(change).execute())).rejects.toThrow(/granted after it was asked for/)
  const id = await ask('2028-01-01')
  await expect(as('system-admin', office => office.updateTable('postChange').set(granted()).where('id', '=', id).execute())).rejects.toThrow(/in the name of who asks/)
  await expect(world.context.db.insertInto('postChange').values(asked('2028-01-01')).execute()).rejects.toThrow(/permission denied/)
})

test('a set-up that two granted makes terms of its county longer, in that transaction alone', async () => {
  const id = randomUUID()
  const setup = { id, countyCode: county, lines: '[]', halves: '{}', askedBy: world.officerId.administrator('system-admin'), askedAt: new Date(), expiresAt: new Date(Date.now() + 86_400_000) }
  await as('system-admin', office => office.insertInto('countySetup').values(setup).execute())
  await as('security-admin', office => office.transaction().execute(async tx => {
    await tx.updateTable('countySetup').set(granted()).where('id', '=', id).execute()
    await setTo(tx, '2028-06-01')
  }))
  expect(await held()).toBe('2028-06-01')
  await expect(as('security-admin', office => setTo(office, '2028-06-02'))).rejects.toThrow(byTwo)
})
