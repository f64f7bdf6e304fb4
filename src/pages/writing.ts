import type { FastifyInstance } from 'fastify'
import { writeAsComplainant, type WritingRefusal } from '#actions/matter/write.ts'
import type { TrackedCase } from '#actions/tracking.ts'
import { messageLimits } from '#rules/cases/messages.ts'
import { messageTexts } from '#text/pages-messages.ts'
import { trackingTexts } from '#text/pages-tracking.ts'
import { refusalSentence } from '#text/refusals.ts'
import { type PhotoRoom, type PostedComplaint, readComplaintPost, release } from './complaint-post.ts'
import { answerPrivate, answerProblem, type House, privateView } from './house.ts'
import { isFromOwnPage } from './own-origin.ts'
import { trackedPage } from './tracked.ts'
import type { WritingFacts } from './tracked-messages.ts'
import { guardedLookUp } from './tracking.ts'
import type { View } from './view.ts'

/** The complainant writes on the tracking page. The code travels in the body; what was typed is never lost. */
export function writingRoutes(app: FastifyInstance, house: House): void {
  const lookUp = guardedLookUp(house)
  const room: PhotoRoom = { held: 0 }
  app.post('/track/message', async (request, reply) => {
    if (!isFromOwnPage(request)) return answerProblem(house, request, reply, { code: 'foreign' })
    const post = await readComplaintPost(request, room)
    try {
      const view = privateView(house, request, '/track')
      const looked = await lookUp(request, reply, view, post.typed)
      if ('answered' in looked) return looked.answered
      if (!('found' in looked)) return answerProblem(house, request, reply, { code: 'badRequest' })
      const { status, found, writing } = await write(house, view, looked, post)
      return answerPrivate(house, request, reply, status, trackedPage(view, found, { code: looked.code, part: found.part, writing }))
    } finally {
      release(room, post)
    }
  })
}

type Answer = { readonly status: number; readonly found: TrackedCase; readonly writing: WritingFacts }

async function write(house: House, view: View, { found, code }: { readonly found: TrackedCase; readonly code: string }, post: PostedComplaint): Promise<Answer> {
  const text = messageTexts[view.language]
  const words = (post.typed['words'] ?? '').replaceAll('\r\n', '\n').trim()
  const key = post.typed['key'] ?? ''
  const again = (status: number, writing: WritingFacts): Answer => ({ status, found, writing: { words, key, ...writing } })
  if (post.isBroken) return again(400, { problem: text.broken })
  if (post.isBusy) return again(503, { photoProblem: text.busy })
  if (post.photoProblems.some(({ code }) => code === 'photo-too-large')) return again(422, { photoProblem: text.photoTooLarge })
  if (post.photoProblems.length > 0 || post.photos.length > messageLimits.photos) return again(422, { photoProblem: text.tooMany })
  // Without the key of its form a tap could write twice.
  if (!/^[0-9a-f-]{36}$/.test(key)) return { status: 422, found, writing: { words, problem: text.again } }
  const written = await writeAsComplainant(house.context, code, { words, photos: post.photos, key }, found.part)
  if (written.ok) return { status: 200, found: written.value, writing: { isSent: true } }
  const told = problemOf(view, written.refusal)
  return again(422, post.photos.length > 0 && told.photoProblem === undefined ? { ...told, photoProblem: text.photosAgain } : told)
}

function problemOf(view: View, refusal: WritingRefusal): Pick<WritingFacts, 'problem' | 'photoProblem'> {
  const text = messageTexts[view.language]
  switch (refusal.code) {
    case 'photo-unreadable': return { photoProblem: text.photoUnreadable(refusal.n) }
    case 'photo-too-large': return { photoProblem: text.photoTooLarge }
    case 'too-many-message-photos': return { photoProblem: text.tooMany }
    case 'malformed-code': case 'no-such-code': return { problem: trackingTexts[view.language].unknown }
    default: return { problem: refusalSentence(view.language, refusal) }
  }
}
