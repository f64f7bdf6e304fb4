import type { RateLimit } from '#platform/rate-limit.ts'
import { turnsOfEach } from '#platform/turns.ts'
import { hasPasskey } from '#records/passkeys.ts'
import { findPassword, useCodeOnce } from '#records/staff-accounts.ts'
import { withEntry, type Trail } from '../audit.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { hashOf, renewSession, type SignIn } from '../sign-in.ts'
import type { Session } from './sessions.ts'

type SlowDown = { readonly code: 'slow-down'; readonly seconds: number }
export type ProofRefusal = { readonly code: 'proof-wrong' } | SlowDown
export type Proof = { readonly password?: string | undefined; readonly code?: string | undefined }

/**
 * Shows once more who holds a session: by password, and by code where the account has an authenticator. A session that has shown one factor of two
 * is asked for the code alone: it is the second step. Answers the cookies of the renewed session, which is renewed in one transaction with its entry in the audit.
 */
export function prove(context: Context, signIn: SignIn, session: Session, { cookie, ...proof }: Proof & { readonly cookie: string }, trail?: Trail): Promise<Outcome<{ cookies: string[] }, ProofRefusal>> {
  return turns(session.userId)(async () => {
    const refusal = await refusalOf(context, signIn, session, proof, cookie)
    return withEntry<{ cookies: string[] }, ProofRefusal>(context, trail, async inner => refusal ? refuse(refusal) : done({ cookies: await renewSession(inner, signIn, cookie, { provedAt: new Date(context.clock.now()), ...(session.hasCodes && { twoFactors: true }) }) }))
  })
}

// Of an account one after the other: a thousand codes looked at before the first is counted would be no limit at all. Of many accounts two at once: nobody waits for what another guesses.
const turns = turnsOfEach(2)

async function refusalOf(context: Context, signIn: SignIn, session: Session, proof: Proof, cookie: string): Promise<ProofRefusal | undefined> {
  const isSecondStep = session.hasCodes && !session.twoFactors
  // Whoever has a session or a first factor can have many, so what is wrong counts for the account. Its holder is not shut out by that: a sign-in is a proof too.
  const [limit, counted] = [isSecondStep ? context.allowances.secondSteps : context.allowances.proofs, accountOf(session)]
  const waiting = waitFor(limit, counted, context.clock.now())
  if (waiting) return waiting
  const isRight = (isSecondStep || await isPasswordOf(context, signIn, session.userId, proof.password ?? '')) && await isSecondOf(context, signIn, session, proof.code ?? '', cookie)
  if (isRight) return undefined
  limit.take(counted, context.clock.now())
  return { code: 'proof-wrong' }
}

function accountOf({ userId }: Session): string {
  return `user ${userId}`
}

/** Why a password is not taken from who holds a session, if so. It takes its turn and counts like any other proof of the account. */
export function passwordRefusal(context: Context, signIn: SignIn, session: Session, password: string): Promise<{ readonly code: 'password-wrong' } | SlowDown | undefined> {
  return turns(session.userId)(async () => {
    const [{ proofs }, now] = [context.allowances, context.clock.now()]
    const waiting = waitFor(proofs, accountOf(session), now)
    if (waiting) return waiting
    if (await isPasswordOf(context, signIn, session.userId, password)) return undefined
    proofs.take(accountOf(session), now)
    return { code: 'password-wrong' }
  })
}

/** How long somebody must wait before the next try, if at all. */
export function waitFor(limit: RateLimit, counted: string, now: number): SlowDown | undefined {
  const seconds = limit.wait(counted, now)
  return seconds > 0 ? { code: 'slow-down', seconds } : undefined
}

/** Whether this is the password of a user. */
async function isPasswordOf(context: Context, signIn: SignIn, userId: string, password: string): Promise<boolean> {
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
