import { randomBytes } from 'node:crypto'
import { APIError, createAuthEndpoint, getSessionFromCtx } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'

/**
 * How somebody is let in whom our own doors have recognised: by a passkey, or by the word of a sign-in platform. `isProof`: who he is was shown to us just now. A platform may
 * answer for whoever sits at the desk, without asking, so its word is none.
 */
export type Recognised = { readonly userId: string; readonly twoFactors: boolean; readonly isProof: boolean }

/** That who holds a session has just shown who he is; with `twoFactors`, by two. */
export type Proved = { readonly provedAt: Date; readonly twoFactors?: true }

/** Begins a session of better-auth for who was recognised elsewhere, and renews one. No address leads here: only our own code asks, and `api/auth.ts` passes on what it lists. */
export function ownDoor() {
  return {
    id: 'own-door',
    endpoints: {
      letIn: createAuthEndpoint(letInPath, { method: 'POST', metadata: { SERVER_ONLY: true, $Infer: { body: {} as Recognised } } }, async ctx => {
        const { internalAdapter } = ctx.context
        const user = await internalAdapter.findUserById((ctx.body as Recognised).userId)
        if (!user) throw new APIError('UNAUTHORIZED', { message: 'no such user' })
        const session = await internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ user: { id: user.id, username: (user as { username?: string }).username } })
      }),
      // Whoever had a copy of the cookie has nothing after the proof: it and the new token are one update.
      renew: createAuthEndpoint('/renew', { method: 'POST', requireHeaders: true, metadata: { SERVER_ONLY: true, $Infer: { body: {} as Proved } } }, async ctx => {
        const held = await getSessionFromCtx(ctx)
        const session = held && await ctx.context.internalAdapter.updateSession(held.session.token, { ...ctx.body as Proved, token: randomBytes(32).toString('hex') })
        if (!held || !session) throw new APIError('UNAUTHORIZED', { message: 'no such session' })
        await setSessionCookie(ctx, { session, user: held.user })
        return ctx.json({})
      }),
    },
  }
}

export const letInPath = '/let-in'
