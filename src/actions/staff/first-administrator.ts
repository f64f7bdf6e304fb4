import { randomUUID } from 'node:crypto'
import type { DivisionCode } from '#rules/divisions/division-code.ts'
import { reachOf } from '#rules/policy/accounts.ts'
import type { OfficerRole } from '#rules/policy/officer.ts'
import { inTransaction, type Db, type Tx } from '#records/database.ts'
import { endExpired, findAdministrator, findAdministration, insertInvitation, insertPost, isInvited, isNameTaken, lockAccounts, noteAccountAct } from '#records/invitations.ts'
import { insertOrganisation } from '#records/organisation.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { hashOfHalf, newHalf } from './invitations.ts'

/** An administrator of a county, or of a city. */
type Wanted = { readonly role: OfficerRole; readonly place: DivisionCode; readonly username: string; readonly name: string }
type Code = { readonly first: string; readonly second: string }

const aWeek = 7 * 24 * 3_600_000

/** Invites an administrator without two others: whoever runs the machine may, and no default password is needed. Both halves go to the one who asks. */
export async function inviteAdministrator(context: Context, owner: Db, wanted: Wanted): Promise<Outcome<Code, { readonly code: 'username-used' }>> {
  const unitId = await administrationOf(context, owner, wanted.place)
  return inTransaction(context.db, async (tx): Promise<Outcome<Code, { readonly code: 'username-used' }>> => {
    await lockAccounts(tx)
    const now = new Date(context.clock.now())
    await endExpired(tx, now, context.clock.today(), null)
    const officerId = await postFor(tx, context, wanted, unitId)
    if (officerId === undefined) return refuse({ code: 'username-used' })
    const [first, second] = [newHalf(), newHalf()]
    await insertInvitation(tx, {
      id: randomUUID(), kind: 'new', officerId, username: wanted.username, name: wanted.name, unitId, role: wanted.role, askedBy: null, askedAt: now,
      firstHash: hashOfHalf(context, first), grantedAt: now, secondHash: hashOfHalf(context, second), expiresAt: new Date(now.getTime() + aWeek),
    })
    await noteAccountAct(tx, { officerId, act: 'granted', byOfficer: null, at: now })
    return done({ first, second })
  })
}

/** The post: that of the same administrator where there is one, else a new one. */
async function postFor(tx: Tx, context: Context, { role, place, username, name }: Wanted, unitId: string): Promise<string | undefined> {
  if (await isInvited(tx, username)) return undefined
  const there = await findAdministrator(tx, username, role, context.clock.today())
  if (there) return there.id
  if (await isNameTaken(tx, username)) return undefined
  const [id, reach] = [randomUUID(), reachOf(role, place)]
  await insertPost(tx, { id, unitId, role, name, reachLow: reach.low, reachHigh: reach.high, activeFrom: context.clock.today() })
  return id
}

async function administrationOf(context: Context, owner: Db, place: DivisionCode): Promise<string> {
  const there = await findAdministration(context.db, place)
  if (there) return there.id
  const id = randomUUID()
  await insertOrganisation(owner, { units: [{ id, kind: 'administration', divisionCode: place, countyCode: place, nameZh: '平台管理', nameEn: 'Administration of the platform' }], officers: [], bindings: [], edges: [], heads: [] })
  return id
}
