import type { RateLimit } from '#platform/rate-limit.ts'
import { turnsOf } from '#platform/turns.ts'
import { hasPasskey } from '#records/passkeys.ts'
import { findPassword, useCodeOnce } from '#records/staff-accounts.ts'
import { withEntry, type Trail } from '../audit.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { hashOf, renewSession, type SignIn } from '../sign-in.ts'
import type { Session } from './sessions.ts'

export type ProofRefusal = { readonly code: 'proof-wrong' } | { readonly code: 'slow-down'; readonly seconds: number }
export type Proof = { readonly password?: string | undefined; readonly code?: string | undefined }

/**
 * Shows once more who holds a session: by password, and by code where the account has an authenticator. A session that has shown one factor of two
 * is asked for the code alone: it is the second step. Any other wrong proof counts against this session alone. Answers the cookies of the renewed session, which
 * is renewed in one transaction with its entry in the audit.
 */
export function prove(context: Context, signIn: SignIn, session: Session, { cookie, ...proof }: Proof & { readonly cookie: string }, trail?: Trail): Promise<Outcome<{ cookies: string[] }, ProofRefusal>> {
  return turns(async () => {
    const refusal = await refusalOf(context, signIn, session, proof, cookie)
    return withEntry<{ cookies: string[] }, ProofRefusal>(context, trail, async inner => refusal ? refuse(refusal) : done({ cookies: await renewSession(inner, signIn, cookie, { provedAt: new Date(context.clock.now()), ...(session.hasCodes && { twoFactors: true }) }) }))
  })
}

// One after the other: a thousand codes looked at before the first is counted would be no limit at all.
const turns = turnsOf(1)

async function refusalOf(context: Context, signIn: SignIn, session: Session, proof: Proof, cookie: string): Promise<ProofRefusal | undefined> {
  const isSecondStep = session.hasCodes && !session.twoFactors
  // Who has the first factor can begin any number of sessions, so codes of a second step are counted for the account.
  const [limit, counted] = isSecondStep ? [context.allowances.secondSteps, `user ${session.userId}`] as const : [context.allowances.proofs, session.id] as const
  const waiting = waitFor(limit, { id: counted }, context.clock.now())
  if (waiting) return waiting
  const isRight = (isSecondStep || await isPasswordOf(context, signIn, session.userId, proof.password ?? '')) && await isSecondOf(context, signIn, session, proof.code ?? '', cookie)
  if (isRight) return undefined
  limit.take(counted, context.clock.now())
  return { code: 'proof-wrong' }
}

/** How long who holds a session must wait before the next try, if at all. */
export function waitFor(limit: RateLimit, session: Pick<Session, 'id'>, now: number): { readonly code: 'slow-down'; readonly seconds: number } | undefined {
  const seconds = limit.wait(session.id, now)
  return seconds > 0 ? { code: 'slow-down', seconds } : undefined
}

/** Whether this is the password of a user. */
export async function isPasswordOf(context: Context, signIn: SignIn, userId: string, password: string): Promise<boolean> {
  const kept = await findPassword(context.db, userId)
  const auth = await signIn.$context
  return kept !== undefined && auth.password.verify({ hash: kept.hash, password })
}

// An account with passkeys and no authenticator proves itself by those: its password alone would be less than it enters with.
async function isSecondOf(context: Context, signIn: SignIn, session: Session, code: string, cookie: string): Promise<boolean> {
  return session.hasCodes ? isCodeOf(context, signIn, session, code, cookie) : !await hasPasskey(context.db, session.userId)
}

async function isCodeOf(context: Context, signIn: SignIn, session: Session, code: string, cookie: string): Promise<boolean> {
  const digits = code.replaceAll(/\s/g, '')
  const isRight = await signIn.api.verifyTOTP({ headers: new Headers({ cookie }), body: { code: digits } }).then(() => true, () => false)
  return isRight && useCodeOnce(context.db, session.userId, hashOf(digits), new Date(context.clock.now()))
}
