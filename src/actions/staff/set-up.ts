import { randomUUID } from 'node:crypto'
import { toPlainDate } from '#rules/calendar/plain-date.ts'
import { rangeOf } from '#rules/divisions/division-code.ts'
import type { DivisionLevel } from '#rules/divisions/division-code.ts'
import { readSetUp, type SetUpLine, type SetUpProblem } from '#rules/organisation/set-up-lines.ts'
import { planSetUp } from '#rules/organisation/set-up-plan.ts'
import type { Planned, SetUpFacts, SetUpPlan } from '#rules/organisation/set-up.ts'
import type { SetUpColumn, UnitKind } from '#rules/organisation/set-up-words.ts'
import type { CustodianGroup } from '#rules/identity/groups.ts'
import type { ImportSheet } from '#rules/imports/sheet.ts'
import { accountRefusal } from '#rules/policy/accounts.ts'
import { isSelf, listCountyOf, type Officer, type OfficerRole } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { decideSetup, findSetupForUpdate, findUsername, findWaitingSetup, insertSetup, listKnownPosts, listCustodians, listPresentEdges, listPresentPlaces } from '#records/county-setup.ts'
import { inTransaction, type Db, type Tx } from '#records/database.ts'
import { endExpired, listTakenNames, lockAccounts } from '#records/invitations.ts'
import { listUnitsWithin } from '#records/officers.ts'
import { listKnownPersons, listPostsOfUsernames } from '#records/persons.ts'
import { lockOrganisation } from '#records/unit-heads.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { settleAllConflicts } from '../settle-conflicts.ts'
import { hashOfHalf, newHalf } from './invitations.ts'
import { makeSetUp } from './make-set-up.ts'

export type SetUpRefusal = PolicyRefusal | { readonly code: 'not-found' | 'set-up-waiting' | 'set-up-nothing' | 'set-up-problems' | 'set-up-overtaken' | 'set-up-ended' }
/** Halves of codes, each told this once, with whose they are. */
export type ToldHalf = { readonly name: string; readonly username: string; readonly unit: string; readonly half: string }
export type Read = { readonly lines: readonly SetUpLine[]; readonly columns: ReadonlyMap<SetUpColumn, number> } & Planned

const waitsForGrant = 14 * 24 * 3_600_000

/** What a sheet would make, change and leave in the county of who asks, and everything that is wrong with it. Stores nothing. */
export async function readSetUpSheet(context: Context, officer: Officer, sheet: ImportSheet): Promise<Read> {
  const { lines, problems, columns } = readSetUp(sheet)
  const planned = planSetUp(lines, await factsFor(context, context.db, officer, lines))
  return { lines, columns, plan: planned.plan, problems: [...problems, ...planned.problems].toSorted(inOrder) }
}

/** What lines would do now. */
export async function planFor(context: Context, officer: Officer, lines: readonly SetUpLine[]): Promise<Planned> {
  return planSetUp(lines, await factsFor(context, context.db, officer, lines))
}

function inOrder(a: SetUpProblem, b: SetUpProblem): number {
  return (a.row ?? 0) - (b.row ?? 0)
}

async function factsFor({ clock }: Context, db: Db | Tx, officer: Officer, lines: readonly SetUpLine[], asker?: string): Promise<SetUpFacts> {
  const today = clock.today()
  const [places, units, posts] = [await listPresentPlaces(db, officer.reach), await listUnitsWithin(db, officer.reach), await listKnownPosts(db, officer.reach, today)]
  const own = [await findUsername(db, officer.id), asker === undefined ? undefined : await findUsername(db, asker)]
  const known = new Set(posts.map(({ username }) => username))
  return {
    today, places: places.map(place => ({ ...place, level: place.level as DivisionLevel })),
    units: units.map(({ id, kind, divisionCode, nameZh, nameEn }) => ({ id, kind: kind as UnitKind, place: divisionCode, name: nameZh, nameEn })),
    posts: posts.map(({ officerId, role, custodianGroup, title, activeFrom, activeTo, ...post }) => ({ ...post, officerId: officerId ?? undefined, role: role as OfficerRole, group: custodianGroup ?? undefined, title: title ?? undefined, from: activeFrom === null ? undefined : toPlainDate(activeFrom), to: activeTo === null ? undefined : toPlainDate(activeTo) })),
    edges: await listPresentEdges(db), custodians: (await listCustodians(db, officer.reach)).map(({ username, custodianGroup, ...post }) => ({ ...post, username: username ?? undefined, group: custodianGroup as CustodianGroup })),
    taken: new Set((await listTakenNames(db, [...new Set(lines.map(({ username }) => username))])).filter(username => !known.has(username))),
    persons: await listKnownPersons(db, officer.reach, { names: lines.map(({ name }) => name), posts: await listPostsOfUsernames(db, lines.flatMap(({ person }) => person ?? [])) }, today),
    own: new Set(own.flatMap(username => username ?? [])),
  }
}

