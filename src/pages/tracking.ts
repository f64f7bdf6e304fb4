import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { decideAsAsker, findHeldObjection, type HeldObjection } from '#actions/objections.ts'
import { followTip, type FollowedTip, objectToResult } from '#actions/tips/follow-tip.ts'
import { rateCase, trackCase, type TrackedCase, type TrackingRefusal } from '#actions/tracking.ts'
import { ratingGrades } from '#rules/cases/events.ts'
import { type Challenge, gate, waitSeconds } from '#platform/proof-of-work.ts'
import { getPublicObjection } from '#records/public.ts'
import { refusalText } from '#text/cases.ts'
import { tipTexts } from '#text/pages-tips.ts'
import { trackingTexts } from '#text/pages-tracking.ts'
import { refusalSentence } from '#text/refusals.ts'
import { sourceOf } from './complaining.ts'
import { textsOf } from './complaint-post.ts'
import { answerPrivate, answerProblem, type House, privateView } from './house.ts'
import { heldObjectionPage } from './objections.ts'
import { isFromOwnPage } from './own-origin.ts'
import { type RatingFacts, trackedPage } from './tracked.ts'
import { followedTipPage } from './tip-followed.ts'
import { trackPage } from './track-form.ts'
import type { View } from './view.ts'

type Typed = Readonly<Record<string, string>>
/** Found, or already answered with a page that says why not. */
type Looked = { readonly found: TrackedCase; readonly code: string } | { readonly held: HeldObjection; readonly code: string } | { readonly tip: FollowedTip; readonly code: string } | { readonly answered: FastifyReply }

/** Following a complaint by its code. The code travels in the body only, and no cache keeps the answer. */
export function trackingRoutes(app: FastifyInstance, house: House): void {
  const lookUp = guardedLookUp(house)
  app.get('/track', (request, reply) => answerPrivate(house, request, reply, 200, trackPage(privateView(house, request, '/track'), {})))
  app.post('/track', async (request, reply) => {
    if (!isFromOwnPage(request)) return answerProblem(house, request, reply, { code: 'foreign' })
    const view = privateView(house, request, '/track')
    const looked = await lookUp(request, reply, view, textsOf(request.body))
    if ('answered' in looked) return looked.answered
    if ('held' in looked) return showHeld(house, request, reply, looked)
    if ('tip' in looked) return showTip(house, request, reply, looked)
    return answerPrivate(house, request, reply, 200, trackedPage(view, looked.found, { code: looked.code }))
  })
  app.post('/track/objection', async (request, reply) => {
    if (!isFromOwnPage(request)) return answerProblem(house, request, reply, { code: 'foreign' })
    const view = privateView(house, request, '/track')
    const typed = textsOf(request.body)
    const looked = await lookUp(request, reply, view, typed)
    if ('answered' in looked) return looked.answered
    const action = (['accept', 'escalate'] as const).find(known => known === typed['action'])
    if (!('held' in looked) || !action) return answerProblem(house, request, reply, { code: 'badRequest' })
    const acted = await decideAsAsker(house.context, looked.code, action)
    const held = (await findHeldObjection(house.context, looked.code))!
    return showHeld(house, request, reply, { held, code: looked.code }, acted.ok ? undefined : refusalSentence(view.language, acted.refusal))
  })
  objectingToResult(app, house, lookUp)
  app.post('/track/rate', async (request, reply) => {
    if (!isFromOwnPage(request)) return answerProblem(house, request, reply, { code: 'foreign' })
    const view = privateView(house, request, '/track')
    const typed = textsOf(request.body)
    const looked = await lookUp(request, reply, view, typed)
    if ('answered' in looked) return looked.answered
    if (!('found' in looked)) return answerProblem(house, request, reply, { code: 'badRequest' })
    const { status, found, rating } = await rate(house, view, looked, typed)
    return answerPrivate(house, request, reply, status, trackedPage(view, found, rating))
  })
}

async function showHeld(house: House, request: FastifyRequest, reply: FastifyReply, { held, code }: { held: HeldObjection; code: string }, problem?: string): Promise<FastifyReply> {
  const shown = await getPublicObjection(house.reader, held.id)
  return answerPrivate(house, request, reply, problem === undefined ? 200 : 409, heldObjectionPage(privateView(house, request, '/track'), held, shown, code, problem))
}

