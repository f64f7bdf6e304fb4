import { createServer, type Server } from 'node:http'
import Fastify, { type FastifyInstance } from 'fastify'
import { hostsOf, type Hosts } from '#platform/hosts.ts'
import { webLog } from '#platform/log.ts'
import { byName, closedPolicy, securityHeaders } from '#platform/security-headers.ts'
import type { Monitors } from '#platform/monitors.ts'
import { idleTimeout, mostConnections, webLimits } from '#platform/web-limits.ts'
import type { Context } from '#actions/context.ts'
import type { SignIn } from '#actions/sign-in.ts'
import { registerConsoleFiles } from '#api/console-files.ts'
import { registerHealth } from '#api/health.ts'
import { type ApiOptions, answerUnreadable, isOfApi, registerApi } from '#api/routes.ts'
import { type Pages, type PageOptions, registerPages } from '#pages/routes.ts'

/** What the faces need to know beside the context. */
export type AppOptions = PageOptions & ApiOptions & {
  /** Folder of the built console; without one there is no /console. */
  readonly consoleFolder?: string | undefined
  readonly trustedProxies?: readonly string[]
  readonly monitors?: Monitors
}

/** The whole web face, without a port: tests inject, serve.ts listens. */
export async function buildApp(context: Context, signIn: SignIn, options: AppOptions): Promise<FastifyInstance> {
  const closed = { ...byName(securityHeaders(options.https, closedPolicy)), 'cache-control': 'no-store' }
  const hosts = hostsOf(options)
  const faces: { pages?: Pages } = {} // filled below; nobody asks before the program listens
  const app = Fastify({
    loggerInstance: webLog,
    bodyLimit: 1024 * 1024,
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
    // Cached pages are answered before Fastify sees the request: they must cost no more than sending their bytes.
    serverFactory: handler => limited(createServer(webLimits, (request, response) => {
      if (hosts?.mayBeForStaff(request.headers) || !faces.pages?.serveFromCache(request, response)) handler(request, response)
    })),
    frameworkErrors: (error, request, reply) => isOfApi(request.raw.url) ? answerUnreadable(request, reply.headers(closed)) : faces.pages?.answerUnreadable(error, request, reply),
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
  })
  app.addHook('onRequest', async (_request, reply) => { reply.headers(closed) }) // whoever needs something else says so later
  if (hosts) keepApart(app, hosts)
  registerHealth(app, context, options.monitors)
  await registerApi(app, context, signIn, options)
  if (options.consoleFolder) await registerConsoleFiles(app, options.consoleFolder)
  faces.pages = await registerPages(app, context, options)
  return app
}

/** Under the wrong host an address is not there. Whoever types the staff's host alone is led to the console. */
function keepApart(app: FastifyInstance, hosts: Hosts): void {
  app.addHook('onRequest', async (request, reply) => {
    const { url } = request.routeOptions
    if (url === undefined || hosts.answers(request.hostname, url)) return undefined
    return url === '/' ? reply.redirect('/console/', 302) : reply.callNotFound()
  })
}

function limited(server: Server): Server {
  server.maxConnections = mostConnections
  return server.setTimeout(idleTimeout)
}
