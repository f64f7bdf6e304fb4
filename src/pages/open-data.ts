import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { listAnswers, listPublishingVillages, listWholeRecords } from '#records/public.ts'
import { openDataTexts } from '#text/pages-open-data.ts'
import type { PageProblem } from './errors.ts'
import { findVillage, villageCode } from './found-village.ts'
import { revalidated, setAll } from './headers.ts'
import { type Answer, answerAnew, answerProblem, answerPublic, type House } from './house.ts'
import { html } from './html.ts'
import { page } from './layout.ts'
import { toListQuery } from './list-query.ts'
import { villageCatalogue } from './open-catalogue.ts'
import { answersCsv, answersJson, answersName } from './open-answers.ts'
import { type Bulk, bulkCsv, bulkJson, bulkName, bulkSchema } from './open-files.ts'
import { everywhere } from './page-cache.ts'
import { type Query, queryOf, to, type View, viewOf } from './view.ts'

const mostVillages = 20_000
const mostInCatalogue = 5000
const wholeCountry = { low: 0, high: 999_999_999_999 }

/** Open data: the catalogue of a village in DCAT, its records in bulk, and what search engines may look at. */
export function openDataRoutes(app: FastifyInstance, house: House): void {
  app.get('/open/', (request, reply) => answerPublic(house, request, reply, { address: '/open/', place: everywhere }, view => openPage(house, view)))
  app.get<{ Params: { file: string } }>('/open/v/:file', (request, reply) => {
    const [, digits = '', answers, kind] = /^(\d{12})(-answers(?=\.csv$|\.json$))?(?:\.(csv|json|jsonld))?$/.exec(request.params.file) ?? []
    const code = villageCode(digits)
    if (code === undefined) return answerProblem(house, request, reply, { code: 'placeNotFound' })
    return answerAnew(house, request, reply, () => {
      if (kind !== 'csv' && kind !== 'json') return sendCatalogue(house, request, reply, code)
      return answers === undefined ? sendBulk(house, request, reply, code, kind) : sendAnswers(house, request, reply, code, kind)
    })
  })
  app.get('/robots.txt', (_request, reply) => {
    setAll(reply, house.security)
    // Lists of people are for the village, not for search engines: they may find the village, and it shows the rest.
    return reply.type('text/plain; charset=utf-8').send(`User-agent: *\nDisallow: /d/\nDisallow: /a/\nDisallow: /open/v/\nDisallow: /complain\nDisallow: /track\nDisallow: /console\nDisallow: /api/\nSitemap: ${house.site.origin}/sitemap.xml\n`)
  })
  app.get('/sitemap.xml', (request, reply) => answerPublic(house, request, reply, { address: '/sitemap.xml', place: everywhere, type: 'application/xml; charset=utf-8' }, async () => {
    const villages = await listPublishingVillages(house.reader, wholeCountry, mostVillages)
    return html`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${villages.map(({ code, latest }) => html`<url><loc>${house.site.origin}/v/${code}</loc><lastmod>${latest}</lastmod></url>
`)}</urlset>
`
  }))
}

async function openPage(house: House, view: View): Promise<Answer> {
  const text = openDataTexts[view.language]
  const villages = await listPublishingVillages(house.reader, wholeCountry, 200)
  const body = html`<h1>${text.title}</h1><p>${text.lead}</p><p>${text.licence} <a href="${house.dataLicence}">${house.dataLicence}</a></p>
<h2>${text.what}</h2><ul>${text.addresses.map(([address, what]) => html`<li><code>${address}</code> ${what}</li>`)}</ul>
<p id="commitment">${text.commitment}</p><p>${text.names}</p>
<h2>${text.villages}</h2><ul class="files">${villages.map(({ code, name, records }) => html`<li><a href="${to(view, `/v/${code}`)}"><span lang="zh">${name}</span></a> <a class="more" href="/open/v/${code}">DCAT</a> <a class="more" href="/open/v/${code}.json">JSON</a> <small>${text.records(records)}</small></li>`)}</ul>`
  return page(view, { title: text.title, body })
}

async function sendCatalogue(house: House, request: FastifyRequest, reply: FastifyReply, code: number): Promise<FastifyReply> {
  const found = await findVillage(house, code)
  if (!found) return answerProblem(house, request, reply, { code: 'placeNotFound' })
  const [records, { answers: [newestAnswer] }, catalogue] = await Promise.all([
    listWholeRecords(house.reader, { village: code, item: '', from: '1900-01-01', to: '9999-12-31' }, '00000000-0000-0000-0000-000000000000', mostInCatalogue), listAnswers(house.reader, code, {}, 1, 1), house.catalogue(code),
  ])
  setAll(reply, [...house.security, ...revalidated])
  return reply.type('application/ld+json; charset=utf-8').send(villageCatalogue(viewFor(house, request), found, { records, newestAnswer, catalogue }, house.dataLicence))
}

async function sendBulk(house: House, request: FastifyRequest, reply: FastifyReply, code: number, kind: 'csv' | 'json'): Promise<FastifyReply> {
  const bulk = toBulk(code, queryOf(request), kind)
  if ('code' in bulk) return answerProblem(house, request, reply, bulk)
  if (!await findVillage(house, code)) return answerProblem(house, request, reply, { code: 'placeNotFound' })
  const schema = kind === 'csv' ? await bulkSchema(house.reader, bulk) : undefined
  if (kind === 'csv' && !schema) return answerProblem(house, request, reply, { code: 'recordNotFound' })
  const parts = schema ? bulkCsv(viewFor(house, request), house.reader, bulk, schema) : bulkJson(house.site.origin, house.dataLicence, house.reader, bulk)
  return sendFile(house, reply, bulkName(code, bulk.item, kind), kind, parts)
}

async function sendAnswers(house: House, request: FastifyRequest, reply: FastifyReply, code: number, kind: 'csv' | 'json'): Promise<FastifyReply> {
  if (!await findVillage(house, code)) return answerProblem(house, request, reply, { code: 'placeNotFound' })
  const parts = kind === 'csv' ? answersCsv(viewFor(house, request), house.reader, code, await house.catalogue(code)) : answersJson(house.site.origin, house.dataLicence, house.reader, code)
  return sendFile(house, reply, answersName(code, kind), kind, parts)
}

function sendFile(house: House, reply: FastifyReply, name: string, kind: 'csv' | 'json', parts: AsyncGenerator<string>): FastifyReply {
  setAll(reply, [...house.security, ...revalidated, 'vary', 'accept-language', 'content-disposition', `attachment; filename="${name}"`])
  return reply.type(kind === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8').send(Readable.from(parts))
}

/** The same words as in the address of a list. A spreadsheet has the columns of one item, so it must be named. */
function toBulk(village: number, { item, period }: Query, kind: 'csv' | 'json'): Bulk | PageProblem {
  const asked = toListQuery({ item, period })
  if ('code' in asked) return asked
  if (kind === 'csv' && item === undefined) return { code: 'badQuery', name: 'item' }
  return { village, item: item ?? '', ...asked.filter.within ?? { from: '1900-01-01', to: '9999-12-31' } }
}

function viewFor(house: House, request: FastifyRequest): View {
  return viewOf(house.site, request, house.context.clock.today(), '')
}