/** The reporter's one objection to the result of a confidential report. */
function objectingToResult(app: FastifyInstance, house: House, lookUp: LookUp): void {
  app.post('/track/report', async (request, reply) => {
    if (!isFromOwnPage(request)) return answerProblem(house, request, reply, { code: 'foreign' })
    const typed = textsOf(request.body)
    const looked = await lookUp(request, reply, privateView(house, request, '/track'), typed)
    if ('answered' in looked) return looked.answered
    if (!('tip' in looked)) return answerProblem(house, request, reply, { code: 'badRequest' })
    const words = (typed['words'] ?? '').replaceAll('\r\n', '\n').trim()
    const objected = await objectToResult(house.context, looked.code, words)
    return objected.ok ? showTip(house, request, reply, { tip: objected.value, code: looked.code }) : showTip(house, request, reply, looked, words, objected.refusal.code)
  })
}

async function showTip(house: House, request: FastifyRequest, reply: FastifyReply, { tip, code }: { tip: FollowedTip; code: string }, words?: string, refused?: string): Promise<FastifyReply> {
  const view = privateView(house, request, '/track')
  const text = tipTexts[view.language]
  const body = (await house.path(tip.bodyCode)).at(-1)?.name ?? ''
  const problem = refused === undefined ? undefined : refused === 'tip-objection-length' ? text.objectionLength : text.objectionNotNow
  return answerPrivate(house, request, reply, problem === undefined ? 200 : 422, followedTipPage(view, tip, { body, code, problem, ...(words !== undefined && { words }) }))
}

async function rate(house: House, view: View, { found, code }: { found: TrackedCase; code: string }, typed: Typed): Promise<{ status: number; found: TrackedCase; rating: RatingFacts }> {
  const text = trackingTexts[view.language]
  const opinion = (typed['opinion'] ?? '').replaceAll('\r\n', '\n').trim()
  const grade = ratingGrades.find(grade => grade === typed['grade'])
  if (!grade) return { status: 422, found, rating: { code, opinion, problem: text.gradeMissing } }
  const rated = await rateCase(house.context, code, { grade, ...(opinion !== '' && { opinion }) })
  if (rated.ok) return { status: 200, found: rated.value, rating: { code } }
  const { refusal } = rated
  const problem = isOfCode(refusal) ? text.unknown : refusalText(view.language, refusal)
  return { status: 422, found, rating: { code, grade, opinion, problem } }
}

function isOfCode(refusal: { readonly code: string }): refusal is TrackingRefusal {
  return refusal.code === 'malformed-code' || refusal.code === 'no-such-code'
}

type LookUp = ReturnType<typeof guardedLookUp>

/** Looks a code up, and slows down whoever guesses: the same for every wrong code, whether it ever existed or not. */
function guardedLookUp(house: House) {
  const { guessesOfOne: ofOne, guessesOfAll: ofAll } = house.context.allowances
  const door = gate(house.context.secrets.formKey)
  return async (request: FastifyRequest, reply: FastifyReply, view: View, typed: Typed): Promise<Looked> => {
    const text = trackingTexts[view.language]
    const code = (typed['code'] ?? '').trim()
    const again = (status: number, problem: string, wait?: Challenge): Looked =>
      ({ answered: answerPrivate(house, request, reply, status, trackPage(view, { code, problem, ...(wait && { wait }) }), wait ? ['retry-after', String(waitSeconds)] : []) })
    if (code === '') return again(422, text.missing)
    const now = house.context.clock.now()
    const source = sourceOf(house, request)
    const isSuspect = ofOne.wait(source, now) > 0 || ofAll.wait('all', now) > 0
    if (isSuspect && !door.admits(source, typed['challenge'] ?? '', typed['counter'] ?? '', now)) return again(429, text.wait(waitSeconds), door.issue(source, now))
    const tracked = await trackCase(house.context, code)
    if (tracked.ok) return { found: tracked.value, code }
    if (tracked.refusal.code === 'malformed-code') return again(422, text.malformed)
    const held = await findHeldObjection(house.context, code)
    if (held) return { held, code }
    const tip = await followTip(house.context, code)
    if (tip) return { tip, code }
    ofOne.take(source, now)
    ofAll.take('all', now)
    return again(422, text.unknown)
  }
}
