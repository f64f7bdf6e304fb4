import { createServer } from 'node:http'
import Fastify, { type FastifyInstance } from 'fastify'
import { registerApi } from '#api/routes.ts'
import { registerConsoleFiles } from '#api/console-files.ts'
import { registerHealth } from '#api/health.ts'
import type { Context } from '#actions/context.ts'
import type { SignIn } from '#actions/sign-in.ts'
import { registerPages } from '#pages/routes.ts'

/** What the faces need to know beside the context. */
export type AppOptions = {
  readonly demonstration: boolean
  readonly publicUrl: string
  readonly https: boolean
  /** Folder of the built console; without one there is no /console. */
  readonly consoleFolder?: string | undefined
}

/** The whole web face, without a port: tests inject, main.ts listens. */
export async function buildApp(context: Context, signIn: SignIn, options: AppOptions): Promise<FastifyInstance> {
  let fromCache: Awaited<ReturnType<typeof registerPages>> = () => false
  const app = Fastify({
    logger: false,
    bodyLimit: 1024 * 1024,
    requestTimeout: 30_000,
    keepAliveTimeout: 10_000,
    // Cached pages are answered before Fastify sees the request: they must cost no more than sending their bytes.
    serverFactory: handler => createServer({ headersTimeout: 15_000 }, (request, response) => { if (!fromCache(request, response)) handler(request, response) }),
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
  })
  registerHealth(app, context.db)
  await registerApi(app, context, signIn, options)
  if (options.consoleFolder) await registerConsoleFiles(app, options.consoleFolder)
  fromCache = await registerPages(app, context, options)
  return app
}
