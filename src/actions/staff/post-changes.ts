import { randomUUID } from 'node:crypto'
import { toPlainDate, type PlainDate } from '#rules/calendar/plain-date.ts'
import { organisationOf, rangeOf } from '#rules/divisions/division-code.ts'
import { powerBeside } from '#rules/organisation/persons.ts'
import { needsGrant, termProblem, type TermProblem } from '#rules/organisation/post-change.ts'
import { accountRefusal } from '#rules/policy/accounts.ts'
import { isSelf, type Officer, type OfficerRole } from '#rules/policy/officer.ts'
import { setTerm } from '#records/county-setup.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { findAccount, lockAccounts, lockPost, noteAccountAct } from '#records/invitations.ts'
import { decidePostChange, findPostChangeForUpdate, findTermForUpdate, findWaitingChange, insertPostChange } from '#records/post-changes.ts'
import { listKnownPersons } from '#records/persons.ts'
import { insertHead, lockOrganisation } from '#records/unit-heads.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { settleAllConflicts } from '../settle-conflicts.ts'
import { endDeputyshipsBeyond } from './deputies.ts'
import { isPostReason, type PostRefusal } from './posts.ts'

export type PostChangeRefusal = PostRefusal | TermProblem | { readonly code: 'nothing-changed' | 'change-waits' | 'change-ended' | 'post-overtaken' | 'title-too-long' | 'powers-apart' }
/** What is to be said of a post. Without `to` its term has no end. */
export type PostAsked = { readonly title: string; readonly to: PlainDate | undefined; readonly isHead: boolean; readonly reason: string; readonly seen: { readonly title: string; readonly to?: string | undefined } }
type Changed = { readonly id: string; readonly isWaiting: boolean }

const waitsForGrant = 14 * 24 * 3_600_000
const longestTitle = 40

/** Changes title, end of term or headship of a post. What gives something waits until the other administrator grants it; the rest counts at once. */
export function changePost(context: Context, officer: Officer, officerId: string, asked: PostAsked): Promise<Outcome<Changed, PostChangeRefusal>> {
  return inTransaction(context.db, async (tx): Promise<Outcome<Changed, PostChangeRefusal>> => {
    const forbidden = accountRefusal(officer, 'change-post')
    if (forbidden) return refuse(forbidden)
    const held = await heldPost(context, tx, officer, 'change-post', officerId)
    if (!held.ok) return held
    const [before, title, now] = [held.value, asked.title.trim(), new Date(context.clock.now())]
    const [from, to] = [toPlainDate(before.activeFrom)!, before.activeTo === null ? undefined : toPlainDate(before.activeTo)]
    if (asked.seen.title !== (before.postTitle ?? '') || asked.seen.to !== to) return refuse({ code: 'post-overtaken' })
    const problem = termProblem({ from, to: asked.to, isHead: asked.isHead && !before.isHead }, context.clock.today())
    if (problem) return refuse(problem)
    if (await isPowerBeside(tx, officer, officerId, { ...before, to: asked.to }, context.clock.today())) return refuse({ code: 'powers-apart' })
    if ([...title].length > longestTitle) return refuse({ code: 'title-too-long' })
    const isHead = asked.isHead || before.isHead // who heads it no longer is for the desk to say
    if (title === (before.postTitle ?? '') && asked.to === to && isHead === before.isHead) return refuse({ code: 'nothing-changed' })
    if (!isPostReason(asked.reason)) return refuse({ code: 'reason-missing' })
    const waiting = await findWaitingChange(tx, officerId)
    if (waiting && waiting.expiresAt > now) return refuse({ code: 'change-waits' })
    if (waiting) await decidePostChange(tx, waiting.id, { decidedBy: officer.id, decidedAt: now, outcome: 'withdrawn' })
    const [id, change] = [randomUUID(), { postTitle: title === '' ? null : title, activeTo: asked.to ?? null }]
    if (needsGrant({ to, isHead: before.isHead }, { to: asked.to, isHead })) {
      await insertPostChange(tx, { id, officerId, ...change, isHead: isHead && !before.isHead, reason: asked.reason.trim(), askedBy: officer.id, askedAt: now, expiresAt: new Date(now.getTime() + waitsForGrant) })
      return done({ id, isWaiting: true })
    }
    await setTerm(tx, officerId, change)
    if (asked.to !== undefined) await endDeputyshipsBeyond(context, tx, officerId, asked.to)
    await noteAccountAct(tx, { officerId, act: 'post-changed', byOfficer: officer.id, at: now, reason: asked.reason.trim() })
    return done({ id: officerId, isWaiting: false })
  })
}

