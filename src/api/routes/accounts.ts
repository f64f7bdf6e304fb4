import type { FastifyInstance } from 'fastify'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { accountRefusal } from '#rules/policy/accounts.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { SignInRules } from '#rules/policy/sign-in.ts'
import { countWrongPassword, weighPassword } from '#platform/sign-in-tries.ts'
import { listSuccessors } from '#records/hand-over.ts'
import { findAccount } from '#records/invitations.ts'
import { withEntry } from '#actions/audit.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import type { SignIn } from '#actions/sign-in.ts'
import { acceptInvitation } from '#actions/staff/accept.ts'
import { askInvitation, grantInvitation, withdrawInvitation, type Asked } from '#actions/staff/invitations.ts'
import { handOver } from '#actions/staff/hand-over.ts'
import { endOfPost, signOutOfAll } from '#actions/staff/posts.ts'
import { addRoute } from '../answer.ts'
import { trailOf } from '../audit-trail.ts'
import * as contract from '../contract/accounts.ts'
import { knownDevices } from '../known-device.ts'
import { officerOf } from '../staff-gate.ts'
import { accountsView } from '../views/accounts.ts'

/** What administrators do with accounts. Nothing here is repeated under its key: half of a code is told once and kept nowhere. */
export function addAccounts(staff: FastifyInstance, context: Context): void {
  const list = async (officer: Officer, words?: string) => {
    const refusal = accountRefusal(officer, 'read')
    return refusal ? refuse(refusal) : done(await accountsView(context, officer, words))
  }
  addRoute(staff, contract.listAccounts, async ({ request }) => list(officerOf(request)))
  addRoute(staff, contract.searchAccounts, async ({ body, request }) => list(officerOf(request), body.q))
  addRoute(staff, contract.askInvitation, async ({ body, request }) => withEntry(context, trailOf(request), inner => askInvitation(inner, officerOf(request), askedBy(body))))
  addRoute(staff, contract.grantInvitation, async ({ params, request }) => withEntry(context, trailOf(request), inner => grantInvitation(inner, officerOf(request), params.id)))
  addRoute(staff, contract.withdrawInvitation, async ({ params, request }) => withEntry(context, trailOf(request), inner => withdrawInvitation(inner, officerOf(request), params.id)))
  addRoute(staff, contract.endPost, async ({ params, body, request }) => withEntry(context, trailOf(request), inner => endOfPost(inner, officerOf(request), params.id, body.reason)))
  addRoute(staff, contract.listSuccessors, async ({ params, request }) => {
    const account = await findAccount(context.db, params.id)
    const refusal = accountRefusal(officerOf(request), 'hand-over', account && { officerId: account.id, divisionCode: account.divisionCode })
    if (refusal?.code === 'not-your-duty' || refusal?.code === 'own-post') return refuse(refusal)
    if (!account || refusal) return refuse({ code: 'not-found' })
    return done({ successors: (await listSuccessors(context.db, account.id, context.clock.today())).map(({ id, name }) => ({ officerId: id, name })) })
  })
  addRoute(staff, contract.handOver, async ({ params, body, request }) => withEntry(context, trailOf(request), inner => handOver(inner, officerOf(request), params.id, body)))
  addRoute(staff, contract.endSessionsOf, async ({ params, request }) => withEntry(context, trailOf(request), inner => signOutOfAll(inner, officerOf(request), params.id)))
}

type Body = { officerId?: string; name?: string; username?: string; unitId?: string; role?: Extract<Asked, { kind: 'new' }>['role']; title?: string; from?: string; to?: string; isHead?: boolean; sameAs?: string; otherPerson?: string }

function askedBy({ officerId, name = '', username = '', unitId = '00000000-0000-0000-0000-000000000000', role = 'clerk', title, from, to, isHead, sameAs, otherPerson }: Body): Asked {
  return officerId !== undefined ? { kind: 'again', officerId } : { kind: 'new', name, username: username.trim().toLowerCase(), unitId, role, person: { sameAs, otherPerson }, post: { title, from: from as PlainDate | undefined, to: to as PlainDate | undefined, isHead } }
}

/** The way in for who was invited. Tries are counted like wrong passwords. */
export function addAccepting(api: FastifyInstance, context: Context, signIn: SignIn, rules: SignInRules, https: boolean): void {
  const devices = knownDevices(context, https)
  addRoute(api, contract.acceptInvitation, async ({ body, request }) => {
    const [by, now] = [devices.tryOf(request, body.username), context.clock.now()]
    const weighed = weighPassword(context.allowances, by, now)
    if ('seconds' in weighed) return refuse({ code: 'slow-down', seconds: weighed.seconds })
    const accepted = await acceptInvitation(context, signIn, rules, body)
    if (!accepted.ok && accepted.refusal.code === 'invitation-wrong') countWrongPassword(context.allowances, by, now)
    return accepted
  })
}
