import { sql } from 'kysely'
import type { EdgeKind } from '#rules/policy/organisation.ts'
import type { DivisionRange } from '#rules/divisions/division-code.ts'
import type { Db, Tx } from './database.ts'
import type { AccountActWord, NewInvitation } from './invitations.ts'

/** Places of a reach that there are now, with their levels. */
export function listPresentPlaces(db: Db | Tx, reach: DivisionRange) {
  return db.selectFrom('pub.division').select(['code', 'name', 'level']).where('code', '>=', reach.low).where('code', '<=', reach.high).where('validTo', 'is', null).orderBy('code').execute()
}

/** Posts of a reach that are held or will be, by the user name of their holder or of whoever was invited; a post asked for by a single invitation has no row yet. */
export async function listKnownPosts(db: Db | Tx, reach: DivisionRange, today: string) {
  const { rows } = await sql<{ officerId: string | null; username: string; name: string; unitId: string; role: string; custodianGroup: 'A' | 'B' | null; title: string | null; activeFrom: string | null; activeTo: string | null; isHead: boolean }>`
    select officer.id as officer_id, coalesce(account.username, invited.username) as username, officer.name, officer.unit_id, officer.role, officer.custodian_group, officer.post_title as title, officer.active_from, officer.active_to,
      exists (select from unit_head where officer_id = officer.id and unit_head.unit_id = officer.unit_id and valid_to is null) as is_head
    from officer join unit on unit.id = officer.unit_id left join auth."user" as account on account.id = officer.user_id
      left join staff_invitation as invited on invited.officer_id = officer.id and invited.ended_at is null
    where unit.division_code between ${reach.low} and ${reach.high} and (officer.active_to is null or officer.active_to > ${today}) and coalesce(account.username, invited.username) is not null
    union all
    select null, asked.username, asked.name, asked.unit_id, asked.role, null, null, null, null, false
    from staff_invitation as asked join unit on unit.id = asked.unit_id
    where unit.division_code between ${reach.low} and ${reach.high} and asked.kind = 'new' and asked.granted_at is null and asked.ended_at is null`.execute(db)
  return rows
}

/** Everybody of a reach who is or was a custodian. */
export function listCustodians(db: Db | Tx, reach: DivisionRange) {
  return db.selectFrom('officer').innerJoin('unit', 'unit.id', 'officer.unitId').leftJoin('auth.user as account', 'account.id', 'officer.userId').select(['officer.unitId', 'officer.name', 'officer.custodianGroup', 'account.username'])
    .where('unit.divisionCode', '>=', reach.low).where('unit.divisionCode', '<=', reach.high).where('officer.custodianGroup', 'is not', null).orderBy('officer.activeFrom').orderBy('officer.id').execute()
}

/** What stands over what today. */
export async function listPresentEdges(db: Db | Tx): Promise<{ unitId: string; aboveId: string; kind: EdgeKind }[]> {
  const rows = await db.selectFrom('orgEdge').select(['unitId', 'aboveId', 'kind']).where('endedAt', 'is', null).execute()
  return rows.map(({ kind, ...edge }) => ({ ...edge, kind: kind as EdgeKind }))
}

/** The user name of an officer. */
export async function findUsername(db: Db | Tx, officerId: string): Promise<string | undefined> {
  return (await db.selectFrom('officer').innerJoin('auth.user as account', 'account.id', 'officer.userId').select('account.username').where('officer.id', '=', officerId).executeTakeFirst())?.username ?? undefined
}

export async function insertSetup(tx: Tx, setup: { readonly id: string; readonly countyCode: number; readonly lines: string; readonly halves: string; readonly askedBy: string; readonly askedAt: Date; readonly expiresAt: Date }): Promise<void> {
  await tx.insertInto('countySetup').values(setup).execute()
}

