import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { writeFault } from '#platform/log.ts'
import { isUnready } from '#platform/unready.ts'
import type { Context } from '#actions/context.ts'
import { loadPowerList } from '#actions/reference.ts'
import { answerRoutes } from './answer-routes.ts'
import { complainingRoutes } from './complaining.ts'
import { multipartLimits } from './complaint-post.ts'
import type { PageProblem } from './errors.ts'
import { answerProblem, type House, openHouse, type PageOptions, sendKept } from './house.ts'
import { itemRoutes } from './items.ts'
import { meRoutes } from './me.ts'
import { mineRoutes } from './mine.ts'
import { readingRoutes } from './reading.ts'
import { recordRoutes } from './records.ts'
import { objectingRoutes } from './objecting.ts'
import { openDataRoutes } from './open-data.ts'
import { partsRoutes } from './parts-page.ts'
import { projectRoutes } from './projects.ts'
import { retoldRoutes } from './retold.ts'
import { tipRoutes } from './tips.ts'
import { trialMessageRoutes } from './trial-messages.ts'
import { wechatTellingRoutes } from './told-by-wechat.ts'
import { trackingRoutes } from './tracking.ts'
import { writingRoutes } from './writing.ts'
import { villageReadingRoutes } from './village-reading.ts'

export type { PageOptions } from './house.ts'

/** What main.ts can do with the pages once they are registered. */
export type Pages = {
  /** Answers a request from the kept pages, in front of Fastify; false when somebody else must answer. */
  serveFromCache(request: IncomingMessage, response: ServerResponse): boolean
  /** For Fastify's `frameworkErrors`: an address that cannot even be read. */
  answerUnreadable(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void
}

const bodyLimit = 64 * 1024

/** Registers everything residents see. The not-found page is set for the whole server; other faces set theirs under their prefix. */
export async function registerPages(app: FastifyInstance, context: Context, options: PageOptions): Promise<Pages> {
  const house = openHouse(context, options)
  const { procedures } = await loadPowerList()
  app.setNotFoundHandler((request, reply) => answerProblem(house, request, reply, { code: 'notFound' }))
  await app.register(async scope => {
    await scope.register(formbody, { bodyLimit })
    await scope.register(multipart, { limits: multipartLimits, throwFileSizeLimit: false })
    scope.setErrorHandler<FastifyError>((error, request, reply) => answerError(house, error, request, reply))
    readingRoutes(scope, house)
    villageReadingRoutes(scope, house)
    answerRoutes(scope, house)
    itemRoutes(scope, house, procedures)
    recordRoutes(scope, house)
    retoldRoutes(scope, house)
    projectRoutes(scope, house)
    openDataRoutes(scope, house)
    complainingRoutes(scope, house)
    objectingRoutes(scope, house)
    tipRoutes(scope, house)
    trackingRoutes(scope, house)
    writingRoutes(scope, house)
    wechatTellingRoutes(scope, house)
    mineRoutes(scope, house)
    meRoutes(scope, house)
    staticRoutes(scope, house)
    if (options.demonstration) {
      partsRoutes(scope, house)
      trialMessageRoutes(scope, house)
    }
  })
  return {
    serveFromCache: (request, response) => house.cache.serve(request, response),
    answerUnreadable: (_error, request, reply) => { answerProblem(house, request, reply, { code: 'notFound' }) },
  }
}

function staticRoutes(app: FastifyInstance, house: House): void {
  app.get<{ Params: { file: string } }>('/s/:file', (request, reply) => {
    const file = house.statics.find(`/s/${request.params.file}`)
    return file ? sendKept(request, reply, file) : answerProblem(house, request, reply, { code: 'notFound' })
  })
}

/** A mistake of the sender gets its page; anything else is ours, is logged without what was sent, and gets a page too. */
function answerError(house: House, error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500
  const ours = isUnready(error) ? 'unready' : 'broken'
  const problem: PageProblem['code'] = status === 413 ? 'tooLarge' : status >= 400 && status < 500 ? 'badRequest' : ours
  if (problem === ours) writeFault('a page could not be made', error, { route: request.routeOptions.url ?? '' })
  return answerProblem(house, request, reply, { code: problem as 'badRequest' })
}
