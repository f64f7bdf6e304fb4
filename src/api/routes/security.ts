import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isFactorNeeded, type SignInRules } from '#rules/policy/sign-in.ts'
import { countRecoveryCodes, endSession, endSessions, findPassword } from '#records/staff-accounts.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import type { SignIn } from '#actions/sign-in.ts'
import { removeCodes, renewRecoveryCodes, startCodes } from '#actions/staff/codes.ts'
import { changePassword } from '#actions/staff/password.ts'
import { prove } from '#actions/staff/prove.ts'
import { sessionsOf, type Session } from '#actions/staff/sessions.ts'
import { addRoute } from '../answer.ts'
import * as contract from '../contract/security.ts'
import { officerOf, owedFirst, sessionOf } from '../staff-gate.ts'

/** What an account does with itself: password, second factor, sessions. */
export function addSecurity(staff: FastifyInstance, context: Context, signIn: SignIn, rules: SignInRules): void {
  addRoute(staff, contract.getSecurity, async ({ request }) => done(await securityView(context, rules, request)))
  addRoute(staff, contract.changePassword, async ({ body, request }) => changePassword(context, signIn, rules, sessionOf(request), body))
  addRoute(staff, contract.startCodes, async ({ body, request }) => startCodes(context, signIn, sessionOf(request), body.password, cookieOf(request)))
  addRoute(staff, contract.removeCodes, async ({ request }) => {
    await removeCodes(context, sessionOf(request))
    return done({})
  })
  addRoute(staff, contract.renewRecoveryCodes, async ({ request }) => renewRecoveryCodes(context, sessionOf(request)))
  addRoute(staff, contract.endOwnSession, async ({ params, request }) => await endSession(context.db, sessionOf(request).userId, params.id) ? done({}) : refuse({ code: 'not-found' }))
  addRoute(staff, contract.endOtherSessions, async ({ request }) => {
    const { id, userId } = sessionOf(request)
    return done({ ended: await endSessions(context.db, userId, id) })
  })
  addRoute(staff, contract.proveAgain, async ({ body, request }) => {
    const proved = await prove(context, signIn, sessionOf(request), body, cookieOf(request))
    return proved.ok ? done({}) : proved
  })
}

async function securityView(context: Context, rules: SignInRules, request: FastifyRequest): Promise<contract.Security> {
  const [session, officer] = [sessionOf(request), officerOf(request)]
  const [owed, password, left] = [await owedFirst(context, rules, officer, session), await findPassword(context.db, session.userId), await countRecoveryCodes(context.db, session.userId)]
  return {
    username: session.username, factorNeeded: isFactorNeeded(rules, officer.role), passwords: rules.passwords, idleMinutes: rules.idleMinutes, longestHours: rules.longestHours,
    ...(owed && { owed }), ...(password && { passwordSetAt: password.setAt.toISOString() }), ...(left !== undefined && { recoveryCodesLeft: left }),
    sessions: await sessionViews(context, rules, session),
  }
}

async function sessionViews(context: Context, rules: SignInRules, session: Session): Promise<contract.Security['sessions']> {
  const sessions = await sessionsOf(context, rules, session)
  return sessions.map(({ device, startedAt, seenAt, ...seen }) => ({ ...seen, ...device, startedAt: startedAt.toISOString(), seenAt: seenAt.toISOString() }))
}

function cookieOf(request: FastifyRequest): string {
  return request.headers.cookie ?? ''
}
