import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bodiesFor, sendTip, type TipInput, type TipSendingRefusal } from '#actions/tips/send-tip.ts'
import { levelOf, toDivisionCode } from '#rules/divisions/division-code.ts'
import { begunFrom, tipFields, tipLengths, type TipForm } from '#rules/tips/form.ts'
import type { Place } from '#records/public.ts'
import { tipTexts } from '#text/pages-tips.ts'
import { chooseVillagePage } from './complaint-form.ts'
import { minutesUntilTaken, type PhotoRoom, type PostedComplaint, readComplaintPost, release } from './complaint-post.ts'
import { answerPrivate, answerProblem, type House, privateView, sourceOf } from './house.ts'
import { isFromOwnPage } from './own-origin.ts'
import { type Body, tipPage, tipReceiptPage, tipsNotTakenPage, type TipFormFacts } from './tip-form.ts'
import { addressOf, queryOf, type View } from './view.ts'

/** The confidential door (检举控告). */
export function tipRoutes(app: FastifyInstance, house: House): void {
  app.get('/report', async (request, reply) => {
    const { v } = queryOf(request)
    const view = privateView(house, request, addressOf('/report', { v }))
    if (v === undefined) return answerPrivate(house, request, reply, 200, chooseVillagePage(view))
    const door = await findDoor(house, v)
    if (door === undefined) return answerProblem(house, request, reply, { code: 'placeNotFound' })
    if (door === 'closed') return answerPrivate(house, request, reply, 200, tipsNotTakenPage(view))
    return answerPrivate(house, request, reply, 200, tipPage(view, { ...door, typed: {}, problems: [], hadFiles: false, key: randomUUID(), sealing: house.statics.sealing }))
  })
  const room: PhotoRoom = { held: 0 }
  // From the form of a complaint, by its own button: what was written comes along in the body, never in an address, and nothing is kept.
  app.post('/report/begin', async (request, reply) => {
    if (!isFromOwnPage(request)) return answerProblem(house, request, reply, { code: 'foreign' })
    const post = await readComplaintPost(request, room)
    release(room, post)
    return begin(house, request, reply, post)
  })
  app.post('/report', async (request, reply) => {
    if (!isFromOwnPage(request)) return answerProblem(house, request, reply, { code: 'foreign' })
    return receive(house, request, reply)
  })
}

type Door = Pick<TipFormFacts, 'village' | 'own' | 'above'>

/** Who takes reports about a village; `closed` where nobody does yet. */
async function findDoor(house: House, typed: string): Promise<Door | 'closed' | undefined> {
  const code = toDivisionCode(typed)
  const path = code === undefined ? [] : await house.path(code)
  const village = path.at(-1)
  if (!village || village.code !== code || levelOf(code) !== 'village') return undefined
  const { own, above } = bodiesFor(house.context, code)
  const body = (of: number | undefined): Body | undefined => of === undefined ? undefined : { code: of, name: nameIn(path, of), recipients: house.context.tips.recipients.get(of)! }
  const [first, upper] = [body(own), body(above)]
  return first ? { village, own: first, above: upper } : upper ? { village, own: upper, above: undefined } : 'closed'
}

function nameIn(path: readonly Place[], code: number): string {
  return path.find(place => place.code === code)?.name ?? ''
}

async function begin(house: House, request: FastifyRequest, reply: FastifyReply, { typed, photos, photoProblems, isBusy }: PostedComplaint): Promise<FastifyReply> {
  const view = privateView(house, request, addressOf('/report', { v: typed['v'] }))
  const door = await findDoor(house, typed['v'] ?? '')
  if (!door) return answerProblem(house, request, reply, { code: 'badRequest' })
  if (door === 'closed') return answerPrivate(house, request, reply, 200, tipsNotTakenPage(view))
  const hadFiles = photos.length > 0 || photoProblems.length > 0 || isBusy
  return answerPrivate(house, request, reply, 200, tipPage(view, { ...door, typed: begunFrom(typed), isBegun: true, problems: [], hadFiles, key: randomUUID(), sealing: house.statics.sealing }))
}