/** What waits to be granted in a county, or by its id, locked. */
export function findSetupForUpdate(tx: Tx, id: string) {
  return tx.selectFrom('countySetup').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export function findWaitingSetup(db: Db | Tx, countyCode: number) {
  return db.selectFrom('countySetup').innerJoin('officer as asker', 'asker.id', 'countySetup.askedBy').selectAll('countySetup').select('asker.name as askedByName').where('countyCode', '=', countyCode).where('outcome', 'is', null).executeTakeFirst()
}

/** The newest that was granted, or the one with this id, and how many of its invitations nobody has used yet. */
export function findGrantedSetup(db: Db | Tx, countyCode: number, at: Date, id?: string) {
  return db.selectFrom('countySetup').innerJoin('officer as granter', 'granter.id', 'countySetup.decidedBy')
    .select(['countySetup.id', 'countySetup.decidedAt', 'granter.name as grantedBy',
      all => all.selectFrom('staffInvitation').select(count => count.fn.countAll<number>().as('n')).whereRef('setupId', '=', 'countySetup.id').as('invited'),
      open => open.selectFrom('staffInvitation').select(count => count.fn.countAll<number>().as('n')).whereRef('setupId', '=', 'countySetup.id').where('endedAt', 'is', null).where('expiresAt', '>', at).as('open')])
    .where('countyCode', '=', countyCode).where('outcome', '=', 'granted').$if(id !== undefined, query => query.where('countySetup.id', '=', id!)).orderBy('decidedAt', 'desc').limit(1).executeTakeFirst()
}

/** Invitations of a set-up that nobody has used, locked, with the posts that nobody has held. */
export function listUnusedOf(tx: Tx, setupId: string) {
  return tx.selectFrom('staffInvitation as i').innerJoin('officer', 'officer.id', 'i.officerId').innerJoin('unit', 'unit.id', 'i.unitId').select(['i.id', 'i.officerId', 'i.name', 'i.username', 'i.expiresAt', 'unit.nameZh as unit'])
    .where('i.setupId', '=', setupId).where('i.endedAt', 'is', null).where('officer.userId', 'is', null).orderBy('unit.nameZh').orderBy('i.name').orderBy('i.id').forUpdate('i').execute()
}

/** Whom a set-up invited and who came. */
export function listUsedOf(tx: Tx, setupId: string) {
  return tx.selectFrom('staffInvitation as i').innerJoin('unit', 'unit.id', 'i.unitId').select(['i.name', 'unit.nameZh as unit']).where('i.setupId', '=', setupId).where('i.endedHow', '=', 'used').orderBy('unit.nameZh').orderBy('i.name').orderBy('i.id').execute()
}

/** Puts another half in the place of the one that was told. */
export async function setHalf(tx: Tx, invitationId: string, which: 'first' | 'second', hash: Buffer): Promise<void> {
  await tx.updateTable('staffInvitation').set(which === 'first' ? { firstHash: hash } : { secondHash: hash }).where('id', '=', invitationId).execute()
}

export async function decideSetup(tx: Tx, id: string, decided: { readonly decidedBy: string; readonly decidedAt: Date; readonly outcome: 'granted' | 'withdrawn' }): Promise<void> {
  await tx.updateTable('countySetup').set(decided).where('id', '=', id).execute()
}

type Rows = {
  readonly units: readonly { readonly id: string; readonly kind: string; readonly divisionCode: number; readonly countyCode: number; readonly nameZh: string; readonly nameEn: string }[]
  readonly posts: readonly { readonly id: string; readonly personOf: string | null; readonly unitId: string; readonly role: string; readonly name: string; readonly postTitle: string | null; readonly custodianGroup: 'A' | 'B' | null; readonly reachLow: number; readonly reachHigh: number; readonly activeFrom: string; readonly activeTo: string | null }[]
  readonly invitations: readonly NewInvitation[]
  readonly heads: readonly { readonly unitId: string; readonly officerId: string; readonly validFrom: string; readonly enteredBy: string }[]
  readonly edges: readonly { readonly unitId: string; readonly aboveId: string; readonly kind: 'parent' | 'supervises'; readonly enteredBy: string; readonly madeAt: Date }[]
  readonly acts: readonly { readonly officerId: string; readonly act: AccountActWord; readonly byOfficer: string; readonly at: Date }[]
}

/** Writes all that a set-up makes. A few hundred rows a statement: PostgreSQL takes 65,535 values. */
export async function insertSetupRows(tx: Tx, { units, posts, invitations, heads, edges, acts }: Rows): Promise<void> {
  for (const part of portions(units)) await tx.insertInto('unit').values(part).execute()
  for (const part of portions(posts)) await tx.insertInto('officer').values(part).execute()
  for (const part of portions(invitations)) await tx.insertInto('staffInvitation').values(part).execute()
  for (const part of portions(heads)) await tx.insertInto('unitHead').values(part).onConflict(there => there.doNothing()).execute()
  for (const part of portions(edges)) await tx.insertInto('orgEdge').values(part).onConflict(there => there.doNothing()).execute()
  for (const part of portions(acts)) await tx.insertInto('accountAct').values(part).execute()
}

function portions<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / 500) }, (_, i) => rows.slice(i * 500, (i + 1) * 500))
}

/** What a spreadsheet may change of a post that is held. */
export async function setTerm(tx: Tx, officerId: string, term: { readonly postTitle: string | null; readonly activeTo: string | null }): Promise<void> {
  await tx.updateTable('officer').set(term).where('id', '=', officerId).execute()
}
