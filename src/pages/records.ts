import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findRecord, getPublicSchema, listAttachments, listRowDifferences, listRows, listVersions, type PublicRecord, type PublicVersion, type RowDifference } from '#records/public.ts'
import type { PageProblem } from './errors.ts'
import { immutable, revalidated, sandboxed } from './headers.ts'
import { type Answer, answerProblem, answerPublic, type House } from './house.ts'
import { everywhere } from './page-cache.ts'
import { recordCsv, recordJson } from './record-data.ts'
import { recordAddress, rowsPerPage } from './record-facts.ts'
import { mostChanges } from './record-versions.ts'
import { recordPage } from './record.ts'
import { addressOf, queryOf, to, type View, viewOf } from './view.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** Beyond this many lines two versions are compared by their owner, not by every reader of the page. */
const mostComparedRows = 20_000

/** The page of a published record, its data, and its files. */
export function recordRoutes(app: FastifyInstance, house: House): void {
  app.get<{ Params: { id: string } }>('/d/:id', (request, reply) => {
    const [, id = '', kind] = /^([^.]*)(?:\.(json|csv))?$/.exec(request.params.id.toLowerCase()) ?? []
    const asked = toRecordQuery(id, request)
    if ('code' in asked) return answerProblem(house, request, reply, asked)
    if (kind !== undefined) return sendData(house, request, reply, asked, kind as 'json' | 'csv')
    return showRecord(house, request, reply, asked)
  })
  app.get<{ Params: { id: string } }>('/p/:id', (request, reply) => {
    if (!uuid.test(request.params.id)) return answerProblem(house, request, reply, { code: 'recordNotFound' })
    return reply.redirect(to(viewOf(house.site, request, house.context.clock.today(), ''), `/d/${request.params.id}`), 302)
  })
  app.get<{ Params: { id: string; version: string; n: string } }>('/a/:id/:version/:n', (request, reply) => sendAttachment(house, request, reply))
}

type Asked = { readonly id: string; readonly version: number | undefined; readonly rowsPage: number }

function toRecordQuery(id: string, request: FastifyRequest): Asked | PageProblem {
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
  const found = await findVersion(house, asked)
  if ('code' in found) return found
  const { record, versions, shown } = found
  const { rowsPage } = asked
  if (rowsPage > Math.max(1, Math.ceil(shown.rowCount / rowsPerPage))) return { code: 'badQuery', name: 'rows' }
  const [path, catalogue, schema, rows, attachments, differences] = await Promise.all([
    house.path(record.villageCode), house.catalogue(), getPublicSchema(house.reader, record.itemSlug, shown.schemaVersion),
    listRows(house.reader, record, shown.version, (rowsPage - 1) * rowsPerPage, rowsPerPage), listAttachments(house.reader, record, shown.version),
    differencesOf(house, record, versions, shown),
  ])
  const canonical = { ...view, address: recordAddress(record, shown.version, rowsPage) }
  return recordPage(canonical, { record, path, catalogue, versions, shown, schema, rows, rowsPage, attachments, differences })
}

type FoundVersion = { readonly record: PublicRecord; readonly versions: readonly PublicVersion[]; readonly shown: PublicVersion }

async function findVersion(house: House, asked: Asked): Promise<FoundVersion | PageProblem> {
  const found = await findRecord(house.reader, asked.id)
  if (!found) return { code: 'recordNotFound' }
  if (found.withdrawal) return { code: 'withdrawn', villageCode: found.villageCode, villageName: found.villageName, withdrawal: found.withdrawal }
  const versions = await listVersions(house.reader, found)
  // A version published between the two queries is the latest one.
  const record = { ...found, currentVersion: versions[0]?.version ?? found.currentVersion }
  const shown = versions.find(version => version.version === (asked.version ?? record.currentVersion))
  return shown ? { record, versions, shown } : { code: 'versionNotFound' }
}

async function differencesOf(house: House, record: PublicRecord, versions: readonly PublicVersion[], shown: PublicVersion): Promise<readonly RowDifference[] | undefined> {
  const before = versions.find(version => version.version === shown.version - 1)
  if (!before || shown.version !== record.currentVersion) return []
  if (before.rowCount + shown.rowCount > mostComparedRows) return undefined
  return await listRowDifferences(house.reader, record, before.version, shown.version, mostChanges + 1)
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
  if (!file) return answerProblem(house, request, reply, { code: 'recordNotFound' })
  setAll(reply, [...house.security, ...immutable])
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

function setAll(reply: FastifyReply, headers: readonly string[]): void {
  for (let i = 0; i + 1 < headers.length; i += 2) reply.header(headers[i]!, headers[i + 1]!)
}