/** Grants what another administrator asked for. A head counts from this day on, for complaints under way too. */
export async function grantPostChange(context: Context, officer: Officer, id: string): Promise<Outcome<{ id: string }, PostChangeRefusal>> {
  const granted = await settle(context, officer, 'grant', id, async (tx, change, post, decide) => {
    if (isSelf(officer, change.askedBy)) return refuse({ code: 'own-proposal' })
    const today = context.clock.today()
    const to = change.activeTo === null ? undefined : toPlainDate(change.activeTo)
    const problem = termProblem({ from: toPlainDate(post.activeFrom)!, to, isHead: change.isHead }, today)
    if (problem) return refuse(problem)
    if (await isPowerBeside(tx, officer, change.officerId, { ...post, to }, today)) return refuse({ code: 'powers-apart' })
    // First: the database takes a longer term in the transaction of its grant alone.
    await decide()
    await setTerm(tx, change.officerId, { postTitle: change.postTitle, activeTo: change.activeTo })
    if (to !== undefined) await endDeputyshipsBeyond(context, tx, change.officerId, to)
    if (change.isHead) await insertHead(tx, { unitId: post.unitId, officerId: change.officerId, validFrom: today, enteredBy: officer.id })
    await noteAccountAct(tx, { officerId: change.officerId, act: 'post-changed', byOfficer: officer.id, at: new Date(context.clock.now()), reason: change.reason })
    return done({ id, place: post.divisionCode, isHead: change.isHead })
  }, 'granted')
  if (!granted.ok) return granted
  if (granted.value.isHead) await settleAllConflicts(context, rangeOf(organisationOf(granted.value.place)))
  return done({ id })
}

/** Takes back what waits to be granted. */
export async function withdrawPostChange(context: Context, officer: Officer, id: string): Promise<Outcome<{ id: string }, PostChangeRefusal>> {
  const taken = await settle(context, officer, 'withdraw', id, async (_, __, post, decide) => {
    await decide()
    return done({ id, place: post.divisionCode, isHead: false })
  }, 'withdrawn')
  return taken.ok ? done({ id }) : taken
}

type Change = NonNullable<Awaited<ReturnType<typeof findPostChangeForUpdate>>>
type Post = Omit<Awaited<ReturnType<typeof findTermForUpdate>>, 'isHead'> & { readonly isHead: boolean } & Pick<NonNullable<Awaited<ReturnType<typeof findAccount>>>, 'divisionCode' | 'name' | 'role' | 'personId'>
type Settled = Outcome<{ readonly id: string; readonly place: number; readonly isHead: boolean }, PostChangeRefusal>

function settle(context: Context, officer: Officer, act: 'grant' | 'withdraw', id: string, settled: (tx: Tx, change: Change, post: Post, decide: () => Promise<void>) => Promise<Settled>, outcome: 'granted' | 'withdrawn'): Promise<Settled> {
  return inTransaction(context.db, async (tx): Promise<Settled> => {
    const forbidden = accountRefusal(officer, act)
    if (forbidden) return refuse(forbidden)
    const change = await findPostChangeForUpdate(tx, id)
    if (!change) return refuse({ code: 'not-found' })
    const post = await heldPost(context, tx, officer, act, change.officerId)
    if (!post.ok) return post
    const now = new Date(context.clock.now())
    if (change.outcome !== null || change.expiresAt <= now) return refuse({ code: 'change-ended' })
    return settled(tx, change, post.value, () => decidePostChange(tx, id, { decidedBy: officer.id, decidedAt: now, outcome }))
  })
}

/** A post of the own organisation that has not ended, as it is now. Nobody changes the own. */
async function heldPost(context: Context, tx: Tx, officer: Officer, act: 'change-post' | 'grant' | 'withdraw', officerId: string): Promise<Outcome<Post, PostChangeRefusal>> {
  await lockPost(tx, officerId)
  await lockAccounts(tx)
  await lockOrganisation(tx)
  const account = await findAccount(tx, officerId)
  const barred = account && accountRefusal(officer, act, { officerId, divisionCode: account.divisionCode })
  if (!account || barred?.code === 'out-of-reach') return refuse({ code: 'not-found' })
  if (barred) return refuse(barred)
  if (account.activeTo !== null && account.activeTo <= context.clock.today()) return refuse({ code: 'post-over' })
  const term = await findTermForUpdate(tx, officerId)
  return done({ ...term, isHead: Boolean(term.isHead), divisionCode: account.divisionCode, name: account.name, role: account.role, personId: account.personId })
}

/** Whether a longer term would last into another power of the same person or name. */
async function isPowerBeside(tx: Tx, { reach }: Officer, officerId: string, { name, role, personId, activeFrom, to }: Pick<Post, 'name' | 'role' | 'personId' | 'activeFrom'> & { readonly to: PlainDate | undefined }, today: PlainDate): Promise<boolean> {
  const known = await listKnownPersons(tx, reach, { names: [name], posts: [officerId] }, today)
  return powerBeside({ name, role: role as OfficerRole, from: toPlainDate(activeFrom)!, to }, personId, known.filter(other => other.officerId !== officerId)) !== undefined
}
