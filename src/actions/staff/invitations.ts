import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { toPlainDate, type PlainDate } from '#rules/calendar/plain-date.ts'
import type { CustodianGroup } from '#rules/identity/groups.ts'
import { organisationOf, rangeOf } from '#rules/divisions/division-code.ts'
import { isOfOtherGroup, personFor, powerBeside, type PersonProblem, type PersonSaid } from '#rules/organisation/persons.ts'
import { termProblem, type TermProblem } from '#rules/organisation/post-change.ts'
import { accountRefusal, isDutyAt, reachOf } from '#rules/policy/accounts.ts'
import { isSelf, type Officer, type OfficerRole } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { firstMark, keptMark, wholeMark } from '#platform/crypto/key-ring.ts'
import { crockford, readWritten } from '#platform/crypto/written-code.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { endExpired, endHeadsOf, endPost, findAccount, findGroupOf, findInvitationForUpdate, isInOtherGroup, insertInvitation, insertPost, isInvited, isNameTaken, lockAccounts, noteAccountAct, setEnded, setGranted, type InvitedPost } from '#records/invitations.ts'
import { listUnitsById } from '#records/officers.ts'
import { listKnownPersons } from '#records/persons.ts'
import { insertHead } from '#records/unit-heads.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { settleAllConflicts } from '../settle-conflicts.ts'

export type InvitationRefusal = PolicyRefusal | TermProblem | PersonProblem | { readonly code: 'not-found' | 'unknown-unit' | 'username-wrong' | 'username-used' | 'reach-wrong' | 'both-groups' | 'powers-apart' | 'invitation-ended' | 'post-over' }
/** Half of the code, told to one administrator and kept by nobody. */
type Half = { readonly id: string; readonly half: string }

const day = 24 * 3_600_000
const waitsForGrant = 14 * day
const waitsForPerson = 7 * day

/** What the post says of its holder, where it is known: a title, its term, and whether its holder heads the unit. */
export type PostSaid = { readonly title?: string | undefined; readonly from?: PlainDate | undefined; readonly to?: PlainDate | undefined; readonly isHead?: boolean | undefined }

/** What is asked for: an account for somebody new, or another start for somebody whose password or authenticator is gone. */
export type Asked = { readonly kind: 'new'; readonly name: string; readonly username: string; readonly unitId: string; readonly role: OfficerRole; readonly post?: PostSaid | undefined; readonly person?: PersonSaid | undefined } | { readonly kind: 'again'; readonly officerId: string }

/** Asks for an account. Tells the first half of its code; the other half is told to who grants it, so that neither can enter in the person’s stead. */
export function askInvitation(context: Context, officer: Officer, asked: Asked): Promise<Outcome<Half, InvitationRefusal>> {
  return inTransaction(context.db, async tx => {
    await lockAccounts(tx)
    const now = new Date(context.clock.now())
    await endExpired(tx, now, context.clock.today(), officer.id)
    const account = asked.kind === 'new' ? await newAccount(context, tx, officer, asked) : await accountAgain(tx, officer, asked.officerId, context.clock.today())
    if (!account.ok) return account
    const [id, half] = [randomUUID(), newHalf()]
    await insertInvitation(tx, { ...account.value, id, kind: asked.kind, askedBy: officer.id, askedAt: now, firstHash: hashOfHalf(context, half), expiresAt: new Date(now.getTime() + waitsForGrant) })
    await noteAccountAct(tx, { officerId: account.value.officerId, act: 'asked', byOfficer: officer.id, at: now })
    return done({ id, half })
  })
}

type Account = { readonly samePerson?: string | null; readonly otherPerson?: string | null; readonly officerId: string; readonly username: string; readonly name: string; readonly unitId: string; readonly role: string } & InvitedPost

