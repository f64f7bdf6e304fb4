import type { FastifyInstance } from 'fastify'
import { levelOf, rangeOf, toDivisionCode } from '#rules/divisions/division-code.ts'
import { divisionOfShortCode, shortCodeOf } from '#rules/divisions/short-code.ts'
import { getYearTotals, listAnswers, listCategoryCounts, listLatest, listPlacesBelow, listPlacesNamed, listPublicDuties, listRecords, type Place } from '#records/public.ts'
import { dutiesPage } from './duties.ts'
import { dutyDays } from './duty-word.ts'
import { countyAbove, helpAddress } from './help-address.ts'
import { helpPage } from './help.ts'
import { findVillage, villageCode } from './found-village.ts'
import { type Answer, answerProblem, answerPublic, type House, sendKept } from './house.ts'
import { KeptPage } from './kept-page.ts'
import { type AskedList, listAddress, toListQuery } from './list-query.ts'
import { listPage } from './list.ts'
import { everywhere } from './page-cache.ts'
import { mostFound, placesPage } from './places.ts'
import { posterPage } from './poster.ts'
import { qrImage } from './qr.ts'
import { findSnippets } from './snippets.ts'
import { villagePage } from './village.ts'
import { addressOf, queryOf, to, type View, viewOf } from './view.ts'

const mostOnVillagePage = 3

/** The pages of places and lists: all public, all kept. */
export function readingRoutes(app: FastifyInstance, house: House): void {
  app.get('/', (request, reply) => {
    const { place, q } = queryOf(request)
    const code = place === undefined ? undefined : toDivisionCode(place)
    if (place !== undefined && (code === undefined || levelOf(code) === 'village')) return answerProblem(house, request, reply, { code: 'badQuery', name: 'place' })
    const name = q?.slice(0, 50)
    const of = { address: addressOf('/', { place: code, q: name }), place: code ?? everywhere, isKept: name === undefined }
    return answerPublic(house, request, reply, of, view => showPlaces(house, view, code, name))
  })
  helpRoute(app, house)
  app.get<{ Params: { code: string } }>('/v/:code', (request, reply) => {
    const code = villageCode(request.params.code)
    if (code === undefined) return answerProblem(house, request, reply, { code: 'placeNotFound' })
    return answerPublic(house, request, reply, { address: `/v/${code}`, place: code }, view => showVillage(house, view, code))
  })
  app.get<{ Params: { code: string } }>('/v/:code/duties', (request, reply) => {
    const code = villageCode(request.params.code)
    if (code === undefined) return answerProblem(house, request, reply, { code: 'placeNotFound' })
    return answerPublic(house, request, reply, { address: `/v/${code}/duties`, place: code }, view => showDuties(house, view, code))
  })
  app.get<{ Params: { code: string } }>('/v/:code/poster', (request, reply) => {
    const code = villageCode(request.params.code)
    if (code === undefined) return answerProblem(house, request, reply, { code: 'placeNotFound' })
    return answerPublic(house, request, reply, { address: `/v/${code}/poster`, place: code }, async view => {
      const found = await findVillage(house, code)
      return found ? posterPage(view, found.path, found.village, await house.limits(code)) : { code: 'placeNotFound' }
    })
  })
  app.get<{ Params: { code: string } }>('/v/:code/d', (request, reply) => {
    const code = villageCode(request.params.code)
    if (code === undefined) return answerProblem(house, request, reply, { code: 'placeNotFound' })
    const asked = toListQuery(queryOf(request))
    if ('code' in asked) return answerProblem(house, request, reply, asked)
    // What people search for is endless: such pages are not kept, so that they cannot push out the others.
    return answerPublic(house, request, reply, { address: listAddress(code, asked.query), place: code, isKept: asked.query.q === undefined }, view => showList(house, view, code, asked))
  })
  qrRoutes(app, house)
}

function helpRoute(app: FastifyInstance, house: House): void {
  app.get('/help', (request, reply) => {
    const { place } = queryOf(request)
    const code = place === undefined ? everywhere : toDivisionCode(place)
    if (code === undefined) return answerProblem(house, request, reply, { code: 'badQuery', name: 'place' })
    return answerPublic(house, request, reply, { address: helpAddress(code), place: code }, view => showHelp(house, view, code))
  })
}

