import { randomUUID } from 'node:crypto'
import { rangeOf, type DivisionCode } from '#rules/divisions/division-code.ts'
import { personFor, powerBeside, type PersonProblem } from '#rules/organisation/persons.ts'
import { reachOf } from '#rules/policy/accounts.ts'
import type { OfficerRole } from '#rules/policy/officer.ts'
import { inTransaction, type Db, type Tx } from '#records/database.ts'
import { endExpired, findAdministrator, findAdministration, insertInvitation, insertPost, isInvited, isNameTaken, lockAccounts, noteAccountAct } from '#records/invitations.ts'
import { insertOrganisation } from '#records/organisation.ts'
import { listPostsOfUsernames, listKnownPersons } from '#records/persons.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { hashOfHalf, newHalf } from './invitations.ts'

/** An administrator of a county, or of a city. */
type Wanted = { readonly role: OfficerRole; readonly place: DivisionCode; readonly username: string; readonly name: string; readonly person?: { readonly sameAs?: string | undefined; readonly otherPerson?: string | undefined } | undefined }
type Refusal = { readonly code: 'username-used' | 'powers-apart' } | PersonProblem
type Code = { readonly first: string; readonly second: string }

const aWeek = 7 * 24 * 3_600_000

/** Invites an administrator without two others: whoever runs the machine may, and no default password is needed. Both halves go to the one who asks. */
export async function inviteAdministrator(context: Context, owner: Db, wanted: Wanted): Promise<Outcome<Code, Refusal>> {
  const unitId = await administrationOf(context, owner, wanted.place)
  return inTransaction(owner, async (tx): Promise<Outcome<Code, Refusal>> => {
    await lockAccounts(tx)
    const now = new Date(context.clock.now())
    await endExpired(tx, now, context.clock.today(), null)
    const post = await postFor(tx, context, wanted, unitId)
    if (!post.ok) return post
    const { officerId, samePerson } = post.value
    const [first, second] = [newHalf(), newHalf()]
    await insertInvitation(tx, {
      id: randomUUID(), kind: 'new', officerId, samePerson, otherPerson: wanted.person?.otherPerson?.trim() ?? null, username: wanted.username, name: wanted.name, unitId, role: wanted.role, askedBy: null, askedAt: now,
      firstHash: hashOfHalf(context, first), grantedAt: now, secondHash: hashOfHalf(context, second), expiresAt: new Date(now.getTime() + aWeek),
    })
    await noteAccountAct(tx, { officerId, act: 'granted', byOfficer: null, at: now })
    return done({ first, second })
  })
}

/** The post: that of the same administrator where there is one, else a new one. */
async function postFor(tx: Tx, { clock }: Context, { role, place, username, name, person = {} }: Wanted, unitId: string): Promise<Outcome<{ officerId: string; samePerson: string | null }, Refusal>> {
  if (await isInvited(tx, username)) return refuse({ code: 'username-used' })
  const there = await findAdministrator(tx, username, role, clock.today())
  if (there) return done({ officerId: there.id, samePerson: null })
  if (await isNameTaken(tx, username)) return refuse({ code: 'username-used' })
  const held = await personOf(tx, place, { name, role, from: clock.today(), to: undefined }, person)
  if (!held.ok) return held
  const [id, reach] = [randomUUID(), reachOf(role, place)]
  await insertPost(tx, { id, unitId, role, name, reachLow: reach.low, reachHigh: reach.high, activeFrom: clock.today(), personOf: held.value ?? null })
  return done({ officerId: id, samePerson: held.value ?? null })
}

/** Whose the post will be, as an invitation asks it; a post of before is named by its user name. */
async function personOf(tx: Tx, place: DivisionCode, post: Parameters<typeof powerBeside>[0], { sameAs, otherPerson }: NonNullable<Wanted['person']>): Promise<Outcome<string | undefined, Refusal>> {
  const before = sameAs === undefined ? undefined : (await listPostsOfUsernames(tx, [sameAs]))[0]
  const known = await listKnownPersons(tx, rangeOf(place), { names: [post.name], posts: before === undefined ? [] : [before] }, post.from)
  const found = personFor({ sameAs: sameAs === undefined ? undefined : before ?? '', otherPerson }, post.name, known)
  if (powerBeside(post, 'problem' in found ? undefined : found.personOf, known)) return refuse({ code: 'powers-apart' })
  return 'problem' in found ? refuse(found.problem) : done(found.personOf)
}

async function administrationOf(context: Context, owner: Db, place: DivisionCode): Promise<string> {
  const there = await findAdministration(context.db, place)
  if (there) return there.id
  const id = randomUUID()
  await insertOrganisation(owner, { units: [{ id, kind: 'administration', divisionCode: place, countyCode: place, nameZh: '平台管理', nameEn: 'Administration of the platform' }], officers: [], bindings: [], edges: [], heads: [] })
  return id
}
