import type { FastifyInstance } from 'fastify'
import { actAsComplainant } from '#actions/complainant-moves.ts'
import { writeAsComplainant } from '#actions/matter/write.ts'
import type { TrackedCase } from '#actions/tracking.ts'
import { messageLimits } from '#rules/cases/messages.ts'
import { complainantActions } from '#rules/cases/states.ts'
import { messageTexts } from '#text/pages-messages.ts'
import { trackingTexts } from '#text/pages-tracking.ts'
import { refusalSentence } from '#text/refusals.ts'
import { minutesUntilTaken, type PhotoRoom, type PostedComplaint, readComplaintPost, release } from './complaint-post.ts'
import { answerPrivate, answerProblem, type House, privateView } from './house.ts'
import { isFromOwnPage } from './own-origin.ts'
import { type RatingFacts, trackedPage } from './tracked.ts'
import { guardedLookUp } from './tracking.ts'
import type { View } from './view.ts'

/** What came, and how many minutes its photos have to wait. */
type Arrived = PostedComplaint & { readonly waits: number | undefined }
type Looked = { readonly found: TrackedCase; readonly code: string }
/** What the page shows next; undefined for what no form of ours sends. */
type Answer = { readonly status: number; readonly found: TrackedCase; readonly held: Partial<RatingFacts> } | undefined

/** The complainant writes on the tracking page, or adds to the case. The code travels in the body; what was typed is never lost. */
export function writingRoutes(app: FastifyInstance, house: House): void {
  const lookUp = guardedLookUp(house)
  const room: PhotoRoom = { held: 0 }
  for (const [path, take] of [['/track/message', write], ['/track/act', act]] as const) {
    app.post(path, async (request, reply) => {
      if (!isFromOwnPage(request)) return answerProblem(house, request, reply, { code: 'foreign' })
      const post = await readComplaintPost(request, room)
      try {
        const view = privateView(house, request, '/track')
        const looked = await lookUp(request, reply, view, post.typed)
        if ('answered' in looked) return looked.answered
        const taken = 'found' in looked ? await take(house, view, looked, { ...post, waits: minutesUntilTaken(house, request, post.photos) }) : undefined
        if (!('found' in looked) || !taken) return answerProblem(house, request, reply, { code: 'badRequest' })
        return answerPrivate(house, request, reply, taken.status, trackedPage(view, taken.found, { code: looked.code, part: taken.found.part, ...taken.held }))
      } finally {
        release(room, post)
      }
    })
  }
}

async function write(house: House, view: View, { found, code }: Looked, post: Arrived): Promise<Answer> {
  const words = wordsOf(post, 'words')
  const key = post.typed['key'] ?? ''
  const again = ({ status, ...problems }: Problem): Answer => ({ status, found, held: { writing: { words, key, ...problems } } })
  const lost = postProblem(view, post)
  if (lost) return again(lost)
  // Without the key of its form a tap could write twice.
  if (!/^[0-9a-f-]{36}$/.test(key)) return { status: 422, found, held: { writing: { words, problem: messageTexts[view.language].again } } }
  const written = await writeAsComplainant(house.context, code, { words, photos: post.photos, key }, found.part)
  if (written.ok) return { status: 200, found: written.value, held: { writing: { isSent: true } } }
  return again(refusalProblem(view, written.refusal, post))
}

async function act(house: House, view: View, { found, code }: Looked, post: Arrived): Promise<Answer> {
  const action = complainantActions.find(known => known === post.typed['action'])
  if (action === undefined || action === 'rate') return undefined
  const note = wordsOf(post, 'note')
  const again = ({ status, ...problems }: Problem): Answer => ({ status, found, held: { tried: { action, note, ...problems } } })
  const lost = postProblem(view, post)
  if (lost) return again(lost)
  const acted = await actAsComplainant(house.context, code, { action, photos: post.photos, ...(note !== '' && { note }) }, found.part)
  return acted.ok ? { status: 200, found: acted.value, held: { isDone: true } } : again(refusalProblem(view, acted.refusal, post))
}

function wordsOf({ typed }: PostedComplaint, name: string): string {
  return (typed[name] ?? '').replaceAll('\r\n', '\n').trim()
}

type Problem = { readonly status: number; readonly problem?: string; readonly photoProblem?: string }

/** What is wrong with how it arrived, before anybody looks at what it says. */
function postProblem(view: View, post: Arrived): Problem | undefined {
  const text = messageTexts[view.language]
  if (post.isBroken) return { status: 400, problem: text.broken }
  if (post.isBusy) return { status: 503, photoProblem: text.busy }
  if (post.waits !== undefined) return { status: 429, photoProblem: text.fullPhotos(post.waits) }
  if (post.photoProblems.some(({ code }) => code === 'photo-too-large')) return { status: 422, photoProblem: text.photoTooLarge }
  if (post.photoProblems.length > 0 || post.photos.length > messageLimits.photos) return { status: 422, photoProblem: text.tooMany }
  return undefined
}

type WritingRefused = Extract<Awaited<ReturnType<typeof writeAsComplainant>> | Awaited<ReturnType<typeof actAsComplainant>>, { ok: false }>['refusal']

function refusalProblem(view: View, refusal: WritingRefused, { photos }: PostedComplaint): Problem {
  const text = messageTexts[view.language]
  const again = photos.length > 0 && { photoProblem: text.photosAgain }
  switch (refusal.code) {
    case 'photo-unreadable': return { status: 422, photoProblem: text.photoUnreadable(refusal.n) }
    case 'photo-too-large': return { status: 422, photoProblem: text.photoTooLarge }
    case 'too-many-message-photos': return { status: 422, photoProblem: text.tooMany }
    case 'malformed-code': case 'no-such-code': return { status: 422, problem: trackingTexts[view.language].unknown, ...again }
    default: return { status: 422, problem: refusalSentence(view.language, refusal), ...again }
  }
}
