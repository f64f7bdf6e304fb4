import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isProofFresh, type SignInRules } from '#rules/policy/sign-in.ts'
import { isAskedElsewhere } from '#platform/fetch-site.ts'
import type { OpenId } from '#platform/open-id.ts'
import { blurredSource } from '#platform/rate-limit.ts'
import type { Context } from '#actions/context.ts'
import type { SignIn } from '#actions/sign-in.ts'
import { noteKnock } from '#actions/staff/knocks.ts'
import { beginProvider, comeBack, type StayedOutside } from '#actions/staff/provider.ts'
import { findSession } from '#actions/staff/sessions.ts'
import { knownDevices } from './known-device.ts'
import { letIn } from './passkey-door.ts'
import { owedFirst } from './staff-gate.ts'
import { findOfficerByUser } from '#records/officers.ts'

type Options = { readonly staffUrl: string; readonly https: boolean }

/**
 * The way to the sign-in platform of the province and back, as pages that a browser walks through. Coming back from another site it brings no cookie of the
 * session. It begins on a page of ours, by somebody's tap: otherwise another site could sign a browser in, and use up what it may try. What has begun is bound by a cookie of its own, and the account to link by the session that began it.
 */
export function addProviderDoor(api: FastifyInstance, context: Context, { signIn, rules, provider, options }: { readonly signIn: SignIn; readonly rules: SignInRules; readonly provider: OpenId | undefined; readonly options: Options }): void {
  if (!provider) return
  const devices = knownDevices(context, options.https)
  const back = `${options.staffUrl}/api/auth/provider/back`
  const cookie = options.https ? '__Host-ydt.provider' : 'ydt.provider'
  const keep = (reply: FastifyReply, value: string, seconds: number) => reply.header('set-cookie', `${cookie}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${options.https ? '; Secure' : ''}`)
  const outside = (reply: FastifyReply, page: string, why: StayedOutside) => reply.redirect(`/console/${page}?provider=${why}`, 303)

  api.get('/auth/provider', async (request, reply) => {
    if (isAskedElsewhere(request.headers)) return reply.redirect('/console/sign-in', 303)
    const isLink = (request.query as { link?: unknown }).link !== undefined
    const session = isLink ? await linkingSession(context, signIn, rules, request) : undefined
    if (isLink && !session) return outside(reply, 'security', 'refused')
    const begun = await beginProvider(context, provider, back, { source: devices.browserOf(request) ?? blurredSource(context.secrets.sourceKey, context.clock.today(), request.ip), session })
    if (!begun.ok) return outside(reply, isLink ? 'security' : 'sign-in', begun.refusal.code)
    return keep(reply, begun.value.browser, 600).redirect(begun.value.address, 303)
  })
  api.get('/auth/provider/back', async (request, reply) => {
    const browser = (request.headers.cookie ?? '').split('; ').find(pair => pair.startsWith(`${cookie}=`))?.slice(cookie.length + 1) ?? ''
    keep(reply, '', 0)
    const came = await comeBack(context, provider, back, { browser, query: request.url.split('?')[1] ?? '' })
    if (!came.ok) {
      const { code, userId, isBegun } = came.refusal
      // Whoever comes back without having gone could fill the audit.
      if (isBegun) await noteKnock(context, { act: userId === undefined ? 'enterProvider' : 'linkProvider', userId, outcome: code })
      return outside(reply, userId === undefined ? 'sign-in' : 'security', code)
    }
    if (came.value.how === 'link') return reply.redirect('/console/security?provider=linked', 303)
    await letIn({ context, signIn, devices, request, reply }, 'enterProvider', came.value.recognised)
    return reply.redirect('/console/', 303)
  })
}

/** The session that may link its account: alive, with nothing owed, and proved lately. Another site cannot ask for it: the cookie does not come from there. */
async function linkingSession(context: Context, signIn: SignIn, rules: SignInRules, request: FastifyRequest) {
  const session = await findSession(context, signIn, rules, request.headers.cookie ?? '')
  const officer = session && await findOfficerByUser(context.db, session.userId, context.clock.today())
  const mayLink = session && officer && isProofFresh(rules, session, context.clock.now(), 'minutes') && !await owedFirst(context, rules, session, [officer])
  return mayLink ? session : undefined
}
