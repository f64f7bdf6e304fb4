import { randomUUID } from 'node:crypto'
import { addDays, toPlainDate, type PlainDate } from '#rules/calendar/plain-date.ts'
import { deputyDaysProblem, inPostOf, isLent, longestDeputyship, mayEndDeputyship, nameDeputyRefusal, standsInFor, type DeputyReason } from '#rules/policy/deputies.ts'
import { isWithin } from '#rules/divisions/division-code.ts'
import type { Officer, OfficerRole } from '#rules/policy/officer.ts'
import { inTransaction, type Db, type Tx } from '#records/database.ts'
import { endDeputyship, findDeputyshipForUpdate, insertDeputyship, isPostHeld, isTaken, listColleagues, listDeputyships, listHeaded, listLent, listOpenDeputyships, lockDeputies, setStandingIn, type DeputyshipRow, type Readers } from '#records/deputies.ts'
import { findAccount } from '#records/invitations.ts'
import { getOfficer } from '#records/officers.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { tellHolder } from './notices.ts'
import type { Session } from './sessions.ts'

export type DeputyRefusal = { readonly code: 'not-found' | 'not-your-deputy' | 'deputy-self' | 'post-not-lent' | 'deputy-wrong' | 'deputy-past' | 'deputy-days' | 'deputy-too-long' | 'deputy-post-ends' | 'deputy-taken' | 'deputyship-over' | 'not-lent' }

/** Whose deputies an officer may know of. Always the own post is asked, not one that is lent. */
async function readersOf(db: Db | Tx, officer: Officer): Promise<Readers> {
  const seesAll = officer.role === 'security-admin' || officer.role === 'system-admin' || officer.role === 'audit-admin'
  return { officerId: officer.id, headOf: await listHeaded(db, officer.id), ...(seesAll && { reach: officer.reach }) }
}

export type Listed = DeputyshipRow & { readonly mayEnd: boolean; readonly isOver: boolean; readonly isNow: boolean }

/** Deputyships that an officer may know of: of the last quarter, those that run and those to come. */
export async function deputyshipsFor(context: Context, officer: Officer): Promise<Listed[]> {
  const [readers, today] = [await readersOf(context.db, officer), context.clock.today()]
  return (await listDeputyships(context.db, readers, addDays(today, -longestDeputyship))).map(row => {
    const isOver = row.endedAt !== null || row.toDay < today
    return { ...row, isOver, isNow: !isOver && row.fromDay <= today, mayEnd: !isOver && mayEnd(officer, readers, row) }
  })
}

function mayEnd(officer: Officer, { headOf }: Readers, row: Pick<DeputyshipRow, 'absentId' | 'deputyId' | 'unitId' | 'divisionCode'>): boolean {
  return mayEndDeputyship(officer, { ...row, isHead: headOf.includes(row.unitId), isInReach: isWithin(row.divisionCode, officer.reach) })
}

export type LendablePost = { readonly officerId: string; readonly name: string; readonly role: OfficerRole; readonly unit: { readonly zh: string; readonly en: string }; readonly deputies: { readonly officerId: string; readonly name: string; readonly role: OfficerRole }[] }

/** Whose deputy an officer may name, and who could be it. The own post stands there even if nobody could. */
export async function lendablePosts(context: Context, officer: Officer): Promise<LendablePost[]> {
  const readers = await readersOf(context.db, officer)
  const posts = new Map<string, LendablePost>()
  for (const row of await listColleagues(context.db, readers, context.clock.today())) {
    const role = row.role as OfficerRole
    const about = { absentId: row.id, deputyId: row.nextId, isHead: readers.headOf.includes(row.unitId), isInReach: isWithin(row.divisionCode, officer.reach) }
    if (!standsInFor({ role }, { role: row.nextRole as OfficerRole }) || nameDeputyRefusal(officer, about)) continue
    const post = posts.get(row.id) ?? { officerId: row.id, name: row.name, role, unit: { zh: row.nameZh, en: row.nameEn }, deputies: [] }
    post.deputies.push({ officerId: row.nextId, name: row.nextName, role: row.nextRole as OfficerRole })
    posts.set(row.id, post)
  }
  return [...posts.values()]
}

export type DeputyAsked = { readonly absentId: string; readonly deputyId: string; readonly from: string; readonly to: string; readonly reason: DeputyReason }

