import type { FastifyInstance } from 'fastify'
import { levelOf, toDivisionCode } from '#rules/divisions/division-code.ts'
import { queryOf as conditionOf } from '#rules/search/query.ts'
import { characters, cutWords } from '#platform/chinese.ts'
import { listAnswers, listTypicalCases, noCategory } from '#records/public.ts'
import { answersPage, typicalPage } from './answers.ts'
import type { PageProblem } from './errors.ts'
import { findVillage, villageCode } from './found-village.ts'
import { type Answer, answerProblem, answerPublic, type House } from './house.ts'
import { answersAddress, typicalAddress, type AnswerQuery } from './parts/answer-list.ts'
import { type Query, queryOf, type View } from './view.ts'

/** What villagers asked and everybody may read, and the typical cases of a county. */
export function answerRoutes(app: FastifyInstance, house: House): void {
  app.get<{ Params: { code: string } }>('/v/:code/qa', (request, reply) => {
    const code = villageCode(request.params.code)
    if (code === undefined) return answerProblem(house, request, reply, { code: 'placeNotFound' })
    const asked = toQuery(queryOf(request))
    if ('code' in asked) return answerProblem(house, request, reply, asked)
    return answerPublic(house, request, reply, { address: answersAddress(code, asked), place: code, isKept: asked.q === undefined }, view => showVillage(house, view, code, asked))
  })
  app.get<{ Params: { code: string } }>('/typical/:code', (request, reply) => {
    const code = toDivisionCode(request.params.code)
    if (code === undefined || levelOf(code) !== 'county') return answerProblem(house, request, reply, { code: 'placeNotFound' })
    const page = pageIn(queryOf(request))
    if (page === undefined) return answerProblem(house, request, reply, { code: 'badQuery', name: 'page' })
    return answerPublic(house, request, reply, { address: typicalAddress(code, page), place: code }, async view => {
      const path = await house.path(code)
      const county = path.at(-1)
      if (county?.code !== code) return { code: 'placeNotFound' }
      const found = await listTypicalCases(house.reader, code, page)
      return found.cases.length === 0 && page > 1 ? { code: 'badQuery', name: 'page' } : typicalPage(view, { path, county, page, ...found })
    })
  })
}

async function showVillage(house: House, view: View, code: number, query: AnswerQuery): Promise<Answer> {
  const [found, catalogue] = await Promise.all([findVillage(house, code), house.catalogue(code)])
  if (!found) return { code: 'placeNotFound' }
  const { category, q, page } = query
  if (category !== undefined && category !== noCategory && !catalogue.categories.has(category)) return { code: 'badQuery', name: 'category' }
  const condition = q === undefined ? undefined : conditionOf(q, characters, cutWords)
  // Signs without a letter or figure find nothing; they are no mistake.
  const listed = condition === '' ? { answers: [], total: 0 } : await listAnswers(house.reader, code, { category, query: condition }, page)
  if (listed.answers.length === 0 && page > 1) return { code: 'badQuery', name: 'page' }
  return answersPage(view, query, { ...found, catalogue, ...listed })
}

function toQuery(query: Query): AnswerQuery | PageProblem {
  const { category, q } = query
  if (category !== undefined && !/^[a-z][a-z-]{0,60}$/.test(category)) return { code: 'badQuery', name: 'category' }
  const page = pageIn(query)
  return page === undefined ? { code: 'badQuery', name: 'page' } : { category, q: q?.slice(0, 100), page }
}

function pageIn({ page }: Query): number | undefined {
  return page === undefined ? 1 : /^[1-9]\d{0,3}$/.test(page) ? Number(page) : undefined
}
