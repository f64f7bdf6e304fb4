import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '#platform/config.ts'
import { inviteAdministrator } from '#actions/staff/first-administrator.ts'
import { seedDemonstration } from '#cli/demonstration/seed.ts'
import { openProgram } from '#cli/open-program.ts'
import { openFromNothing, type FromNothing } from './from-nothing.ts'

const city = 340_500_000_000
let nothing: FromNothing
beforeAll(async () => {
  nothing = await openFromNothing('real_books', [city])
  const { context, owner } = nothing.program
  expect(await inviteAdministrator(context, owner, { role: 'system-admin', place: city, username: 'wang.fang', name: '王芳' })).toMatchObject({ ok: true })
}, 120_000)
afterAll(() => nothing.close())

const start = (left: readonly string[], more: Record<string, string> = {}) =>
  openProgram(readConfig({ ...Object.fromEntries(Object.entries(nothing.settings).filter(([name]) => !left.includes(name))), ...more }, []), undefined)
const halves = () => readdirSync(join(nothing.settings['DATA_DIR']!, 'secrets')).filter(name => name.endsWith('.age-identity'))

test('real books do not start without the keys of custodians and bodies, and no secret half is made for them', async () => {
  await expect(start(['DEMO', 'VAULT_RECIPIENTS', 'TIP_RECIPIENTS'])).rejects.toThrow(/^this database holds real books and VAULT_RECIPIENTS and TIP_RECIPIENTS are not set: start with the settings of before, or say DEMO=0/)
  await expect(start(['DEMO', 'VAULT_RECIPIENTS'])).rejects.toThrow(/^this database holds real books and VAULT_RECIPIENTS is not set/)
  await expect(start(['DEMO', 'TIP_RECIPIENTS'])).rejects.toThrow(/^this database holds real books and TIP_RECIPIENTS is not set/)
  expect(halves()).toEqual([])
}, 120_000)

test('real books insist on encrypted ways whatever is said of a demonstration', async () => {
  await expect(start(['DEMO'], { SMS_GATEWAY: 'http://sms.example/send key' })).rejects.toThrow(/^SMS_GATEWAY leads out of this machine unencrypted/)
  await (await start(['DEMO'], { SMS_GATEWAY: 'http://sms.example/send key', UNENCRYPTED_WAYS: 'allowed' })).close()
}, 120_000)

test('real books that say that no names are taken start without keys, and take none', async () => {
  const program = await start(['VAULT_RECIPIENTS', 'TIP_RECIPIENTS'])
  try {
    expect(program.context.custodians).toBeUndefined()
    expect(program.context.tips.recipients.size).toBe(0)
  } finally {
    await program.close()
  }
}, 120_000)

test('real books that start with their keys get no demonstration', async () => {
  const program = await start(['DEMO'])
  try {
    expect(await seedDemonstration(program)).toEqual([])
    expect(program.context.custodians).toEqual(nothing.program.context.custodians)
    expect(halves()).toEqual([])
  } finally {
    await program.close()
  }
}, 120_000)
