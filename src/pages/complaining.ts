import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findPhotoRefusals, fileComplaint, type FilingRefusal } from '#actions/complaints.ts'
import { checkComplaintForm, type ComplaintField, type ComplaintProblem } from '#rules/cases/complaint-form.ts'
import { bodiesFor } from '#actions/tips/send-tip.ts'
import { levelOf, toDivisionCode } from '#rules/divisions/division-code.ts'
import { reportWordsIn } from '#rules/tips/report-words.ts'
import type { Place } from '#records/public.ts'
import { refusalSentence } from '#text/refusals.ts'
import { complaintTexts } from '#text/pages-complaint.ts'
import { chooseVillagePage, complaintPage, type ComplaintFormFacts } from './complaint-form.ts'
import { minutesUntilTaken, type PhotoRoom, type PostedComplaint, readComplaintPost, release } from './complaint-post.ts'
import { answerPrivate, answerProblem, type House, privateView, sourceOf } from './house.ts'
import { isFromOwnPage } from './own-origin.ts'
import { findQuestioned, type Questioned } from './questioned.ts'
import { receiptPage } from './receipt.ts'
import { addressOf, type Query, queryOf, type View } from './view.ts'

/** The complaint form, and what becomes of it. */
export function complainingRoutes(app: FastifyInstance, house: House): void {
  const room: PhotoRoom = { held: 0 }
  app.get('/complain', async (request, reply) => {
    const { v, d, ver, row, field } = queryOf(request)
    const view = privateView(house, request, addressOf('/complain', { v, d, ver, row, field }))
    const asked = await findAsked(house, view, { v, d, ver, row, field })
    if (asked === undefined) return answerPrivate(house, request, reply, 200, chooseVillagePage(view))
    if ('code' in asked) return answerProblem(house, request, reply, asked)
    const facts = { ...asked, typed: {}, problems: [], hadPhotos: false, takesNames: takesNames(house), idempotencyKey: randomUUID() }
    return answerPrivate(house, request, reply, 200, complaintPage(view, facts))
  })
  app.post('/complain', async (request, reply) => {
    if (!isFromOwnPage(request)) return answerProblem(house, request, reply, { code: 'foreign' })
    const post = await readComplaintPost(request, room)
    try {
      return await receive(house, request, reply, post)
    } finally {
      release(room, post)
    }
  })
}

type Asked = { readonly path: readonly Place[]; readonly village: Place; readonly questioned: Questioned | undefined }

/** The village and the record that the address or the form names; undefined when it names none. */
async function findAsked(house: House, view: View, query: Query) {
  const questioned = await findQuestioned(house, view, query)
  if (questioned && 'code' in questioned) return questioned
  const code = questioned?.villageCode ?? toDivisionCode(query['v'] ?? '')
  if (code === undefined) return query['v'] === undefined ? undefined : { code: 'placeNotFound' as const }
  const path = await house.path(code)
  const village = path.at(-1)
  if (village?.code !== code || levelOf(code) !== 'village') return { code: 'placeNotFound' as const }
  return { path, village, questioned } satisfies Asked
}

function takesNames(house: House): boolean {
  return house.context.custodians !== undefined
}

type Warning = ComplaintFormFacts['warning']

/** What is sealed, and asked for only where somebody is there to seal it to. */
const personal: readonly ComplaintField[] = ['name', 'phone', 'forWhom', 'writer']

