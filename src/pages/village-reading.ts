import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addMonths, monthOfDay, toMonth, type Month } from '#rules/calendar/months.ts'
import { listAnswers, listPublications, type Publication } from '#records/public.ts'
import { boardPage } from './board.ts'
import { changesPage } from './changes.ts'
import type { PageProblem } from './errors.ts'
import { feeds } from './feed.ts'
import { findVillage, villageCode, type FoundVillage } from './found-village.ts'
import { type Answer, answerProblem, answerPublic, type House } from './house.ts'
import type { RecordFacts } from './record-facts.ts'
import { gatherFacts } from './record-finding.ts'
import { addressOf, queryOf, type View } from './view.ts'

const mostOfMonth = 300
const mostPrinted = 60
const mostInFeed = 50

type OfVillage = { Params: { code: string } }

/** A village's publications as time passes: month by month, as a feed, and on paper. */
export function villageReadingRoutes(app: FastifyInstance, house: House): void {
  app.get<OfVillage>('/v/:code/changes', (request, reply) => answerMonth(house, request, reply, 'changes', async (view, found, month) => {
    const [publications, catalogue] = await Promise.all([listPublications(house.reader, found.village.code, month.first, month.last, mostOfMonth), house.catalogue(found.village.code)])
    return changesPage(view, { ...found, month, publications, catalogue })
  }))
  app.get<OfVillage>('/v/:code/board', (request, reply) => answerMonth(house, request, reply, 'board', async (view, found, month) => {
    const publications = await listPublications(house.reader, found.village.code, month.first, month.last, mostOfMonth)
    return boardPage(view, found, month, await wholeRecords(house, found.village.code, publications))
  }))
  for (const [kind, { type, draw }] of Object.entries(feeds)) {
    app.get<OfVillage>(`/v/:code/feed.${kind}`, (request, reply) => {
      const code = villageCode(request.params.code)
      if (code === undefined) return answerProblem(house, request, reply, { code: 'placeNotFound' })
      return answerPublic(house, request, reply, { address: `/v/${code}/feed.${kind}`, place: code, type: `${type}; charset=utf-8` }, async view => {
        const found = await findVillage(house, code)
        if (!found) return { code: 'placeNotFound' }
        const from = addMonths(monthOfDay(view.today), -24).first
        const [publications, { answers }, catalogue] = await Promise.all([listPublications(house.reader, code, from, view.today, mostInFeed), listAnswers(house.reader, code, {}, 1), house.catalogue(code)])
        return draw(view, found, { publications, answers, catalogue })
      })
    })
  }
}

type RenderMonth = (view: View, found: FoundVillage, month: Month) => Promise<Answer>

function answerMonth(house: House, request: FastifyRequest<OfVillage>, reply: FastifyReply, name: string, render: RenderMonth): FastifyReply | Promise<FastifyReply> {
  const code = villageCode(request.params.code)
  if (code === undefined) return answerProblem(house, request, reply, { code: 'placeNotFound' })
  const asked = askedMonth(house, queryOf(request)['month'])
  if ('code' in asked) return answerProblem(house, request, reply, asked)
  return answerPublic(house, request, reply, { address: addressOf(`/v/${code}/${name}`, { month: asked.name }), place: code }, async view => {
    const found = await findVillage(house, code)
    return found ? render(view, found, asked) : { code: 'placeNotFound' }
  })
}

/** The month that is asked for, or the one that runs. A month that has not begun is a mistake. */
function askedMonth(house: House, text: string | undefined): Month | PageProblem {
  const now = monthOfDay(house.context.clock.today())
  const month = text === undefined ? now : toMonth(text)
  return month === undefined || month.first > now.first ? { code: 'badQuery', name: 'month' } : month
}

/** The latest version of every record of the month, in the order of the item list. */
async function wholeRecords(house: House, village: number, publications: readonly Publication[]): Promise<RecordFacts[]> {
  const ids = [...new Set(publications.map(publication => publication.id))].slice(0, mostPrinted)
  const found: RecordFacts[] = []
  for (const id of ids) {
    const facts = await gatherFacts(house, { id, version: undefined, rowsPage: 1 })
    if (!('code' in facts)) found.push(facts)
  }
  const order = [...(await house.catalogue(village)).items.keys()]
  return found.sort((a, b) => order.indexOf(a.record.itemSlug) - order.indexOf(b.record.itemSlug) || (a.record.periodStart < b.record.periodStart ? -1 : 1))
}