async function receive(house: House, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const post = await readTipPost(request)
  const { typed } = post
  const view = privateView(house, request, addressOf('/report', { v: typed['v'] }))
  const text = tipTexts[view.language]
  const door = await findDoor(house, typed['v'] ?? '')
  if (!door) return answerProblem(house, request, reply, { code: 'badRequest' })
  if (door === 'closed') return answerPrivate(house, request, reply, 409, tipsNotTakenPage(view))
  const key = /^[0-9a-f-]{36}$/.test(typed['key'] ?? '') ? typed['key']! : randomUUID()
  const again = (status: number, more: { problems?: TipFormFacts['problems']; warning?: string }) => answerPrivate(house, request, reply, status, tipPage(view, {
    ...door, typed, problems: more.problems ?? [], warning: more.warning, hadFiles: post.files.length > 0, key, sealing: house.statics.sealing,
  }))
  if (post.isBroken) return again(400, { warning: text.broken })
  const wait = house.context.allowances.filings.take(sourceOf(house, request), house.context.clock.now())
  const minutes = wait === undefined ? minutesUntilTaken(house, request, [...post.files, ...[post.sealedMatter, post.sealedPerson].flatMap(bytes => bytes ? [{ bytes }] : [])]) : Math.ceil(wait / 60)
  if (minutes !== undefined) return again(429, { warning: text.wait(minutes) })
  const sent = await sendTip(house.context, inputOf(post, key, typed['whom'] === 'above' && door.above ? door.above.code : door.own.code))
  return sent.ok ? answerPrivate(house, request, reply, 200, tipReceiptPage(view, sent.value)) : again(422, toldOf(view, sent.refusal))
}

function toldOf(view: View, refusal: TipSendingRefusal): { problems?: TipFormFacts['problems']; warning?: string } {
  const text = tipTexts[view.language]
  switch (refusal.code) {
    case 'tip-wrong': return { problems: refusal.problems }
    case 'tips-not-taken': return { warning: text.notTaken }
    case 'bad-key': case 'not-sealed': return { warning: text.notSealed }
  }
}

type TipPost = {
  readonly typed: Readonly<Record<string, string>>
  readonly files: readonly { readonly name: string; readonly bytes: Buffer }[]
  readonly sealedMatter: Buffer | undefined
  readonly sealedPerson: Buffer | undefined
  readonly isBroken: boolean
}

function inputOf({ typed, files, sealedMatter, sealedPerson }: TipPost, key: string, bodyCode: number): TipInput {
  if (sealedMatter) return { bodyCode, key, sealed: { matter: sealedMatter, ...(sealedPerson && { person: sealedPerson }), files: files.map(({ bytes }) => bytes) } }
  const form = Object.fromEntries(tipFields.map(field => [field, (typed[field] ?? '').replaceAll('\r\n', '\n').trim()])) as TipForm
  return { bodyCode, key, open: { form, files } }
}

// A sealed file is a little longer than the file; one that is too long is read no further and refused by its length.
const limits = { fieldNameSize: 60, fieldSize: 64 * 1024, fields: 20, files: tipLengths.files.most + 3, fileSize: tipLengths.files.bytes + 64 * 1024, parts: 30, headerPairs: 50 } as const

async function readTipPost(request: FastifyRequest): Promise<TipPost> {
  const typed: Record<string, string> = Object.create(null)
  const files: { name: string; bytes: Buffer }[] = []
  const sealed = new Map<string, Buffer>()
  let isBroken = !request.isMultipart()
  try {
    if (!isBroken) for await (const part of request.parts({ limits })) {
      if (part.type === 'field') {
        if (typeof part.value === 'string') typed[part.fieldname] ??= part.value
        continue
      }
      const bytes = await part.toBuffer()
      if (bytes.length === 0) continue
      if (part.fieldname === 'sealedMatter' || part.fieldname === 'sealedPerson') sealed.set(part.fieldname, bytes)
      else files.push({ name: part.filename, bytes })
    }
  } catch {
    isBroken = true
  }
  return { typed, files, sealedMatter: sealed.get('sealedMatter'), sealedPerson: sealed.get('sealedPerson'), isBroken }
}