async function receive(house: House, request: FastifyRequest, reply: FastifyReply, post: PostedComplaint): Promise<FastifyReply> {
  const { typed, photos } = post
  const of = { v: typed['v'], d: typed['d'] || undefined, ver: typed['ver'] || undefined, row: typed['row'] || undefined, field: typed['field'] || undefined }
  const view = privateView(house, request, addressOf('/complain', of))
  const text = complaintTexts[view.language]
  const { asked, isRecordGone } = await findStillThere(house, view, of)
  if (!asked) return answerProblem(house, request, reply, { code: 'badRequest' })
  const key = /^[0-9a-f-]{36}$/.test(typed['key'] ?? '') ? typed['key']! : randomUUID()
  const again = (status: number, problems: readonly ComplaintProblem[], warning?: Warning, { idempotencyKey = key, hint }: Partial<Pick<ComplaintFormFacts, 'idempotencyKey' | 'hint'>> = {}) =>
    answerPrivate(house, request, reply, status, complaintPage(view, { ...asked, typed, problems, warning, hint, takesNames: takesNames(house), hadPhotos: photos.length > 0 || post.isBusy || post.photoProblems.length > 0, idempotencyKey }))
  const { value, problems } = checkComplaintForm({ ...typed, village: String(asked.village.code) })
  // A mistake in the text must not hide one in the photos: whoever mends the first would meet the second only then.
  const all = [...problems, ...post.photoProblems, ...problems.length > 0 ? await photoProblems(photos) : []]
  // A form from before the custodians went asked for a name: that it is not taken must not pass in silence.
  if (!takesNames(house) && personal.some(field => typed[field])) return again(422, all.filter(({ field }) => !personal.includes(field)), toldOf({ code: 'names-not-taken' }, view).warning)
  if (post.isBroken) return again(400, all, { title: text.title, sentence: text.brokenForm })
  if (all.length > 0 || !value) return again(422, all)
  if (post.isBusy) return again(503, [], { title: text.photos, sentence: text.busyPhotos })
  if (isRecordGone) return again(422, [], { title: text.questioned, sentence: text.unknownRecord })
  const hint = hintFor(house, asked.village, typed)
  if (hint) return again(422, [], undefined, { hint })
  const wait = house.context.allowances.filings.take(sourceOf(house, request), house.context.clock.now())
  if (wait !== undefined) return again(429, [], { title: text.waitTitle, sentence: text.wait(Math.ceil(wait / 60)) })
  const full = minutesUntilTaken(house, request, photos)
  if (full !== undefined) return again(429, [], { title: text.photos, sentence: text.fullPhotos(full) })
  const about = asked.questioned?.about
  const filed = await fileComplaint(house.context, { ...value, ...(about && { about }), photos, idempotencyKey: key, channel: value.isByHelper ? 'proxy' : 'web' })
  if (filed.ok) return answerPrivate(house, request, reply, 200, receiptPage(view, asked.village, filed.value))
  const { problem, warning } = toldOf(filed.refusal, view)
  return again(422, problem ? [problem] : [], warning, { idempotencyKey: problem ? key : randomUUID() })
}

/** Words of a report about an official's wrongdoing, where somebody takes such reports. Asked once, before anything is kept: a form that comes again is meant as it is. */
function hintFor({ context }: House, village: Place, typed: Query): readonly string[] | undefined {
  if (typed['hinted'] !== undefined) return undefined
  const { own, above } = bodiesFor(context, village.code)
  const words = reportWordsIn(typed['statement'], typed['wish'])
  return words.length > 0 && (own ?? above) !== undefined ? words : undefined
}

async function photoProblems(photos: PostedComplaint['photos']): Promise<ComplaintProblem[]> {
  return (await findPhotoRefusals(photos)).map(({ code, n }) => ({ field: 'photos', code, n }))
}

/** A record that cannot be found any more must not cost what was typed: the form goes on without it. */
async function findStillThere(house: House, view: View, of: Query): Promise<{ asked: Asked | undefined; isRecordGone: boolean }> {
  const asked = await findAsked(house, view, of)
  if (asked && !('code' in asked)) return { asked, isRecordGone: false }
  const without = await findAsked(house, view, { v: of['v'] })
  return { asked: without && !('code' in without) ? without : undefined, isRecordGone: of['d'] !== undefined }
}

/** What a refusal of the filing says on the form: a mistake beside a field, or something about the whole. */
function toldOf(refusal: FilingRefusal, view: View): { problem?: ComplaintProblem; warning?: Warning } {
  const text = complaintTexts[view.language]
  switch (refusal.code) {
    case 'unknown-village': return { problem: { field: 'village', code: 'unknown-village' } }
    case 'too-many-photos': return { problem: { field: 'photos', code: 'too-many-photos' } }
    case 'photo-too-large': case 'photo-unreadable': return { problem: { field: 'photos', code: refusal.code, n: refusal.n } }
    case 'unknown-record': return { warning: { title: text.questioned, sentence: text.unknownRecord } }
    case 'names-not-taken': return { warning: { title: text.anonymousTitle, sentence: refusalSentence(view.language, refusal) } }
    case 'key-used-for-another': case 'bad-key': return { warning: { title: text.title, sentence: text.keyUsed } }
  }
}
