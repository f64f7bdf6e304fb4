import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { inTransaction, type Db } from '#records/database.ts'
import { joining } from '#records/joining.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import type { SignIn } from '#actions/sign-in.ts'
import { noteKnock, type Knock } from '#actions/staff/knocks.ts'
import type { Recognised } from '#actions/staff/door.ts'
import { askPasskey, holderOf, type Place } from '#actions/staff/passkeys.ts'
import { networkHeader } from '#actions/sign-in.ts'
import { addRoute } from './answer.ts'
import * as contract from './contract/security.ts'
import { knownDevices } from './known-device.ts'
import { sendRefusal } from './problem-document.ts'
import { markOfCookies } from './staff-gate.ts'

type Options = Place & { readonly https: boolean }

/** The way in by passkey: what a browser asks it to sign, and what it signed. It asks its holder itself, so it is both steps. */
export function addPasskeyDoor(api: FastifyInstance, context: Context, signIn: SignIn, options: Options): void {
  const devices = knownDevices(context, options.https)
  addRoute(api, contract.askPasskey, async () => done({ options: { ...await askPasskey(context, options) } }))
  api.post('/auth/passkey', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const { response } = (request.body ?? {}) as { response?: unknown }
    const shown = typeof response === 'object' && response !== null ? await holderOf(context, options, response) : refuse({ code: 'passkey-wrong' } as const)
    if (!shown.ok) {
      const { code, userId } = { userId: undefined, ...shown.refusal }
      // A signature cannot be guessed, so nobody is made to wait; but a flood of them must not fill the audit.
      const isFlood = context.allowances.wrongPasswords.take(`passkey ${devices.networkOf(request)}`, context.clock.now()) !== undefined
      if (!isFlood) await noteKnock(context, { act: 'enterPasskey', userId, outcome: code })
      return sendRefusal(request, reply, { code })
    }
    await letIn({ context, signIn, devices, request, reply }, 'enterPasskey', { userId: shown.value, twoFactors: true, isProof: true })
    return reply.send({})
  })
}

type Door = { readonly context: Context; readonly signIn: SignIn; readonly devices: ReturnType<typeof knownDevices>; readonly request: FastifyRequest; readonly reply: FastifyReply }

/** Begins the session of somebody who was recognised, in one transaction with its entry, and sets its cookies. */
export async function letIn({ context, signIn, devices, request, reply }: Door, act: Knock['act'], recognised: Recognised): Promise<void> {
  const headers = new Headers({ [networkHeader]: devices.networkOf(request), 'user-agent': request.headers['user-agent'] ?? '' })
  const { username, cookies } = await inTransaction(context.db, tx => joining(tx, async () => {
    const inner = { ...context, db: tx as Db }
    const answer = await signIn.api.letIn({ body: recognised, headers, asResponse: true })
    if (!answer.ok) throw new Error('cannot begin a session for user ' + recognised.userId)
    const { user } = await answer.json() as { user: { username: string } }
    const begun = answer.headers.getSetCookie()
    const isNew = devices.tryOf(request, user.username).device === undefined
    await noteKnock(inner, { act, userId: recognised.userId, outcome: 'done', session: await markOfCookies(inner, begun), notices: isNew ? ['new-browser'] : [] })
    return { username: user.username, cookies: begun }
  }))
  for (const cookie of cookies) reply.header('set-cookie', cookie)
  devices.know(request, reply, username)
}
