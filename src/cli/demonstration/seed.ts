import { addDays } from '#rules/calendar/plain-date.ts'
import { createAccount } from '#actions/sign-in.ts'
import { CannotStart } from '#platform/cannot-start.ts'
import { findPost, hasOrganisation, linkOfficerToUser } from '#records/organisation.ts'
import type { Program } from '../open-program.ts'
import { furnishAccounts } from './accounts.ts'
import { fileDemonstrationCases } from './complaints.ts'
import { publishDemonstration } from './disclosures.ts'
import { fulfilDemonstrationDuties, openDemonstrationDuties } from './duties.ts'
import { demonstrationAccounts, setUpOrganisation, type DemonstrationAccount } from './people.ts'

/**
 * Fills an empty database with the demonstration county: real places, invented people, firms and amounts.
 * A database that has any post already is left alone. Returns the accounts to print.
 */
export async function seedDemonstration({ context, signIn, owner }: Pick<Program, 'context' | 'signIn' | 'owner'>): Promise<DemonstrationAccount[]> {
  if (await hasOrganisation(context.db)) return withLaterAccounts({ context, signIn, owner }, await findDemonstration({ context }))
  const accounts = await demonstrationAccounts(context.db)
  console.log('loading the demonstration county …')
  // The committee was elected lately: what was published before went without it.
  await setUpOrganisation(owner, addDays(context.clock.today(), -30))
  await openDemonstrationDuties(context)
  const records = await publishDemonstration(context)
  const cases = await fileDemonstrationCases(context)
  await fulfilDemonstrationDuties(context)
  // The accounts come last: a start that was interrupted before is seen by their absence.
  const userIds = new Map<string, string>()
  for (const { username, password, officerId } of accounts) {
    userIds.set(username, await createAccount(signIn, { username, password, name: username }))
    await linkOfficerToUser(owner, officerId, userIds.get(username)!)
  }
  await furnishAccounts(context, userIds)
  console.log(`loaded ${records} records and ${cases} complaints`)
  return accounts
}

/** An account that came with a later release gets its sign-in when its post is there. */
async function withLaterAccounts({ context, signIn, owner }: Pick<Program, 'context' | 'signIn' | 'owner'>, accounts: DemonstrationAccount[]): Promise<DemonstrationAccount[]> {
  for (const { username, password, officerId } of accounts) {
    const post = await findPost(context.db, officerId)
    if (post && !post.hasSignIn) await linkOfficerToUser(owner, officerId, await createAccount(signIn, { username, password, name: username }))
  }
  return accounts
}

/** The accounts, if this database holds the demonstration; otherwise none. */
export async function findDemonstration({ context }: Pick<Program, 'context'>): Promise<DemonstrationAccount[]> {
  const accounts = await demonstrationAccounts(context.db)
  const post = await findPost(context.db, accounts.at(-1)!.officerId)
  if (!post) return []
  if (!post.hasSignIn) throw new CannotStart('the demonstration was loaded only in part, because a start was interrupted: remove DATA_DIR (or empty the database of DATABASE_URL) and start again')
  return accounts
}
