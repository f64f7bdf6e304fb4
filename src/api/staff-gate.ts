import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Officer } from '#rules/policy/officer.ts'
import { findOfficerByUser } from '#records/officers.ts'
import type { Context } from '#actions/context.ts'
import { findSignedInUser, type SignIn } from '#actions/sign-in.ts'
import { sendRefusal } from './problem-document.ts'

/** Lets nobody past who is not signed in and in a post today. Everything registered on `staff` is behind it. */
export function closeToStrangers(staff: FastifyInstance, context: Context, signIn: SignIn): void {
  staff.decorateRequest('officer')
  staff.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const cookie = request.headers.cookie
    const user = cookie === undefined ? undefined : await findSignedInUser(signIn, new Headers({ cookie }))
    if (user === undefined) return sendRefusal(request, reply, { code: 'sign-in' })
    const officer = await findOfficerByUser(context.db, user, context.clock.today())
    if (!officer) return sendRefusal(request, reply, { code: 'no-post' })
    request.setDecorator('officer', officer)
    return undefined
  })
}

/** The officer who asks; only behind `closeToStrangers`. */
export function officerOf(request: FastifyRequest): Officer {
  return request.getDecorator<Officer>('officer')
}