function qrRoutes(app: FastifyInstance, house: House): void {
  app.get<{ Params: { short: string } }>('/q/:short', async (request, reply) => {
    const [, short = '', kind] = /^([^.]{1,20})(?:\.(png|svg))?$/.exec(request.params.short) ?? []
    const code = divisionOfShortCode(short)
    const found = code !== undefined && await findVillage(house, code)
    if (!found) return answerProblem(house, request, reply, { code: 'codeNotFound' })
    if (kind === undefined) return reply.header('cache-control', 'no-cache').redirect(to(viewOf(house.site, request, house.context.clock.today(), ''), `/v/${found.village.code}`), 302)
    const image = kind as 'svg' | 'png'
    const work = async () => {
      const headers = ['content-type', image === 'svg' ? 'image/svg+xml' : 'image/png', 'vary', 'accept-encoding', 'cache-control', 'public, max-age=86400', ...house.security]
      return { status: 200, body: await qrImage(`${house.site.origin}/q/${shortCodeOf(found.village.code)}`, image), headers }
    }
    return sendKept(request, reply, new KeptPage(await work(), found.village.code, 0))
  })
}

async function showHelp(house: House, view: View, code: number): Promise<Answer> {
  const county = countyAbove(code)
  const [limits, path] = await Promise.all([house.limits(code), county === undefined ? [] : house.path(county)])
  if (county !== undefined && path.at(-1)?.code !== county) return { code: 'placeNotFound' }
  return helpPage(view, limits, path.at(-1)?.name)
}

async function showPlaces(house: House, view: View, code: number | undefined, name: string | undefined): Promise<Answer> {
  const [path, search] = await Promise.all([
    code === undefined ? [] : house.path(code),
    name === undefined ? undefined : listPlacesNamed(house.reader, name, mostFound + 1).then(found => ({ name, found })),
  ])
  if (code !== undefined && path.at(-1)?.code !== code) return { code: 'placeNotFound' }
  const { passed, below } = await firstChoice(house, code)
  return placesPage(view, { path: [...path, ...passed], below, ...(search && { search }) })
}

/** Where there is but one place to choose, it is chosen: a county's own site begins with its townships. */
async function firstChoice(house: House, code: number | undefined): Promise<{ passed: Place[]; below: Place[] }> {
  const passed: Place[] = []
  for (let here = code; ;) {
    const below = await listPlacesBelow(house.reader, here === undefined ? { low: 0, high: 999_999_999_999 } : rangeOf(here))
    const only = below.length === 1 && below[0]!.level !== 'village' ? below[0]! : undefined
    if (!only) return { passed, below }
    passed.push(only)
    here = only.code
  }
}

async function showVillage(house: House, view: View, code: number): Promise<Answer> {
  const found = await findVillage(house, code)
  if (!found) return { code: 'placeNotFound' }
  const year = view.today.slice(0, 4)
  const days = dutyDays(view.today)
  const [counts, latest, totals, catalogue, duties, answered] = await Promise.all([
    listCategoryCounts(house.reader, code), listLatest(house.reader, code, 6),
    getYearTotals(house.reader, code, `${year}-01-01`, `${year}-12-31`), house.catalogue(code),
    listPublicDuties(house.reader, code, days.from, days.to), listAnswers(house.reader, code, {}, 1, mostOnVillagePage),
  ])
  return villagePage(view, { ...found, counts, latest, totals, catalogue, duties, answered })
}

async function showDuties(house: House, view: View, code: number): Promise<Answer> {
  const days = dutyDays(view.today)
  const [found, catalogue, duties] = await Promise.all([findVillage(house, code), house.catalogue(code), listPublicDuties(house.reader, code, days.from, days.to)])
  return found ? dutiesPage(view, { ...found, catalogue, duties }) : { code: 'placeNotFound' }
}

async function showList(house: House, view: View, code: number, { query, filter, order }: AskedList): Promise<Answer> {
  const [found, catalogue] = await Promise.all([findVillage(house, code), house.catalogue(code)])
  if (!found) return { code: 'placeNotFound' }
  if (query.category !== undefined && !catalogue.categories.has(query.category)) return { code: 'badQuery', name: 'category' }
  if (query.item !== undefined && !catalogue.items.has(query.item)) return { code: 'badQuery', name: 'item' }
  // Signs without a letter or figure find nothing; they are no mistake.
  const listed = filter.query === '' ? { records: [], total: 0, sumFen: null } : await listRecords(house.reader, code, filter, query.page, order)
  if (listed.records.length === 0 && query.page > 1) return { code: 'badQuery', name: 'page' }
  const answered = filter.query ? (await listAnswers(house.reader, code, { query: filter.query }, 1, 1)).total : 0
  const snippets = query.q === undefined || !filter.query ? undefined : await findSnippets(house, code, listed.records, query.q, filter.query)
  return listPage(view, query, { ...found, catalogue, listed, snippets, answered })
}
