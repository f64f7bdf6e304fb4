import type { FastifyInstance, FastifyRequest } from 'fastify'
import { oddTries, type AccountNotice } from '#rules/policy/account-notices.ts'
import { isFactorNeeded, type SignInRules } from '#rules/policy/sign-in.ts'
import { countRecoveryCodes, endSession, endSessions, findPassword } from '#records/staff-accounts.ts'
import { listNotices } from '#records/account-notices.ts'
import { findProviderLink } from '#records/provider-links.ts'
import { listPasskeys } from '#records/passkeys.ts'
import { withEntry } from '#actions/audit.ts'
import { done, refuse, type Context, type Outcome } from '#actions/context.ts'
import type { SignIn } from '#actions/sign-in.ts'
import { removeCodes, renewRecoveryCodes, startCodes } from '#actions/staff/codes.ts'
import { addPasskey, askNewPasskey, askPasskey, isWeak, nameOfPasskey, offersPasskeys, proveByPasskey, removePasskey, type Place } from '#actions/staff/passkeys.ts'
import { changePassword } from '#actions/staff/password.ts'
import { prove } from '#actions/staff/prove.ts'
import { unlink } from '#actions/staff/provider.ts'
import { sessionsOf, type Session } from '#actions/staff/sessions.ts'
import { addRoute } from '../answer.ts'
import { trailOf } from '../audit-trail.ts'
import * as contract from '../contract/security.ts'
import { officerOf, ownPostOf, owedFirst, sessionOf } from '../staff-gate.ts'

/** What an account does with itself: password, second factors, sessions. */
export function addSecurity(staff: FastifyInstance, context: Context, signIn: SignIn, rules: SignInRules, place: Place & { readonly hasProvider: boolean }): void {
  const renewed = cookiesToSet(staff)
  addPasskeys(staff, context, place)
  addRoute(staff, contract.provePasskey, async ({ body, request }) => renewed(request, await withEntry(context, trailOf(request), inner => proveByPasskey(inner, signIn, place, sessionOf(request), { response: body.response, cookie: cookieOf(request) }))))
  addProvider(staff, context, place.hasProvider)
  addRoute(staff, contract.getSecurity, async ({ request }) => done(await securityView(context, rules, place, request)))
  addRoute(staff, contract.changePassword, async ({ body, request }) => changePassword(context, signIn, rules, sessionOf(request), body, trailOf(request)))
  addRoute(staff, contract.startCodes, async ({ body, request }) => startCodes(context, signIn, sessionOf(request), { password: body.password, cookie: cookieOf(request) }, trailOf(request)))
  addRoute(staff, contract.removeCodes, ({ request }) => withEntry(context, trailOf(request), inner => removeCodes(inner, sessionOf(request))))
  addRoute(staff, contract.renewRecoveryCodes, ({ request }) => withEntry(context, trailOf(request), inner => renewRecoveryCodes(inner, sessionOf(request))))
  addRoute(staff, contract.endOwnSession, ({ params, request }) => withEntry(context, trailOf(request), async ({ db }) => await endSession(db, sessionOf(request).userId, params.id) ? done({}) : refuse({ code: 'not-found' })))
  addRoute(staff, contract.endOtherSessions, ({ request }) => {
    const { id, userId } = sessionOf(request)
    return withEntry(context, trailOf(request), async ({ db }) => done({ ended: await endSessions(db, userId, id) }))
  })
  addRoute(staff, contract.proveAgain, async ({ body, request }) => renewed(request, await prove(context, signIn, sessionOf(request), { ...body, cookie: cookieOf(request) }, trailOf(request))))
}

/** What a proof answers: nothing but the cookies of the renewed session, which go out with the answer to this request. */
function cookiesToSet(staff: FastifyInstance) {
  const waiting = new WeakMap<FastifyRequest, readonly string[]>()
  staff.addHook('onSend', async (request, reply) => {
    for (const cookie of waiting.get(request) ?? []) reply.header('set-cookie', cookie)
  })
  return <Refusal>(request: FastifyRequest, proved: Outcome<{ readonly cookies: readonly string[] }, Refusal>): Outcome<object, Refusal> => {
    if (!proved.ok) return proved
    waiting.set(request, proved.value.cookies)
    return done({})
  }
}