/** Names a deputy for a term. Both are told. */
export function nameDeputy(context: Context, officer: Officer, { absentId, deputyId, reason, ...asked }: DeputyAsked): Promise<Outcome<{ id: string }, DeputyRefusal>> {
  return inTransaction(context.db, async (tx): Promise<Outcome<{ id: string }, DeputyRefusal>> => {
    const readers = await readersOf(tx, officer)
    const [absent, deputy] = [await findAccount(tx, absentId), await findAccount(tx, deputyId)]
    const forbidden = nameDeputyRefusal(officer, { absentId, deputyId, isHead: absent !== undefined && readers.headOf.includes(absent.unitId), isInReach: absent !== undefined && isWithin(absent.divisionCode, officer.reach) })
    if (forbidden) return refuse(forbidden)
    if (!absent) return refuse({ code: 'not-found' })
    if (!isLent(absent.role as OfficerRole)) return refuse({ code: 'post-not-lent' })
    if (!deputy || deputy.userId === null || deputy.unitId !== absent.unitId || deputy.personId === absent.personId || !standsInFor({ role: absent.role as OfficerRole }, { role: deputy.role as OfficerRole })) return refuse({ code: 'deputy-wrong' })
    const [from, to] = [toPlainDate(asked.from), toPlainDate(asked.to)]
    const wrong = from && to ? deputyDaysProblem(from, to, context.clock.today()) : 'deputy-days'
    if (wrong) return refuse({ code: wrong })
    await lockDeputies(tx)
    if (!await isPostHeld(tx, absentId, from!, to!) || !await isPostHeld(tx, deputyId, from!, to!)) return refuse({ code: 'deputy-post-ends' })
    if (await isTaken(tx, { absentId, deputyId, from: from!, to: to! })) return refuse({ code: 'deputy-taken' })
    const id = randomUUID()
    await insertDeputyship(tx, { id, absentId, deputyId, fromDay: from!, toDay: to!, reason, namedBy: officer.id, namedAt: new Date(context.clock.now()) })
    if (absent.userId !== null) await tellHolder(context, tx, absent.userId, 'deputy-given')
    await tellHolder(context, tx, deputy.userId, 'deputy-made')
    return done({ id })
  })
}

/** Takes a deputyship back at this instant: either side may, and whoever only takes away. */
export function takeBackDeputy(context: Context, officer: Officer, id: string): Promise<Outcome<{ id: string }, DeputyRefusal>> {
  return inTransaction(context.db, async (tx): Promise<Outcome<{ id: string }, DeputyRefusal>> => {
    const [row, readers] = [await findDeputyshipForUpdate(tx, id), await readersOf(tx, officer)]
    if (!row || !mayEnd(officer, readers, row)) return refuse({ code: 'not-found' })
    if (row.endedAt !== null || row.toDay < context.clock.today()) return refuse({ code: 'deputyship-over' })
    await end(context, tx, row, officer.id)
    return done({ id })
  })
}

/** With a post its deputyships end, on either side. */
export async function endDeputyshipsOf(context: Context, tx: Tx, officerId: string): Promise<void> {
  for (const row of await listOpenDeputyships(tx, officerId, context.clock.today())) await end(context, tx, row, null)
}

/** With a term that ends sooner, the deputyships that would last longer end now, on either side. */
export async function endDeputyshipsBeyond(context: Context, tx: Tx, officerId: string, activeTo: PlainDate): Promise<void> {
  for (const row of await listOpenDeputyships(tx, officerId, context.clock.today())) if (row.toDay >= activeTo) await end(context, tx, row, null)
}

async function end(context: Context, tx: Tx, { id, absentUser, deputyUser }: Pick<DeputyshipRow, 'id' | 'absentUser' | 'deputyUser'>, endedBy: string | null): Promise<void> {
  await endDeputyship(tx, id, { endedBy, endedAt: new Date(context.clock.now()), endedOn: context.clock.today() })
  for (const userId of [absentUser, deputyUser]) if (userId !== null) await tellHolder(context, tx, userId, 'deputy-over')
}

/** Whose posts an officer may step into today, and until when. */
export async function lentTo(context: Context, officer: Officer): Promise<{ id: string; name: string; role: OfficerRole; to: PlainDate }[]> {
  return (await listLent(context.db, officer.id, context.clock.today())).map(({ id, name, role, toDay }) => ({ id, name, role: role as OfficerRole, to: toDay as PlainDate }))
}

/** From now on the session acts in the post of the absent officer, or again in the own. */
export async function standIn(context: Context, officer: Officer, session: Session, deputyshipId: string | null): Promise<Outcome<{ deputyshipId: string | null }, DeputyRefusal>> {
  if (deputyshipId !== null && !(await lentTo(context, officer)).some(({ id }) => id === deputyshipId)) return refuse({ code: 'deputyship-over' })
  await setStandingIn(context.db, session.id, deputyshipId)
  return done({ deputyshipId })
}

/** The officer of a session in the post it acts in. `isOver`: it acted in one that is lent no longer, and is back in the own from now on. */
export async function inPostOfSession(context: Context, own: Officer, session: Session): Promise<{ readonly officer: Officer; readonly isOver: boolean }> {
  if (session.deputyshipId === null) return { officer: own, isOver: false }
  const held = (await listLent(context.db, own.id, context.clock.today())).find(({ id }) => id === session.deputyshipId)
  if (held) return { officer: inPostOf(own, await getOfficer(context.db, held.absentId), held.id), isOver: false }
  await setStandingIn(context.db, session.id, null)
  return { officer: own, isOver: true }
}
