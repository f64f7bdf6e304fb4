import { sql } from 'kysely'
import type { DivisionRange } from '#rules/divisions/division-code.ts'
import type { Db, Tx } from './database.ts'

export type AccountActWord = 'asked' | 'granted' | 'withdrawn' | 'accepted' | 'post-ended' | 'signed-out' | 'post-changed' | 'handed-over'
/** What an invitation for a new post says of it; nothing for another start. */
export type InvitedPost = { readonly postTitle: string | null; readonly activeFrom: string | null; readonly activeTo: string | null; readonly isHead: boolean }
export type NewInvitation = Partial<InvitedPost> & {
  readonly id: string; readonly kind: 'new' | 'again'; readonly samePerson?: string | null; readonly otherPerson?: string | null; readonly officerId: string; readonly username: string; readonly name: string; readonly unitId: string; readonly role: string
  readonly askedBy: string | null; readonly askedAt: Date; readonly firstHash: Buffer; readonly expiresAt: Date
  readonly grantedAt?: Date; readonly secondHash?: Buffer; readonly grantedBy?: string; readonly setupId?: string
}

/** Notes what was done with an account. */
export async function noteAccountAct(tx: Tx, done: { readonly officerId: string; readonly act: AccountActWord; readonly byOfficer: string | null; readonly at: Date; readonly reason?: string }): Promise<void> {
  await tx.insertInto('accountAct').values(done).execute()
}

