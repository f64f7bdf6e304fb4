import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { plainDateInShanghai } from '#rules/calendar/plain-date.ts'
import { notLent } from '#rules/policy/deputies.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { isFactorNeeded, isPasswordOld, isProofFresh, type SignInRules } from '#rules/policy/sign-in.ts'
import { proofNeeded } from '#rules/policy/step-up.ts'
import { hmac } from '#platform/crypto/key-ring.ts'
import { findLastPost, findOfficerByUser } from '#records/officers.ts'
import { hasPasskey } from '#records/passkeys.ts'
import { findPassword, findSessionId } from '#records/staff-accounts.ts'
import type { Context } from '#actions/context.ts'
import type { SignIn } from '#actions/sign-in.ts'
import { inPostOfSession } from '#actions/staff/deputies.ts'
import { findSession, type Session } from '#actions/staff/sessions.ts'
import { keepRefused, type Sitting } from './audit-trail.ts'
import { sendRefusal } from './problem-document.ts'

const proofs = ['getMe', 'standIn', 'getSecurity', 'proveAgain', 'askProofPasskey', 'provePasskey']

/** What a session may reach while something is owed first: its own account; and while a second step is owed, that step alone. */
const ownPage: Readonly<Record<OwedFirst, ReadonlySet<string>>> = {
  'second-step-due': new Set(proofs),
  'second-factor-due': new Set([...proofs, 'changePassword', 'startCodes', 'askNewPasskey', 'addPasskey', 'endOwnSession', 'endOtherSessions']),
  'password-due': new Set([...proofs, 'changePassword', 'startCodes', 'askNewPasskey', 'addPasskey', 'endOwnSession', 'endOtherSessions']),
}

/**
 * Lets nobody past who is not signed in and in a post today, nor whose duty demands a second factor or another password first.
 * Everything registered on `staff` is behind it. A sensitive act goes on only if who holds the session showed lately who he is.
 */
export function closeToStrangers(staff: FastifyInstance, context: Context, signIn: SignIn, rules: SignInRules): void {
  staff.decorateRequest('officer')
  staff.decorateRequest('ownPost')
  staff.decorateRequest('session')
  staff.decorateRequest('sitting')
  staff.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const { cookie } = request.headers
    const session = cookie === undefined ? undefined : await findSession(context, signIn, rules, cookie)
    if (session === undefined) return sendRefusal(request, reply, { code: 'sign-in' })
    const own = await findOfficerByUser(context.db, session.userId, context.clock.today())
    const refused = async (code: GateRefusal, by: Officer | undefined) => {
      if (by) await keepRefused(request, context, { session: sessionMark(context, session.id), officer: by, code })
      return sendRefusal(request, reply, { code })
    }
    if (!own) return refused('no-post', await findLastPost(context.db, session.userId))
    // Nothing is ever done in another post than who asked for it believed: where a lent one ended meanwhile, that is said once.
    const { officer, isOver } = await inPostOfSession(context, own, session)
    if (isOver && operationOf(request) !== 'getMe' && operationOf(request) !== 'standIn') return refused('deputyship-over', own)
    if (officer.standsInFor && notLent.has(operationOf(request))) return refused('not-lent', officer)
    const owed = await owedFirst(context, rules, session, [own, officer])
    if (owed && !ownPage[owed].has(operationOf(request))) return refused(owed, officer)
    request.setDecorator('officer', officer)
    request.setDecorator('ownPost', own)
    request.setDecorator('session', session)
    request.setDecorator('sitting', { session: sessionMark(context, session.id), context } satisfies Sitting)
    return undefined
  })
  staff.addHook('preHandler', async (request: FastifyRequest, reply: FastifyReply) => {
    const { action } = (request.body ?? {}) as { action?: unknown }
    const needed = proofNeeded(operationOf(request), action)
    if (needed === undefined || isProofFresh(rules, sessionOf(request), context.clock.now(), needed)) return undefined
    await keepRefused(request, context, { session: sessionMark(context, sessionOf(request).id), officer: officerOf(request), code: 'step-up' })
    return sendRefusal(request, reply, { code: 'step-up' })
  })
}

type GateRefusal = 'no-post' | 'deputyship-over' | 'not-lent' | OwedFirst

/** `second-step-due`: the account owns a second factor and the session has shown one. `second-factor-due`: the duty needs a second factor and the account owns none. */
export type OwedFirst = 'second-step-due' | 'second-factor-due' | 'password-due'

/** What an account owes before it may do anything else: in the own post or in the lent one it acts in. */
export async function owedFirst(context: Context, rules: SignInRules, session: Session, posts: readonly Officer[]): Promise<OwedFirst | undefined> {
  if (!session.twoFactors && (session.hasCodes || await hasPasskey(context.db, session.userId))) return 'second-step-due'
  if (posts.some(({ role }) => isFactorNeeded(rules, role)) && !session.twoFactors && !session.hasCodes) return 'second-factor-due'
  if (rules.passwords === 'usual') return undefined
  const password = await findPassword(context.db, session.userId)
  return password && isPasswordOld(rules, plainDateInShanghai(password.setAt.getTime()), context.clock.today()) ? 'password-due' : undefined
}

function operationOf(request: FastifyRequest): string {
  return (request.routeOptions.schema as { operationId?: string } | undefined)?.operationId ?? ''
}

/** The same for every request of one session, whatever its token is by now, and of use to nobody: the audit tells sittings apart by it. */
export function sessionMark({ secrets }: Context, sessionId: string): string {
  return hmac(secrets.formKey, 'audit session\0', sessionId).toString('hex').slice(0, 16)
}

/** The same of a session that these cookies carry or begin. */
export async function markOfCookies(context: Context, cookies: readonly string[]): Promise<string | undefined> {
  const written = cookies.flatMap(cookie => /session_token=([^;]+)/.exec(cookie)?.[1] ?? [])[0]
  // The token ends where its signature begins.
  const id = written && await findSessionId(context.db, decodeURIComponent(written).split('.')[0]!)
  return id ? sessionMark(context, id) : undefined
}

/** The officer who asks; only behind `closeToStrangers`. */
export function officerOf(request: FastifyRequest): Officer {
  return request.getDecorator<Officer>('officer')
}

/** The same officer in the own post, whichever the session acts in. */
export function ownPostOf(request: FastifyRequest): Officer {
  return request.getDecorator<Officer>('ownPost')
}

/** The session the request came with; only behind `closeToStrangers`. */
export function sessionOf(request: FastifyRequest): Session {
  return request.getDecorator<Session>('session')
}
