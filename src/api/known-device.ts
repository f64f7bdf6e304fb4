import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { blurredSource } from '#platform/rate-limit.ts'
import { hmac, ringOf, signing } from '#platform/crypto/key-ring.ts'
import type { Try } from '#platform/sign-in-tries.ts'
import type { Context } from '#actions/context.ts'

const halfYear = 180 * 24 * 60 * 60 // seconds
const mostAccounts = 6 // a computer of an office
const fewMinutes = 600
const anyAccount = '' // no account's keyed word is empty

/** Cookies beside the session's: which accounts a browser was signed in to, and whose second step is under way. Neither opens anything. */
export function knownDevices(context: Context, https: boolean) {
  const prefix = https ? '__Host-ydt' : 'ydt'
  const { sign, signers } = signersOf(context)
  const accountOf = (username: string, by = sign) => by('account', username.trim().toLowerCase())
  const mark = (id: string, account: string) => sign('device', id, account)
  const write = (reply: FastifyReply, name: string, value: string, seconds: number) =>
    void reply.header('set-cookie', `${prefix}.${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${https ? '; Secure' : ''}`)

  function deviceFor(request: FastifyRequest, account: string, username?: string): string | undefined {
    const [id = '', ...marks] = (cookieOf(request, `${prefix}.device`) ?? '').split('.')
    const expected = signers.map(by => by('device', id, username === undefined ? account : accountOf(username, by)))
    return marks.some(given => expected.some(own => isSame(given, own))) ? id : undefined
  }

  return {
    /** Who tries, as keyed words. */
    tryOf(request: FastifyRequest, username: string): Try {
      return of(request, accountOf(username), username)
    },
    /** The browser, if anybody was signed in there before: where it is not known yet who comes. */
    browserOf: (request: FastifyRequest) => deviceFor(request, anyAccount),
    /** Remembers that this browser was signed in to the account. */
    know(request: FastifyRequest, reply: FastifyReply, username: string): void {
      const [given = '', ...marks] = (cookieOf(request, `${prefix}.device`) ?? '').split('.')
      const id = /^[\w-]{22}$/.test(given) ? given : randomBytes(16).toString('base64url')
      const own = [mark(id, anyAccount), mark(id, accountOf(username))]
      if (own.every(mark => marks.includes(mark))) return
      write(reply, 'device', [id, ...own, ...marks.filter(other => /^[\w-]{22}$/.test(other) && !own.includes(other))].slice(0, mostAccounts + 2).join('.'), halfYear)
    },
    /** Binds the second step that better-auth has begun, by its cookie, to the account: so that tries at it count for the right one. */
    beginStep(reply: FastifyReply, begun: string, username: string, userId: string): void {
      const account = accountOf(username)
      write(reply, 'step', `${account}.${userId}.${sign('step', account, userId, begun)}`, fewMinutes)
    },
    /** Whose second step is being tried, if one is under way. */
    stepOf(request: FastifyRequest): Try & { readonly userId: string } | undefined {
      const [account = '', userId = '', given = ''] = (cookieOf(request, `${prefix}.step`) ?? '').split('.')
      const begun = cookieOf(request, `${prefix}.two_factor`)
      return begun !== undefined && signers.some(by => isSame(given, by('step', account, userId, begun))) ? { ...of(request, account), userId } : undefined
    },
    /** The network of a request, as a session remembers it: keyed, and the same every day. */
    networkOf: (request: FastifyRequest) => blurredSource(context.secrets.sourceKey, 'staff session', request.ip),
  }

  function of(request: FastifyRequest, account: string, username?: string): Try {
    return { account, network: blurredSource(context.secrets.sourceKey, context.clock.today(), request.ip), device: deviceFor(request, account, username) }
  }
}

// By every key that counts, the one of now first: a browser stays known while the master is replaced.
function signersOf({ secrets }: Context) {
  const signers = signing(secrets.formKey).map(key => (...parts: readonly string[]) => hmac(ringOf(key), 'staff device\0', parts.join('\0')).toString('base64url').slice(0, 22))
  return { sign: signers[0]!, signers }
}

function cookieOf(request: FastifyRequest, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split('; ')) if (pair.startsWith(`${name}=`)) return decodeURIComponent(pair.slice(name.length + 1))
  return undefined
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}