/** Lets one change of accounts be made after the other: names are given once. */
export async function lockAccounts(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('accounts of staff', 0))`.execute(tx)
}

/** Keeps a post as it is for whoever is going to change or end it, before any other lock: acts of its holder that have begun are waited for, and none of them waits for a lock that is held here. */
export async function lockPost(tx: Tx, officerId: string): Promise<void> {
  await tx.selectFrom('officer').select('id').where('id', '=', officerId).forNoKeyUpdate().execute()
}

export async function insertInvitation(tx: Tx, invitation: NewInvitation): Promise<void> {
  await tx.insertInto('staffInvitation').values(invitation).execute()
}

/** An invitation with the place of its unit, locked. */
export function findInvitationForUpdate(tx: Tx, id: string) {
  return tx.selectFrom('staffInvitation').innerJoin('unit', 'unit.id', 'staffInvitation.unitId').selectAll('staffInvitation').select('unit.divisionCode').where('staffInvitation.id', '=', id).forUpdate('staffInvitation').executeTakeFirst()
}

/** The invitation of a user name that waits to be used. */
export function findGrantedForUpdate(tx: Tx, username: string, at: Date) {
  return tx.selectFrom('staffInvitation').selectAll().where('username', '=', username).where('endedAt', 'is', null).where('grantedAt', 'is not', null).where('expiresAt', '>', at).forUpdate().executeTakeFirst()
}

/**
 * Ends what was not used in time, in every county, so that the name is free to be asked for again; a post that nobody ever held ends with it, and what its holder
 * would have headed. `by` is who asks for something else now.
 */
export async function endExpired(tx: Tx, at: Date, today: string, by: string | null): Promise<void> {
  await sql`select end_expired_invitations(${at}, ${today}::date, ${by}::uuid)`.execute(tx)
}

export async function setGranted(tx: Tx, id: string, granted: { readonly grantedBy: string; readonly grantedAt: Date; readonly secondHash: Buffer; readonly expiresAt: Date }): Promise<void> {
  await tx.updateTable('staffInvitation').set(granted).where('id', '=', id).execute()
}

export async function setEnded(tx: Tx, id: string, endedHow: 'used' | 'withdrawn', endedAt: Date): Promise<void> {
  await tx.updateTable('staffInvitation').set({ endedHow, endedAt }).where('id', '=', id).execute()
}

/** Of these user names those that are taken, by an account or by an invitation under way, wherever that is. */
export async function listTakenNames(db: Db | Tx, usernames: readonly string[]): Promise<string[]> {
  if (usernames.length === 0) return []
  return (await sql<{ name: string }>`select taken_names(${[...usernames]}::text[]) as name`.execute(db)).rows.map(({ name }) => name)
}

/** Whether a user name is taken. */
export async function isNameTaken(tx: Tx, username: string): Promise<boolean> {
  return (await listTakenNames(tx, [username])).length > 0
}

/** Whether an invitation of a user name is under way. */
export async function isInvited(tx: Tx, username: string): Promise<boolean> {
  return await tx.selectFrom('staffInvitation').select('id').where('username', '=', username).where('endedAt', 'is', null).executeTakeFirst() !== undefined
}

/** A post with its account, as administrators see it. */
export function findAccount(db: Db | Tx, officerId: string) {
  return db.selectFrom('officer').innerJoin('unit', 'unit.id', 'officer.unitId').leftJoin('auth.user as account', 'account.id', 'officer.userId')
    .select(['officer.id', 'officer.personId', 'officer.name', 'officer.role', 'officer.unitId', 'officer.userId', 'officer.activeFrom', 'officer.activeTo', 'unit.divisionCode', 'account.username']).where('officer.id', '=', officerId).executeTakeFirst()
}

/** Posts of a reach that are held today or will be, by name, unit or user name; the administrators first. */
export function listAccounts(db: Db, reach: DivisionRange, today: string, search: string | undefined, most: number) {
  const pattern = patternOf(search ?? '')
  return db.selectFrom('officer').innerJoin('unit', 'unit.id', 'officer.unitId').leftJoin('auth.user as account', 'account.id', 'officer.userId')
    .select(['officer.id', 'officer.name', 'officer.role', 'officer.activeFrom', 'officer.activeTo', 'officer.postTitle', 'unit.nameZh', 'unit.nameEn', 'unit.divisionCode', 'account.username', 'account.twoFactorEnabled',
      session => session.selectFrom('auth.session').select(seen => seen.fn.max('seenAt').as('seenAt')).whereRef('auth.session.userId', '=', 'officer.userId').as('seenAt')])
    .where('unit.divisionCode', '>=', reach.low).where('unit.divisionCode', '<=', reach.high).where(post => post.or([post('officer.activeTo', 'is', null), post('officer.activeTo', '>', today)]))
    .$if(search !== undefined, query => query.where(post => post.or([post('officer.name', 'like', pattern), post('unit.nameZh', 'like', pattern), post('account.username', 'like', pattern)])))
    .orderBy(sql`officer.power = 'work'`).orderBy(sql`account.username nulls last`).orderBy('unit.divisionCode').orderBy('officer.name').orderBy('officer.id').limit(most).execute()
}

/** Invitations of a reach that are not settled, the newest first. The hundreds that a spreadsheet made are found by name. */
export function listOpenInvitations(db: Db, reach: DivisionRange, at: Date, search?: string) {
  return db.selectFrom('staffInvitation as i').innerJoin('unit', 'unit.id', 'i.unitId').leftJoin('officer as asker', 'asker.id', 'i.askedBy').leftJoin('officer as granter', 'granter.id', 'i.grantedBy').leftJoin('officer as held', 'held.id', 'i.samePerson').leftJoin('unit as before', 'before.id', 'held.unitId')
    .select(['i.id', 'i.kind', 'i.officerId', 'i.name', 'i.username', 'i.role', 'i.postTitle', 'i.activeFrom', 'i.activeTo', 'i.isHead', 'i.samePerson', 'i.otherPerson', 'i.askedAt', 'i.grantedAt', 'i.expiresAt', 'unit.nameZh', 'unit.nameEn', 'unit.divisionCode', 'asker.name as askedBy', 'granter.name as grantedBy', 'held.name as heldName', 'held.role as heldRole', 'held.activeFrom as heldFrom', 'held.activeTo as heldTo', 'before.nameZh as heldZh', 'before.nameEn as heldEn'])
    .where('unit.divisionCode', '>=', reach.low).where('unit.divisionCode', '<=', reach.high).where('i.endedAt', 'is', null).where('i.expiresAt', '>', at)
    .where(open => open.or([open('i.setupId', 'is', null), ...(search === undefined ? [] : [open('i.name', 'like', patternOf(search)), open('i.username', 'like', patternOf(search))])])).orderBy('i.askedAt', 'desc').orderBy('i.id').limit(200).execute()
}

function patternOf(search: string): string {
  return `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`
}

/** Makes the post that was granted; its holder comes with the first sign-in. */
export async function insertPost(tx: Tx, post: { readonly id: string; readonly unitId: string; readonly role: string; readonly name: string; readonly reachLow: number; readonly reachHigh: number; readonly activeFrom: string; readonly activeTo?: string | null; readonly postTitle?: string | null; readonly custodianGroup?: string | null; readonly personOf?: string | null }): Promise<void> {
  await tx.insertInto('officer').values(post).execute()
}

/** To which of the two groups the custodians of a unit belong, if it has any. */
export async function findGroupOf(tx: Tx, unitId: string): Promise<string | null> {
  return (await tx.selectFrom('officer').select('custodianGroup').where('unitId', '=', unitId).where('custodianGroup', 'is not', null).orderBy('activeFrom', 'desc').limit(1).executeTakeFirst())?.custodianGroup ?? null
}

/** Whether somebody of this name is or was a custodian of the other group there. */
export async function isInOtherGroup(tx: Tx, { name, group, reach }: { readonly name: string; readonly group: string; readonly reach: DivisionRange }): Promise<boolean> {
  return await tx.selectFrom('officer').innerJoin('unit', 'unit.id', 'officer.unitId').select('officer.id').where('officer.name', '=', name).where('officer.custodianGroup', 'is not', null).where('officer.custodianGroup', '<>', group)
    .where('unit.divisionCode', '>=', reach.low).where('unit.divisionCode', '<=', reach.high).limit(1).executeTakeFirst() !== undefined
}

/** Ends a post from a day on; one that has not begun by then never was. The addresses of its holder go for good, and what waits to be sent there with them. */
export async function endPost(tx: Tx, officerId: string, activeTo: string): Promise<void> {
  await tx.updateTable('officer').set({ activeTo: sql<string>`greatest(active_from, ${activeTo}::date)` }).where('id', '=', officerId).execute()
  await tx.deleteFrom('vault.officerContact').where('officerId', '=', officerId).execute()
}

/** Ends what an officer heads; nothing that counted is forgotten. */
export async function endHeadsOf(tx: Tx, officerId: string, { validTo, ...end }: { readonly validTo: string; readonly endedBy: string; readonly endReason: string }): Promise<void> {
  await tx.updateTable('unitHead').set({ ...end, validTo: sql<string>`greatest(valid_from, ${validTo}::date)` }).where('officerId', '=', officerId).where('validTo', 'is', null).execute()
}

/** Gives a post the account of its holder. */
export async function setHolder(tx: Tx, officerId: string, userId: string): Promise<void> {
  await tx.updateTable('officer').set({ userId }).where('id', '=', officerId).execute()
}

/** A user without any way to sign in. The address is a placeholder that better-auth wants: nothing is ever sent to it. */
export async function insertUser(tx: Tx, user: { readonly id: string; readonly name: string; readonly username: string }): Promise<void> {
  await tx.insertInto('auth.user').values({ ...user, displayUsername: user.username, email: `${user.username}@staff.invalid` }).execute()
}

/** The unit of a county or city in which its administrators are. */
export function findAdministration(db: Db, place: number) {
  return db.selectFrom('unit').select('id').where('divisionCode', '=', place).where('kind', '=', 'administration').where('endedOn', 'is', null).orderBy('id').executeTakeFirst()
}

/** The post of an administrator by user name, if held today. */
export function findAdministrator(tx: Tx, username: string, role: string, today: string) {
  return tx.selectFrom('officer').innerJoin('auth.user as account', 'account.id', 'officer.userId').select('officer.id').where('account.username', '=', username).where('officer.role', '=', role)
    .where(post => post.or([post('officer.activeTo', 'is', null), post('officer.activeTo', '>', today)])).executeTakeFirst()
}
