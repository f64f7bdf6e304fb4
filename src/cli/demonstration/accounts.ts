import { addDays } from '#rules/calendar/plain-date.ts'
import { columnWords, setUpColumns, type SetUpColumn } from '#rules/organisation/set-up-words.ts'
import type { AccountNotice } from '#rules/policy/account-notices.ts'
import { householdHashes } from '#platform/crypto/household-code.ts'
import { inTransaction } from '#records/database.ts'
import { getOfficer } from '#records/officers.ts'
import { useCode } from '#records/households.ts'
import type { Context } from '#actions/context.ts'
import { codesOf, makeHouseholdCodes } from '#actions/residents/households.ts'
import { nameDeputy } from '#actions/staff/deputies.ts'
import { tellHolder } from '#actions/staff/notices.ts'
import { askSetUp } from '#actions/staff/set-up.ts'
import { insist, onDay } from './disclosures.ts'
import { mainVillages, officerId } from './people.ts'

const [village] = mainVillages

/** What an account was told of itself lately: by whose account, so many days ago, how often. */
const told: readonly (readonly [username: string, daysAgo: number, kind: AccountNotice, times: number])[] = [
  ['clerk', 12, 'new-browser', 1], ['clerk', 3, 'wrong-tries', 6], ['triage', 20, 'password-changed', 1], ['triage', 6, 'new-browser', 1], ['security-admin', 9, 'new-browser', 1],
]

/** What the screens of accounts show that nobody made by hand: notices, codes for households some of which were used, posts that are lent, and a county set-up that waits for the second administrator. */
export async function furnishAccounts(context: Context, userIds: ReadonlyMap<string, string>): Promise<void> {
  for (const [username, daysAgo, kind, times] of told) {
    const then = onDay(context, addDays(context.clock.today(), -daysAgo))
    for (let n = 0; n < times; n++) await inTransaction(then.db, tx => tellHolder(then, tx, userIds.get(username)!, kind))
  }
  await handOutHouseholdCodes(context)
  await lendPosts(context)
  const administrator = await getOfficer(context.db, officerId.administrator('system-admin'))
  insist(await askSetUp(context, administrator, { name: '人员', hidden: false, hiddenRows: [], merges: [], rows: [setUpColumns.map(column => columnWords[column].zh[0]), ...newcomers.map(row => setUpColumns.map(column => row[column] ?? ''))] }), 'ask for a set-up')
}

/** A post of the desk that was lent for some days, and one that will be. */
async function lendPosts(context: Context): Promise<void> {
  const [absentId, deputyId] = [officerId.triage, officerId.secondTriage]
  for (const { saidOn, from, to, reason } of [{ saidOn: -21, from: -20, to: -16, reason: 'leave' }, { saidOn: -1, from: 8, to: 12, reason: 'training' }] as const) {
    const then = onDay(context, addDays(context.clock.today(), saidOn))
    insist(await nameDeputy(then, await getOfficer(context.db, absentId), { absentId, deputyId, reason, from: addDays(context.clock.today(), from), to: addDays(context.clock.today(), to) }), 'name a deputy')
  }
}

/** Two batches of the first village: one in use, one that nobody has used yet. No code of them is known to anybody. */
async function handOutHouseholdCodes(context: Context): Promise<void> {
  const clerk = await getOfficer(context.db, officerId.clerk(village))
  for (const { daysAgo, made, used } of [{ daysAgo: 25, made: 120, used: 37 }, { daysAgo: 1, made: 40, used: 0 }]) {
    const [then, request] = [onDay(context, addDays(context.clock.today(), -daysAgo)), `demonstration batch ${made}`]
    insist(await makeHouseholdCodes(then, clerk, request, made), 'make household codes')
    const codes = codesOf(context, clerk, request, used).map(code => householdHashes(context.secrets.residentKey, code))
    await inTransaction(context.db, async tx => { for (const code of codes) await useCode(tx, code, then.clock.today()) })
  }
}

const unit = { unit: '县水利局（演示）', unitEn: 'County water bureau (demo)', kind: '责任部门', place: '含山县' } as const
const newcomers: readonly Partial<Record<SetUpColumn, string>>[] = [
  { ...unit, name: '演示·水利办理员', username: 'water-handler', duty: '办理人' },
  { ...unit, name: '演示·水利办理员乙', username: 'water-handler-2', duty: '办理人' },
]