async function newAccount({ clock }: Context, tx: Tx, officer: Officer, { name, username, unitId, role, post = {}, person = {} }: Extract<Asked, { kind: 'new' }>): Promise<Outcome<Account, InvitationRefusal>> {
  const refusal = accountRefusal(officer, 'ask')
  if (refusal) return refuse(refusal)
  const unit = (await listUnitsById(tx, [unitId])).get(unitId)
  if (!unit || unit.endedOn !== null || accountRefusal(officer, 'ask', { officerId: '', divisionCode: unit.divisionCode })) return refuse({ code: 'unknown-unit' })
  // A custodian joins those of the unit: whose group it is was said when the unit was set up.
  const group = role === 'custodian' ? await findGroupOf(tx, unitId) : undefined
  if (!isDutyAt(role, unit.kind) || group === null) return refuse({ code: 'reach-wrong' })
  if (group !== undefined && await isInOtherGroup(tx, { name: name.trim(), group, reach: officer.reach })) return refuse({ code: 'both-groups' })
  if (!/^[a-z0-9._-]{2,40}$/.test(username)) return refuse({ code: 'username-wrong' })
  if (await isNameTaken(tx, username)) return refuse({ code: 'username-used' })
  const problem = termProblem({ from: post.from ?? clock.today(), to: post.to, isHead: post.isHead ?? false }, clock.today())
  if (problem) return refuse(problem)
  const held = await personOfPost(tx, officer, { name, role, from: post.from ?? clock.today(), to: post.to, group: group as CustodianGroup | undefined }, person, clock.today())
  if (!held.ok) return held
  return done({ officerId: randomUUID(), username, samePerson: held.value.personOf ?? null, otherPerson: person.otherPerson?.trim() || null, name: name.trim(), unitId, role, postTitle: post.title?.trim() || null, activeFrom: post.from ?? null, activeTo: post.to ?? null, isHead: post.isHead ?? false })
}

async function accountAgain(tx: Tx, officer: Officer, officerId: string, today: string): Promise<Outcome<Account, InvitationRefusal>> {
  const found = await findAccount(tx, officerId)
  const refusal = accountRefusal(officer, 'ask', found && { officerId, divisionCode: found.divisionCode })
  if (refusal?.code === 'not-your-duty' || refusal?.code === 'own-post') return refuse(refusal)
  if (!found || refusal) return refuse({ code: 'not-found' })
  if (found.activeTo !== null && found.activeTo <= today) return refuse({ code: 'post-over' })
  if (found.username === null) return refuse({ code: 'not-found' })
  if (await isInvited(tx, found.username)) return refuse({ code: 'username-used' })
  return done({ officerId, username: found.username, name: found.name, unitId: found.unitId, role: found.role, postTitle: null, activeFrom: null, activeTo: null, isHead: false })
}

/** Grants what another administrator asked for, and tells the second half of the code. */
export async function grantInvitation(context: Context, officer: Officer, id: string): Promise<Outcome<Half, InvitationRefusal>> {
  const granted = await settle(context, officer, 'grant', id, async (tx, invitation, now) => {
    if (invitation.grantedAt !== null) return refuse({ code: 'invitation-ended' })
    if (isSelf(officer, invitation.askedBy)) return refuse({ code: 'own-proposal' })
    const half = newHalf()
    const reach = reachOf(invitation.role as OfficerRole, invitation.divisionCode)
    const custodianGroup = invitation.role === 'custodian' ? await findGroupOf(tx, invitation.unitId) : null
    // A set-up may have made somebody of this name a custodian of the other group meanwhile.
    if (invitation.kind === 'new' && custodianGroup !== null && await isInOtherGroup(tx, { name: invitation.name, group: custodianGroup, reach: officer.reach })) return refuse({ code: 'both-groups' })
    const term = termOf(invitation, context.clock.today())
    const problem = invitation.kind === 'new' ? termProblem(term, context.clock.today()) : undefined
    if (problem) return refuse(problem)
    const said = { sameAs: invitation.samePerson ?? undefined, otherPerson: invitation.otherPerson ?? undefined }
    const held = invitation.kind === 'new' ? await personOfPost(tx, officer, { name: invitation.name, role: invitation.role as OfficerRole, ...term, group: (custodianGroup ?? undefined) as CustodianGroup | undefined }, said, context.clock.today()) : done({ personOf: undefined })
    if (!held.ok) return held
    // First the grant: in its transaction alone the database takes the post.
    await setGranted(tx, id, { grantedBy: officer.id, grantedAt: now, secondHash: hashOfHalf(context, half), expiresAt: new Date(now.getTime() + waitsForPerson) })
    if (invitation.kind === 'new') {
      await insertPost(tx, { custodianGroup, personOf: held.value.personOf ?? null, id: invitation.officerId, unitId: invitation.unitId, role: invitation.role, name: invitation.name, postTitle: invitation.postTitle, reachLow: reach.low, reachHigh: reach.high, activeFrom: term.from, activeTo: term.to ?? null })
      if (term.isHead) await insertHead(tx, { unitId: invitation.unitId, officerId: invitation.officerId, validFrom: term.from, enteredBy: officer.id })
    }
    await noteAccountAct(tx, { officerId: invitation.officerId, act: 'granted', byOfficer: officer.id, at: now })
    return done({ id, half, headAt: invitation.isHead ? invitation.divisionCode : undefined })
  })
  if (!granted.ok) return granted
  const { headAt, ...half } = granted.value
  // A head counts at once, for complaints under way too.
  if (headAt !== undefined) await settleAllConflicts(context, rangeOf(organisationOf(headAt)))
  return done(half)
}

