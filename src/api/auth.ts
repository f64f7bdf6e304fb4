import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { countWrongCode, countWrongPassword, weighCode, weighPassword } from '#platform/sign-in-tries.ts'
import { turnsOf, type Turns } from '#platform/turns.ts'
import { inTransaction, type Db } from '#records/database.ts'
import { joining } from '#records/joining.ts'
import type { Context } from '#actions/context.ts'
import { hashOf, networkHeader, type SignIn } from '#actions/sign-in.ts'
import { noteKnock, type Knock } from '#actions/staff/knocks.ts'
import { findUserByName } from '#records/staff-accounts.ts'
import type { ApiRefusal } from './errors.ts'
import { knownDevices } from './known-device.ts'
import { sendRefusal } from './problem-document.ts'
import { markOfCookies, sessionMark } from './staff-gate.ts'

type Door = { readonly method: 'GET' | 'POST'; readonly answers: readonly string[]; readonly tries?: 'password' | 'code'; readonly act: Knock['act'] }

/**
 * What of better-auth is reachable, and what of its answers: it offers more (changing names and addresses, asking whether a user name exists) and tells more
 * (the token of the session), and none of that is wanted. What an account does with itself is under /api/v1/security.
 */
const doors: Readonly<Record<string, Door>> = {
  'sign-in/username': { method: 'POST', answers: ['twoFactorRedirect'], tries: 'password', act: 'enterPassword' },
  'two-factor/verify-totp': { method: 'POST', answers: [], tries: 'code', act: 'enterCode' },
  'two-factor/verify-backup-code': { method: 'POST', answers: [], tries: 'code', act: 'enterRecoveryCode' },
  'sign-out': { method: 'POST', answers: [], act: 'signOut' },
}

// A hundred passwords hashed at once would take every processor and every connection from whoever reads or works; and a thousand codes looked at before the first is
// counted would be no limit at all. So tries take turns, and whoever has been here before has turns of his own.
const triesAtOnce = 4

type Devices = ReturnType<typeof knownDevices>
/** A try that is counted, and how. `undefined` seconds mean that it may be looked at. */
type Counted = { readonly seconds?: number; readonly pause?: number; readonly isKnown: boolean; wrong(): void }
type Told = { readonly user?: { readonly id: string; readonly username?: string }; readonly twoFactorRedirect?: boolean }
type Options = { readonly staffUrl: string; readonly https: boolean }

/** Staff sign-in under /api/auth: hands the request to better-auth as it expects one, and its cookies back. */
export function registerSignIn(api: FastifyInstance, context: Context, signIn: SignIn, { staffUrl, https }: Options): void {
  const devices = knownDevices(context, https)
  const [strangers, known] = [turnsOf(triesAtOnce), turnsOf(triesAtOnce)]
  api.route({
    method: ['GET', 'POST'],
    url: '/auth/*',
    bodyLimit: 8 * 1024,
    handler: async (request, reply) => {
      const name = (request.params as { '*': string })['*']
      const door = Object.hasOwn(doors, name) ? doors[name]! : undefined
      if (door?.method !== request.method) return sendRefusal(request, reply, { code: 'no-such-route' })
      const holder = door.tries === 'password' ? undefined : await holderOfSession(context, signIn, request)
      const held = holder?.userId
      // A code of no step and no session is nobody's: without this, whoever drops our cookie would be counted nowhere.
      if (door.tries === 'code' && held === undefined && !devices.stepOf(request)) return sendRefusal(request, reply, { code: 'step-over' })
      const first = countedFor(context, devices, { door, request, held })
      if (first?.seconds) return sendRefusal(request, reply, { code: 'slow-down', seconds: first.seconds })
      if (first?.pause) await pause(first.pause * 1000)
      const turn: Turns = first === undefined ? work => work() : first.isKnown ? known : strangers
      const tried = await turn(async () => {
        const counted = countedFor(context, devices, { door, request, held }) // others were wrong while this one waited
        if (counted?.seconds) return counted.seconds
        return withKnock(context, door, async inner => {
          const answer = await signIn.handler(toFetch(request, name, staffUrl, devices))
          const told = await toldBy(answer)
          const refusal = answer.ok ? undefined : refusalOf(answer, door)
          if (answer.status === 401) counted?.wrong()
          return { answer, told, refusal, userId: await keep(inner, devices, { door, request, answer, told, held, mark: holder?.mark, refusal }) }
        })
      })
      if (typeof tried === 'number') return sendRefusal(request, reply, { code: 'slow-down', seconds: tried })
      const { answer, told, refusal, userId } = tried
      for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
      if (refusal) return sendRefusal(request, reply, refusal)
      if (door.tries) remember(devices, request, reply, { answer, told, userId })
      return reply.send(Object.fromEntries(door.answers.filter(field => field in told).map(field => [field, told[field as keyof Told]])))
    },
  })
}

/**
 * What a door does and its entry, in one transaction. Not so at the door of passwords: whoever guesses would hold a connection for as long as a hash takes. A session that
 * begins there is in the database before its entry, but its token is told to nobody whose entry could not be written.
 */
function withKnock<T>(context: Context, { tries }: Door, work: (context: Context) => Promise<T>): Promise<T> {
  return tries === 'password' ? work(context) : inTransaction(context.db, tx => joining(tx, () => work({ ...context, db: tx as Db })))
}

type Happened = { readonly door: Door; readonly request: FastifyRequest; readonly answer: Response; readonly told: Told; readonly held: string | undefined; readonly mark: string | undefined; readonly refusal: ApiRefusal | undefined }

