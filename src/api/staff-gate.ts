import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Officer } from '#rules/policy/officer.ts'
import { hmac } from '#platform/crypto/secrets.ts'
import { findOfficerByUser } from '#records/officers.ts'
import type { Context } from '#actions/context.ts'
import { findSignedInUser, type SignIn } from '#actions/sign-in.ts'
import type { Sitting } from './audit-trail.ts'
import { sendRefusal } from './problem-document.ts'

/** Lets nobody past who is not signed in and in a post today. Everything registered on `staff` is behind it. */
export function closeToStrangers(staff: FastifyInstance, context: Context, signIn: SignIn): void {
  staff.decorateRequest('officer')
  staff.decorateRequest('sitting')
  staff.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const cookie = request.headers.cookie
    const user = cookie === undefined ? undefined : await findSignedInUser(signIn, new Headers({ cookie }))
    if (user === undefined) return sendRefusal(request, reply, { code: 'sign-in' })
    const officer = await findOfficerByUser(context.db, user, context.clock.today())
    if (!officer) return sendRefusal(request, reply, { code: 'no-post' })
    request.setDecorator('officer', officer)
    request.setDecorator('sitting', { session: sessionMark(context, cookie!), context } satisfies Sitting)
    return undefined
  })
}

/** The same for every request of one session, and of use to nobody: the audit tells sittings apart by it. */
function sessionMark({ secrets }: Context, cookie: string): string {
  const token = /session_token=([^;]+)/.exec(cookie)?.[1] ?? ''
  return hmac(secrets.formKey, 'audit session\0', token).toString('hex').slice(0, 16)
}

/** The officer who asks; only behind `closeToStrangers`. */
export function officerOf(request: FastifyRequest): Officer {
  return request.getDecorator<Officer>('officer')
}