type NewPost = { readonly name: string; readonly role: OfficerRole; readonly from: PlainDate; readonly to: PlainDate | undefined; readonly group: CustodianGroup | undefined }

/** Whose the new post is, and that nobody comes by two kinds of power or into both groups through it. Asked when it is asked for, and again when it is granted: others may have come meanwhile. */
async function personOfPost(tx: Tx, { reach }: Officer, post: NewPost, said: PersonSaid, today: PlainDate): Promise<Outcome<{ personOf: string | undefined }, InvitationRefusal>> {
  const known = await listKnownPersons(tx, reach, { names: [post.name], posts: said.sameAs === undefined ? [] : [said.sameAs] }, today)
  if (powerBeside(post, undefined, known)) return refuse({ code: 'powers-apart' })
  const found = personFor(said, post.name, known)
  if ('problem' in found) return refuse(found.problem)
  if (isOfOtherGroup(post.group, found.personOf, known)) return refuse({ code: 'both-groups' })
  return powerBeside(post, found.personOf, known) ? refuse({ code: 'powers-apart' }) : done(found)
}

/** The term that was asked for; where no beginning was said, from the day of the grant on. */
function termOf({ activeFrom, activeTo, isHead }: InvitedPost, today: PlainDate) {
  return { from: activeFrom === null ? today : toPlainDate(activeFrom)!, to: activeTo === null ? undefined : toPlainDate(activeTo), isHead }
}

/** Takes an invitation back that was not used. A post that was granted with it ends. */
export function withdrawInvitation(context: Context, officer: Officer, id: string): Promise<Outcome<{ id: string }, InvitationRefusal>> {
  return settle(context, officer, 'withdraw', id, async (tx, invitation, now) => {
    if (invitation.kind === 'new' && invitation.grantedAt !== null) {
      await endHeadsOf(tx, invitation.officerId, { validTo: context.clock.today(), endedBy: officer.id, endReason: 'withdrawn' })
      await endPost(tx, invitation.officerId, context.clock.today())
    }
    await setEnded(tx, id, 'withdrawn', now)
    await noteAccountAct(tx, { officerId: invitation.officerId, act: 'withdrawn', byOfficer: officer.id, at: now })
    return done({ id })
  })
}

type Open = NonNullable<Awaited<ReturnType<typeof findInvitationForUpdate>>>

function settle<Value>(context: Context, officer: Officer, act: 'grant' | 'withdraw', id: string, settled: (tx: Tx, invitation: Open, now: Date) => Promise<Outcome<Value, InvitationRefusal>>): Promise<Outcome<Value, InvitationRefusal>> {
  return inTransaction(context.db, async (tx): Promise<Outcome<Value, InvitationRefusal>> => {
    const refusal = accountRefusal(officer, act)
    if (refusal) return refuse(refusal)
    await lockAccounts(tx)
    const invitation = await findInvitationForUpdate(tx, id)
    const barred = invitation && accountRefusal(officer, act, { officerId: invitation.officerId, divisionCode: invitation.divisionCode })
    if (!invitation || barred?.code === 'out-of-reach') return refuse({ code: 'not-found' })
    if (barred) return refuse(barred)
    const now = new Date(context.clock.now())
    return invitation.endedAt !== null || invitation.expiresAt <= now ? refuse({ code: 'invitation-ended' }) : settled(tx, invitation, now)
  })
}

/** 120 bits each, as recovery codes have: enough to be kept by a hash without a salt. One half alone opens nothing. */
export function newHalf(): string {
  return crockford(randomBytes(15))
}

/** A half as it is kept: with a key that is not in the database. */
export function hashOfHalf({ secrets }: Pick<Context, 'secrets'>, half: string): Buffer {
  return keptMark(secrets.formKey, firstMark(secrets.formKey, 'invitation\0', readWritten(half)))
}

/** Whether this is the half that was told. */
export function isHalf(context: Pick<Context, 'secrets'>, half: string, kept: Buffer | null): boolean {
  const { formKey } = context.secrets
  return kept !== null && timingSafeEqual(wholeMark(formKey, hashOfHalf(context, half)), wholeMark(formKey, kept))
}
