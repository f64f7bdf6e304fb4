import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findRecord, getPublicSchema, listAttachments, listTakedowns } from '#records/public.ts'
import type { PageProblem } from './errors.ts'
import { revalidated, sandboxed, setAll } from './headers.ts'
import { type Answer, answerAnew, answerProblem, answerPublic, type House } from './house.ts'
import { everywhere } from './page-cache.ts'
import { recordCsv, recordJson } from './record-data.ts'
import { recordAddress } from './record-facts.ts'
import { type Asked, findVersion, gatherFacts } from './record-finding.ts'
import { recordPage } from './record.ts'
import { addressOf, queryOf, type View, viewOf } from './view.ts'

/** The ids of records. */
export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The page of a published record, its data, and its files. */
export function recordRoutes(app: FastifyInstance, house: House): void {
  app.get<{ Params: { id: string } }>('/d/:id', (request, reply) => {
    const [, id = '', kind] = /^([^.]*)(?:\.(json|csv))?$/.exec(request.params.id.toLowerCase()) ?? []
    const asked = toRecordQuery(id, request)
    if ('code' in asked) return answerProblem(house, request, reply, asked)
    if (kind !== undefined) return answerAnew(house, request, reply, () => sendData(house, request, reply, asked, kind as 'json' | 'csv'))
    return showRecord(house, request, reply, asked)
  })
  app.get<{ Params: { id: string; version: string; n: string } }>('/a/:id/:version/:n', (request, reply) => answerAnew(house, request, reply, () => sendAttachment(house, request, reply)))
}

/** Reads which version and which rows are asked for. */
export function toRecordQuery(id: string, request: FastifyRequest): Asked | PageProblem {
  if (!uuid.test(id)) return { code: 'recordNotFound' }
  const { v, rows } = queryOf(request)
  if (v !== undefined && !/^[1-9]\d{0,5}$/.test(v)) return { code: 'badQuery', name: 'v' }
  if (rows !== undefined && !/^[1-9]\d{0,5}$/.test(rows)) return { code: 'badQuery', name: 'rows' }
  return { id, version: v === undefined ? undefined : Number(v), rowsPage: rows === undefined ? 1 : Number(rows) }
}

/** The village must be known before the page is looked up, because its publications end the page. */
async function showRecord(house: House, request: FastifyRequest, reply: FastifyReply, asked: Asked): Promise<FastifyReply> {
  const record = await findRecord(house.reader, asked.id)
  const address = addressOf(`/d/${asked.id}`, { v: asked.version, rows: asked.rowsPage > 1 ? asked.rowsPage : undefined })
  // `record` was read before the cache noted where its render began; what may have changed meanwhile is read again inside.
  return answerPublic(house, request, reply, { address, place: record?.villageCode ?? everywhere, isKept: record !== undefined }, view => gatherRecord(house, view, asked))
}

async function gatherRecord(house: House, view: View, asked: Asked): Promise<Answer> {
  const facts = await gatherFacts(house, asked)
  if ('code' in facts) return facts
  return recordPage({ ...view, address: recordAddress(facts.record, facts.shown.version, facts.rowsPage) }, facts)
}

async function sendData(house: House, request: FastifyRequest, reply: FastifyReply, asked: Asked, kind: 'json' | 'csv'): Promise<FastifyReply> {
  const found = await findVersion(house, asked)
  if ('code' in found) return answerProblem(house, request, reply, found)
  const { record, shown } = found
  const data = { reader: house.reader, record, shown, schema: await getPublicSchema(house.reader, record.itemSlug, shown.schemaVersion) }
  const view = viewOf(house.site, request, house.context.clock.today(), '')
  const name = `${record.itemSlug}-${record.period}-v${shown.version}.${kind}`
  setAll(reply, [...house.security, ...revalidated, 'vary', 'accept-language'])
  reply.type(kind === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8')
  if (kind === 'csv') reply.header('content-disposition', `attachment; filename="${name}"`)
  return reply.send(Readable.from(kind === 'csv' ? recordCsv(view, data) : recordJson(house.site, data)))
}

async function sendAttachment(house: House, request: FastifyRequest<{ Params: { id: string; version: string; n: string } }>, reply: FastifyReply): Promise<FastifyReply> {
  const { id, version, n } = request.params
  if (!uuid.test(id) || !/^[1-9]\d{0,5}$/.test(version) || !/^[1-9]\d{0,5}$/.test(n)) return answerProblem(house, request, reply, { code: 'recordNotFound' })
  const record = await findRecord(house.reader, id)
  const file = record && (await listAttachments(house.reader, record, Number(version))).find(file => file.n === Number(n))
  const gone = record && !file ? (await listTakedowns(house.reader, id)).find(taken => taken.version === Number(version)) : undefined
  if (record && gone) return answerProblem(house, request, reply, { code: 'takenDown', record, gone, isReplaced: false })
  if (!file) return answerProblem(house, request, reply, { code: 'recordNotFound' })
  // Asked about every time, so that a file that was taken down is gone from caches that obey.
  setAll(reply, [...house.security, ...revalidated])
  setAll(reply, sandboxed)
  // The type that was found when the file was taken in, never a type a browser could run; the name is data and is encoded.
  return reply.type(/^(image\/(jpeg|png)|application\/pdf)$/.test(file.mediaType) ? file.mediaType : 'application/octet-stream')
    .header('content-disposition', `attachment; filename="file-${file.n}"; filename*=UTF-8''${encodeRfc5987(file.name)}`)
    .header('etag', `"${file.sha256.slice(0, 32)}"`)
    .send(await house.context.files.read(file.fileId))
}

function encodeRfc5987(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}