/** Asks for everything of a sheet at once, all or nothing. Tells the first halves of the codes. */
export function askSetUp(context: Context, officer: Officer, sheet: ImportSheet): Promise<Outcome<{ id: string; halves: ToldHalf[] }, SetUpRefusal>> {
  return inTransaction(context.db, async (tx): Promise<Outcome<{ id: string; halves: ToldHalf[] }, SetUpRefusal>> => {
    const forbidden = accountRefusal(officer, 'ask')
    if (forbidden) return refuse(forbidden)
    await lockAccounts(tx)
    const now = new Date(context.clock.now())
    await endExpired(tx, now, context.clock.today(), officer.id)
    const countyCode = listCountyOf(officer)
    const waiting = await findWaitingSetup(tx, countyCode)
    if (waiting && waiting.expiresAt > now) return refuse({ code: 'set-up-waiting' })
    if (waiting) await decideSetup(tx, waiting.id, { decidedBy: officer.id, decidedAt: now, outcome: 'withdrawn' })
    const { lines, problems } = readSetUp(sheet)
    const planned = planSetUp(lines, await factsFor(context, tx, officer, lines))
    if (problems.length > 0 || planned.problems.length > 0) return refuse({ code: 'set-up-problems' })
    if (isNothing(planned.plan)) return refuse({ code: 'set-up-nothing' })
    const told = newPosts(planned.plan).map(post => ({ name: post.name, username: post.username, unit: unitName(planned.plan, post.unit), half: newHalf() }))
    const id = randomUUID()
    const halves = Object.fromEntries(told.map(({ username, half }) => [username, hashOfHalf(context, half).toString('hex')]))
    await insertSetup(tx, { id, countyCode, lines: JSON.stringify(lines), halves: JSON.stringify(halves), askedBy: officer.id, askedAt: now, expiresAt: new Date(now.getTime() + waitsForGrant) })
    return done({ id, halves: told })
  })
}

/** Whether there is anything to make or change. */
export function isNothing({ units, posts, edges }: SetUpPlan): boolean {
  return units.every(unit => unit.id !== undefined) && posts.every(post => post.what === 'left') && edges.length === 0
}

function newPosts(plan: SetUpPlan) {
  return plan.posts.filter(post => post.what === 'new')
}

export function unitName(plan: SetUpPlan, key: string): string {
  return plan.units.find(unit => unit.key === key)?.name ?? ''
}

export type Made = { readonly units: number; readonly posts: number; readonly changed: number; readonly halves: readonly ToldHalf[] }

/** Grants what another administrator asked for, and makes it whole; where anything has changed so that it would not be what was asked for, nothing. Tells the second halves. */
export async function grantSetUp(context: Context, officer: Officer, id: string): Promise<Outcome<Made, SetUpRefusal>> {
  const made = await settle(context, officer, 'grant', id, async (tx, setup, now): Promise<Outcome<Made, SetUpRefusal>> => {
    if (isSelf(officer, setup.askedBy)) return refuse({ code: 'own-proposal' })
    const lines = setup.lines as unknown as SetUpLine[]
    const halves = setup.halves as Record<string, string>
    const { plan, problems } = planSetUp(lines, await factsFor(context, tx, officer, lines, setup.askedBy))
    // Who was new when it was asked for has a first half; who is new now needs one.
    if (problems.length > 0 || newPosts(plan).length !== Object.keys(halves).length || newPosts(plan).some(post => halves[post.username] === undefined)) return refuse({ code: 'set-up-overtaken' })
    await decideSetup(tx, id, { decidedBy: officer.id, decidedAt: now, outcome: 'granted' })
    return done(await makeSetUp(context, tx, plan, { setupId: id, askedBy: setup.askedBy, askedAt: setup.askedAt, grantedBy: officer.id, now, halves }))
  })
  // Heads and superiors count at once, for complaints under way too.
  if (made.ok) await settleAllConflicts(context, rangeOf(listCountyOf(officer)))
  return made
}

/** Takes back what waits to be granted. */
export function withdrawSetUp(context: Context, officer: Officer, id: string): Promise<Outcome<{ id: string }, SetUpRefusal>> {
  return settle(context, officer, 'withdraw', id, async (tx, _, now) => {
    await decideSetup(tx, id, { decidedBy: officer.id, decidedAt: now, outcome: 'withdrawn' })
    return done({ id })
  })
}

type Waiting = NonNullable<Awaited<ReturnType<typeof findSetupForUpdate>>>

function settle<Value>(context: Context, officer: Officer, act: 'grant' | 'withdraw', id: string, settled: (tx: Tx, setup: Waiting, now: Date) => Promise<Outcome<Value, SetUpRefusal>>): Promise<Outcome<Value, SetUpRefusal>> {
  return inTransaction(context.db, async (tx): Promise<Outcome<Value, SetUpRefusal>> => {
    const forbidden = accountRefusal(officer, act)
    if (forbidden) return refuse(forbidden)
    await lockAccounts(tx)
    await lockOrganisation(tx)
    const setup = await findSetupForUpdate(tx, id)
    if (!setup || setup.countyCode !== listCountyOf(officer)) return refuse({ code: 'not-found' })
    const now = new Date(context.clock.now())
    return setup.outcome !== null || setup.expiresAt <= now ? refuse({ code: 'set-up-ended' }) : settled(tx, setup, now)
  })
}
