import type { FastifyInstance } from 'fastify'
import { countyOf } from '#rules/divisions/division-code.ts'
import type { Procedure } from '#rules/catalogue/power-list.ts'
import { readProcedure } from '#records/public.ts'
import { findVillage, villageCode } from './found-village.ts'
import { answerProblem, answerPublic, type House } from './house.ts'
import { itemPage, itemsPage } from './item.ts'

/** The pages about the items of the list, for one village: public and kept. */
export function itemRoutes(app: FastifyInstance, house: House, procedures: readonly Procedure[]): void {
  const procedureOf = new Map(procedures.map(procedure => [procedure.item, procedure]))
  app.get<{ Params: { code: string } }>('/v/:code/i', (request, reply) => {
    const code = villageCode(request.params.code)
    if (code === undefined) return answerProblem(house, request, reply, { code: 'placeNotFound' })
    return answerPublic(house, request, reply, { address: `/v/${code}/i`, place: code }, async view => {
      const found = await findPlace(house, code)
      return found ? itemsPage(view, found) : { code: 'placeNotFound' }
    })
  })
  app.get<{ Params: { code: string; slug: string } }>('/v/:code/i/:slug', (request, reply) => {
    const code = villageCode(request.params.code)
    const { slug } = request.params
    if (code === undefined) return answerProblem(house, request, reply, { code: 'placeNotFound' })
    if (!/^[a-z][a-z-]{0,60}$/.test(slug)) return answerProblem(house, request, reply, { code: 'notFound' })
    return answerPublic(house, request, reply, { address: `/v/${code}/i/${slug}`, place: code }, async view => {
      const found = await findPlace(house, code)
      const item = found?.catalogue.items.get(slug)
      if (!found) return { code: 'placeNotFound' }
      if (!item) return { code: 'notFound' }
      const own = await readProcedure(house.reader, countyOf(code), slug, house.context.clock.today())
      return itemPage(view, { ...found, item, procedure: own ?? procedureOf.get(slug), laws: procedureOf.get(slug)?.basis ?? [] })
    })
  })
}

async function findPlace(house: House, code: number) {
  const [found, catalogue] = await Promise.all([findVillage(house, code), house.catalogue(code)])
  return found && { ...found, catalogue }
}
