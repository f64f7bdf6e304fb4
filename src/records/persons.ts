import { sql } from 'kysely'
import type { DivisionRange } from '#rules/divisions/division-code.ts'
import { toPlainDate } from '#rules/calendar/plain-date.ts'
import type { CustodianGroup } from '#rules/identity/groups.ts'
import { nameKey, type KnownPerson } from '#rules/organisation/persons.ts'
import type { OfficerRole } from '#rules/policy/officer.ts'
import { anyOf, type Db, type Tx } from './database.ts'

/** Every post of the people who hold or held these. */
export async function listPostsOfPersons(db: Db | Tx, officerIds: readonly string[]): Promise<string[]> {
  if (officerIds.length === 0) return []
  return (await sql<{ id: string }>`select posts_of_persons(${[...officerIds]}::uuid[]) as id`.execute(db)).rows.map(({ id }) => id)
}

/** Posts of a reach whose holders have one of these names, and all posts of `posts`’ people: former, present and to come. Who was invited and never came had none. */
export async function listKnownPersons(db: Db | Tx, reach: DivisionRange, { names, posts = [] }: { readonly names: readonly string[]; readonly posts?: readonly string[] }, today: string): Promise<KnownPerson[]> {
  const keys = [...new Set(names.map(nameKey))]
  const rows = await db.selectFrom('officer').innerJoin('unit', 'unit.id', 'officer.unitId').leftJoin('auth.user as account', 'account.id', 'officer.userId')
    .leftJoin('staffInvitation as invited', invited => invited.onRef('invited.officerId', '=', 'officer.id').on('invited.endedAt', 'is', null))
    .select(['officer.id', 'officer.personId', 'officer.name', 'officer.role', 'officer.activeFrom', 'officer.activeTo', 'officer.custodianGroup', 'unit.nameZh', 'unit.nameEn', sql<string | null>`coalesce(account.username, invited.username)`.as('username')])
    .where('unit.divisionCode', '>=', reach.low).where('unit.divisionCode', '<=', reach.high)
    .where(post => post.or([sql<boolean>`officer.name_key = any(${keys}::text[])`, post('officer.personId', 'in', people => people.selectFrom('officer as one').select('one.personId').where('one.id', '=', anyOf(posts)))]))
    .where(post => post.or([post('officer.userId', 'is not', null), post('officer.activeTo', 'is', null), post('officer.activeTo', '>', today)])).orderBy('officer.activeFrom', 'desc').orderBy('officer.id').limit(5_000).execute()
  return rows.map(row => ({
    officerId: row.id, personId: row.personId, name: row.name, role: row.role as OfficerRole, username: row.username ?? undefined, unit: { zh: row.nameZh, en: row.nameEn },
    from: toPlainDate(row.activeFrom)!, to: row.activeTo === null ? undefined : toPlainDate(row.activeTo), group: (row.custodianGroup ?? undefined) as CustodianGroup | undefined,
  }))
}

/** The posts of these accounts, by their user names, the newest first. */
export async function listPostsOfUsernames(db: Db | Tx, usernames: readonly string[]): Promise<string[]> {
  if (usernames.length === 0) return []
  const rows = await db.selectFrom('officer').innerJoin('auth.user as account', 'account.id', 'officer.userId').select('officer.id').where('account.username', 'in', usernames.map(username => username.normalize('NFKC').toLowerCase())).orderBy('officer.activeFrom', 'desc').orderBy('officer.id').execute()
  return rows.map(({ id }) => id)
}

/** Whose these accounts are: of each user name the person. */
export async function listPersonsOfUsernames(tx: Tx, usernames: readonly string[]): Promise<{ username: string; personId: string }[]> {
  const rows = await tx.selectFrom('officer').innerJoin('auth.user as account', 'account.id', 'officer.userId').select(['account.username', 'officer.personId']).distinct().where('account.username', 'in', usernames).execute()
  return rows.flatMap(({ username, personId }) => (username === null ? [] : [{ username, personId }]))
}

/** A post as it is told of to whoever ties it. */
export type TiedPost = { readonly name: string; readonly role: string; readonly unitZh: string; readonly activeFrom: string; readonly activeTo: string | null }

/** Makes several people one: theirs whose first post is the oldest. Returns all posts of that one. Only as ydt_owner. */
export async function tiePosts(tx: Tx, personIds: readonly string[]): Promise<TiedPost[]> {
  const { id: first } = await tx.selectFrom('officer').select('id').where('id', 'in', personIds).orderBy('activeFrom').orderBy('id').limit(1).executeTakeFirstOrThrow()
  await tx.updateTable('officer').set({ personOf: first }).where('personId', 'in', personIds).where('personId', '<>', first).execute()
  return tx.selectFrom('officer').innerJoin('unit', 'unit.id', 'officer.unitId').select(['officer.name', 'officer.role', 'unit.nameZh as unitZh', 'officer.activeFrom', 'officer.activeTo']).where('officer.personId', '=', first).orderBy('officer.activeFrom').orderBy('officer.id').execute()
}