function addPasskeys(staff: FastifyInstance, context: Context, place: Place): void {
  addRoute(staff, contract.askNewPasskey, async ({ request }) => {
    const asked = await askNewPasskey(context, place, sessionOf(request))
    return asked.ok ? done({ options: { ...asked.value } }) : asked
  })
  addRoute(staff, contract.addPasskey, ({ body, request }) => withEntry(context, trailOf(request), inner => addPasskey(inner, place, sessionOf(request), body)))
  addRoute(staff, contract.renamePasskey, ({ params, body, request }) => withEntry(context, trailOf(request), inner => nameOfPasskey(inner, sessionOf(request), params.id, body.name)))
  addRoute(staff, contract.removePasskey, ({ params, request }) => withEntry(context, trailOf(request), inner => removePasskey(inner, sessionOf(request), params.id)))
  addRoute(staff, contract.askProofPasskey, async ({ request }) => done({ options: { ...await askPasskey(context, place, sessionOf(request)) } }))
}

function addProvider(staff: FastifyInstance, context: Context, hasProvider: boolean): void {
  addRoute(staff, contract.askProviderLink, async () => hasProvider ? done({ address: '/api/auth/provider?link' }) : refuse({ code: 'not-found' }))
  addRoute(staff, contract.unlinkProvider, ({ request }) => withEntry(context, trailOf(request), inner => unlink(inner, sessionOf(request))))
}

async function securityView(context: Context, rules: SignInRules, place: Place & { readonly hasProvider: boolean }, request: FastifyRequest): Promise<contract.Security> {
  const [session, posts] = [sessionOf(request), [ownPostOf(request), officerOf(request)]]
  const [owed, password, left] = [await owedFirst(context, rules, session, posts), await findPassword(context.db, session.userId), await countRecoveryCodes(context.db, session.userId)]
  return {
    username: session.username, factorNeeded: posts.some(({ role }) => isFactorNeeded(rules, role)), passwords: rules.passwords, idleMinutes: rules.idleMinutes, longestHours: rules.longestHours,
    ...(owed && { owed }), ...(password && { passwordSetAt: password.setAt.toISOString() }), ...(left !== undefined && { recoveryCodesLeft: left }),
    sessions: await sessionViews(context, rules, session), offersPasskeys: offersPasskeys(place),
    passkeys: (await listPasskeys(context.db, session.userId)).map(({ id, name, madeAt, usedAt, publicKey }) => ({ id, name, madeAt: madeAt.toISOString(), ...(usedAt && { usedAt: usedAt.toISOString() }), isWeak: isWeak(publicKey, place) })),
    ...(place.hasProvider && { provider: providerView(await findProviderLink(context.db, session.userId)) }),
    notices: (await listNotices(context.db, session.userId, oddTries)).map(({ kind, at, times }) => ({ kind: kind as AccountNotice, at: at.toISOString(), times })),
  }
}

function providerView(link: { readonly linkedAt: Date; readonly usedAt: Date | null } | undefined): contract.Security['provider'] {
  return { ...(link && { linkedAt: link.linkedAt.toISOString() }), ...(link?.usedAt && { usedAt: link.usedAt.toISOString() }) }
}

async function sessionViews(context: Context, rules: SignInRules, session: Session): Promise<contract.Security['sessions']> {
  const sessions = await sessionsOf(context, rules, session)
  return sessions.map(({ device, startedAt, seenAt, ...seen }) => ({ ...seen, ...device, startedAt: startedAt.toISOString(), seenAt: seenAt.toISOString() }))
}

function cookieOf(request: FastifyRequest): string {
  return request.headers.cookie ?? ''
}