/** Writes down what happened at a door, and returns whose it is. Who stays outside waits a moment: how much there was to write would tell whether the name exists. */
async function keep(context: Context, devices: Devices, { door, request, answer, told, held, mark, refusal }: Happened): Promise<string | undefined> {
  const step = devices.stepOf(request)
  const userId = told.user?.id ?? (door.tries === 'password' ? await findUserByName(context.db, nameIn(request)) : step?.userId ?? held)
  const session = door.act === 'signOut' ? mark : await markOfCookies(context, answer.headers.getSetCookie())
  const isNew = told.user?.username !== undefined && devices.tryOf(request, told.user.username).device === undefined
  const isSlowed = refusal !== undefined && (countedFor(context, devices, { door, request, held })?.seconds ?? 0) > 0
  const changed = refusal === undefined ? { enterCode: step ? undefined : 'codes-on', enterRecoveryCode: 'recovery-used' } as const : {}
  const notices = [...isNew ? ['new-browser' as const] : [], ...(door.act in changed ? [changed[door.act as keyof typeof changed]] : []).filter(notice => notice !== undefined)]
  if (door.act === 'signOut' && userId === undefined) return undefined
  await Promise.all([
    noteKnock(context, { act: door.act, userId, outcome: refusal?.code ?? (told.twoFactorRedirect ? 'second-step-due' : 'done'), session, isSlowed, notices }),
    refusal && pause(aMoment),
  ])
  return userId
}

const aMoment = 25 // milliseconds: longer than what is written usually takes

/** Whose session the request came with, and its mark in the audit. */
async function holderOfSession(context: Context, signIn: SignIn, request: FastifyRequest): Promise<{ readonly userId: string; readonly mark: string } | undefined> {
  const { cookie } = request.headers
  const found = cookie === undefined ? undefined : await signIn.api.getSession({ headers: new Headers({ cookie }) })
  return found ? { userId: found.user.id, mark: sessionMark(context, found.session.id) } : undefined
}

/** What better-auth said, if anything. */
async function toldBy(answer: Response): Promise<Told> {
  const told: unknown = await answer.json().catch(() => undefined)
  return typeof told === 'object' && told !== null ? told : {}
}

/** How a door counts tries. A code without a step under way is one that a session tries: whoever has the first factor can begin many, so it is counted for the account. */
function countedFor(context: Context, devices: Devices, { door, request, held }: Pick<Happened, 'door' | 'request' | 'held'>): Counted | undefined {
  const [{ allowances }, now] = [context, context.clock.now()]
  if (door.tries === 'password') {
    const by = devices.tryOf(request, nameIn(request))
    return { ...weighPassword(allowances, by, now), isKnown: by.device !== undefined, wrong: () => countWrongPassword(allowances, by, now) }
  }
  if (door.tries !== 'code') return undefined
  const step = devices.stepOf(request)
  if (step) return { ...weighCode(allowances, step, now), isKnown: step.device !== undefined, wrong: () => countWrongCode(allowances, step, now) }
  const account = `user ${held ?? ''}`
  return { seconds: allowances.secondSteps.wait(account, now), isKnown: true, wrong: () => void allowances.secondSteps.take(account, now) }
}

/** Once somebody is in, the browser is known for the account; while the second step is owed, it is bound to the account. */
function remember(devices: Devices, request: FastifyRequest, reply: FastifyReply, { answer, told, userId }: { readonly answer: Response; readonly told: Told; readonly userId: string | undefined }): void {
  if (told.user?.username !== undefined) return devices.know(request, reply, told.user.username)
  const begun = answer.headers.getSetCookie().find(cookie => /^[^=]*\.two_factor=[^;]/.test(cookie))
  if (told.twoFactorRedirect && begun && userId !== undefined) devices.beginStep(reply, decodeURIComponent(begun.slice(begun.indexOf('=') + 1).split(';')[0]!), nameIn(request), userId)
}

function nameIn(request: FastifyRequest): string {
  const { username } = (request.body ?? {}) as { username?: unknown }
  return typeof username === 'string' ? username : ''
}

// The origin was checked before and may be that of the Host header; better-auth knows only the one that is configured.
function toFetch(request: FastifyRequest, name: string, staffUrl: string, devices: Devices): Request {
  const headers = new Headers({ origin: new URL(staffUrl).origin, [networkHeader]: devices.networkOf(request) })
  for (const kept of ['cookie', 'user-agent', 'accept-language'] as const) {
    const value = request.headers[kept]
    if (value !== undefined) headers.set(kept, value)
  }
  const address = new URL(`/api/auth/${name}`, staffUrl)
  if (request.method === 'GET') return new Request(address, { headers })
  headers.set('content-type', 'application/json')
  return new Request(address, { method: 'POST', headers, body: JSON.stringify(bodyFor(name, request)) })
}

/** A browser is never trusted to leave out the second step; a recovery code is asked for by its hash, as it is kept. */
function bodyFor(name: string, request: FastifyRequest): object {
  const { trustDevice: _, ...body } = (request.body ?? {}) as { trustDevice?: unknown; code?: unknown }
  return name === 'two-factor/verify-backup-code' ? { code: hashOf(String(body.code)) } : body
}

function refusalOf(answer: Response, { tries }: Door): ApiRefusal {
  if (answer.status === 401) return { code: tries === 'code' ? 'code-wrong' : 'wrong-credentials' }
  if (tries === 'code' && answer.status === 400) return { code: 'step-over' }
  if (answer.status === 403) return { code: 'foreign-origin' }
  return answer.status >= 500 ? { code: 'fault' } : { code: 'bad-request', placed: [] }
}
