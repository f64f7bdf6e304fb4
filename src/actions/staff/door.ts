import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'

/** How somebody is let in whom our own doors have recognised: by a passkey, or by the word of a sign-in platform. */
export type Recognised = { readonly userId: string; readonly twoFactors: boolean }

/** Begins a session of better-auth for who was recognised elsewhere. No address leads here: only our own code asks, and `api/auth.ts` passes on what it lists. */
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
    },
  }
}

export const letInPath = '/let-in'
