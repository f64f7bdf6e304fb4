import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { blurredSource } from '#platform/rate-limit.ts'
import type { Context } from '#actions/context.ts'
import type { SignIn } from '#actions/sign-in.ts'
import type { ApiRefusal } from './errors.ts'
import { sendRefusal } from './problem-document.ts'

/** What of better-auth is reachable. It offers more (changing names and addresses, asking whether a user name exists), and none of that is wanted. */
const doors: Readonly<Record<string, 'GET' | 'POST'>> = {
  '/sign-in/username': 'POST',
  '/sign-out': 'POST',
  '/get-session': 'GET',
  '/change-password': 'POST',
}

/** Staff sign-in under /api/auth: hands the request to better-auth as it expects one, and its cookies back. */
export function registerSignIn(api: FastifyInstance, context: Context, signIn: SignIn, publicUrl: string): void {
  const { wrongPasswords } = context.allowances
  api.route({
    method: ['GET', 'POST'],
    url: '/auth/*',
    bodyLimit: 8 * 1024,
    handler: async (request, reply) => {
      const door = (request.params as { '*': string })['*']
      if (doors[`/${door}`] !== request.method) return sendRefusal(request, reply, { code: 'no-such-route' })
      // Counted by network and day under a key, and only when wrong: who knows the password waits for nobody's mistakes but those of his own office.
      const [source, now] = [blurredSource(context.secrets.sourceKey, context.clock.today(), request.ip), context.clock.now()]
      const seconds = door === 'sign-in/username' ? wrongPasswords.wait(source, now) : 0
      if (seconds > 0) return sendRefusal(request, reply, { code: 'slow-down', seconds })
      const answer = await signIn.handler(toFetch(request, door, publicUrl))
      for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
      const text = await answer.text()
      if (answer.status === 401 && door === 'sign-in/username') wrongPasswords.take(source, now)
      if (!answer.ok) return sendRefusal(request, reply, refusalOf(answer))
      return sendText(reply, answer.status, text)
    },
  })
}

function sendText(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.code(status).type('application/json; charset=utf-8').serializer((body: unknown) => String(body)).send(text === '' ? 'null' : text)
}

// The origin was checked before and may be that of the Host header; better-auth knows only the public one. The address of the
// caller, by which tries are limited, is what the server saw and not what a header claims.
function toFetch(request: FastifyRequest, door: string, publicUrl: string): Request {
  const headers = new Headers({ 'origin': new URL(publicUrl).origin, 'x-forwarded-for': request.ip })
  for (const name of ['cookie', 'user-agent', 'accept-language'] as const) {
    const value = request.headers[name]
    if (value !== undefined) headers.set(name, value)
  }
  const address = new URL(`/api/auth/${door}`, publicUrl)
  if (request.method === 'GET') return new Request(address, { headers })
  headers.set('content-type', 'application/json')
  return new Request(address, { method: 'POST', headers, body: JSON.stringify(request.body ?? {}) })
}

function refusalOf(answer: Response): ApiRefusal {
  if (answer.status === 401) return { code: 'wrong-credentials' }
  if (answer.status === 403) return { code: 'foreign-origin' }
  if (answer.status === 429) return { code: 'slow-down', seconds: Number(answer.headers.get('x-retry-after') ?? 60) || 60 }
  return answer.status >= 500 ? { code: 'fault' } : { code: 'bad-request', placed: [] }
}
