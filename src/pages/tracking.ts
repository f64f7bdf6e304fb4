import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { allowPublicAnswer } from '#actions/answers/consent.ts'
import { decideAsAsker, findHeldObjection, type HeldObjection } from '#actions/objections.ts'
import { forgetMe } from '#actions/keeping/own-data.ts'
import { followTip, type FollowedTip, objectToResult } from '#actions/tips/follow-tip.ts'
import { findToldCase, setComplainantContact } from '#actions/messages.ts'
import { setWechat } from '#actions/residents/tell.ts'
import { rateCase } from '#actions/complainant-moves.ts'
import { ownIdentityBehind } from '#actions/identity/own.ts'
import { trackCase, type TrackedCase, type TrackingRefusal } from '#actions/tracking.ts'
import { ratingAspects, ratingGrades, type RatingScores } from '#rules/cases/events.ts'
import { type Challenge, gate, waitSeconds } from '#platform/proof-of-work.ts'
import { getPublicObjection } from '#records/public.ts'
import { tipTexts } from '#text/pages-tips.ts'
import { contactTexts } from '#text/messages.ts'
import { trackingTexts } from '#text/pages-tracking.ts'
import { refusalSentence } from '#text/refusals.ts'
import { textsOf } from './complaint-post.ts'
import { answerPrivate, answerProblem, type House, privateView, sourceOf } from './house.ts'
import { heldObjectionPage } from './objections.ts'
import { isFromOwnPage } from './own-origin.ts'
import { type RatingFacts, trackedPage } from './tracked.ts'
import type { Held } from './tracked-acts.ts'
import { sendOwnData } from './own-data.ts'
import { sendObjection } from './own-objection.ts'
import { followedTipPage, sendTipCopy } from './tip-followed.ts'
import { sendEvidence } from './tracked-evidence.ts'
import { trackPage } from './track-form.ts'
import { askWechat } from './told-by-wechat.ts'
import type { View } from './view.ts'

type Typed = Readonly<Record<string, string>>
/** Found, or already answered with a page that says why not. */
type Looked = { readonly found: TrackedCase; readonly code: string } | { readonly held: HeldObjection; readonly code: string } | { readonly tip: FollowedTip; readonly code: string } | { readonly answered: FastifyReply }

/** What a post is answered by, once its code has been found. */
type Answering = (asked: { request: FastifyRequest; reply: FastifyReply; view: View; typed: Typed }, looked: Exclude<Looked, { answered: FastifyReply }>) => Promise<FastifyReply> | FastifyReply

/** Following a complaint by its code. The code travels in the body only, and no cache keeps the answer. */
export function trackingRoutes(app: FastifyInstance, house: House): void {
  const lookUp = guardedLookUp(house)
  const post = (path: string, answer: Answering) => app.post(path, async (request, reply) => {
    if (!isFromOwnPage(request)) return answerProblem(house, request, reply, { code: 'foreign' })
    const view = privateView(house, request, '/track')
    const typed = textsOf(request.body)
    const looked = await lookUp(request, reply, view, typed)
    return 'answered' in looked ? looked.answered : answer({ request, reply, view, typed }, looked)
  })
  app.get('/track', (request, reply) => answerPrivate(house, request, reply, 200, trackPage(privateView(house, request, '/track'), {})))
  post('/track', (asked, looked) => showFound(house, asked, looked))
  post('/track/objection', async ({ request, reply, view, typed }, looked) => {
    const action = (['accept', 'escalate', 'withdraw'] as const).find(known => known === typed['action'])
    if (!('held' in looked) || !action) return answerProblem(house, request, reply, { code: 'badRequest' })
    const acted = await decideAsAsker(house.context, looked.code, action)
    const held = (await findHeldObjection(house.context, looked.code))!
    return showHeld(house, request, reply, { held, code: looked.code }, acted.ok ? undefined : refusalSentence(view.language, acted.refusal))
  })
  post('/track/rate', async ({ request, reply, view, typed }, looked) => {
    if (!('found' in looked)) return answerProblem(house, request, reply, { code: 'badRequest' })
    const { status, found, rating } = await rate(house, view, looked, typed)
    return answerPrivate(house, request, reply, status, trackedPage(view, found, rating))
  })
  post('/track/file', ({ request, reply, typed }, looked) =>
    'found' in looked ? sendEvidence(house, request, reply, looked.found, typed['file'] ?? '') : answerProblem(house, request, reply, { code: 'badRequest' }))
  post('/track/report', objectTo(house))
  post('/track/contact', keepNumber(house))
  post('/track/wechat', caseByWechat(house))
  post('/track/consent', allow(house))
  post('/track/copy', takeAway(house))
  post('/track/forget', forget(house))
}

/** Whether everybody may read the answer. */
const allow = (house: House): Answering => async ({ request, reply, view, typed }, looked) => {
  const isGiven = { allow: true, takeBack: false }[typed['say'] ?? '']
  if (!('found' in looked) || isGiven === undefined) return answerProblem(house, request, reply, { code: 'badRequest' })
  const said = await allowPublicAnswer(house.context, looked.code, isGiven, looked.found.part)
  return answerPrivate(house, request, reply, said.ok ? 200 : 409, trackedPage(view, said.ok ? said.value : looked.found, { ...heldBy(looked), isDone: said.ok }))
}

/** The number that messages go to. */
const keepNumber = (house: House): Answering => async ({ request, reply, view, typed }, looked) => {
  if (!('found' in looked)) return answerProblem(house, request, reply, { code: 'badRequest' })
  const { status, found, contact } = await setNumber(house, view, looked, typed['contact'] ?? '')
  return answerPrivate(house, request, reply, status, trackedPage(view, found, { ...heldBy(looked), contact }))
}

/** Being told by WeChat: of this complaint, for whoever holds its code. */
const caseByWechat = (house: House): Answering => async ({ request, reply, view, typed }, looked) => {
  const about = 'found' in looked ? await findToldCase(house.context, looked.code) : undefined
  if (!('found' in looked) || !about) return answerProblem(house, request, reply, { code: 'badRequest' })
  if (typed['say'] !== 'stop') return askWechat(house, request, reply, { forCase: about })
  await setWechat(house.context, { forCase: about, forResident: null }, undefined)
  const toldBy = looked.found.toldBy.filter(channel => channel !== 'wechat')
  return answerPrivate(house, request, reply, 200, trackedPage(view, { ...looked.found, isTold: toldBy.length > 0, toldBy }, heldBy(looked)))
}

/** A copy of everything that is kept. */
const takeAway = (house: House): Answering => ({ request, reply, view, typed }, looked) => {
  if ('found' in looked) return sendOwnData(house, request, reply, view, { found: looked.found, code: looked.code, as: typed['as'] })
  return 'held' in looked ? sendObjection(house, request, reply, looked.held) : sendTipCopy(house, request, reply, view, looked.tip)
}

/** Deletes name and phone at the wish of whoever holds the code. */
const forget = (house: House): Answering => async ({ request, reply, view }, looked) => {
  const forgotten = 'found' in looked ? await forgetMe(house.context, looked.code) : undefined
  if (!('found' in looked) || !forgotten?.ok) return answerProblem(house, request, reply, { code: 'badRequest' })
  return answerPrivate(house, request, reply, 200, trackedPage(view, forgotten.value, { ...heldBy({ code: looked.code, found: forgotten.value }), isForgotten: true }))
}

/** The reporter's one objection to the result of a confidential report. */
const objectTo = (house: House): Answering => async ({ request, reply, typed }, looked) => {
  if (!('tip' in looked)) return answerProblem(house, request, reply, { code: 'badRequest' })
  const words = (typed['words'] ?? '').replaceAll('\r\n', '\n').trim()
  const objected = await objectToResult(house.context, looked.code, words)
  return objected.ok ? showTip(house, request, reply, { tip: objected.value, code: looked.code }) : showTip(house, request, reply, looked, words, objected.refusal.code)
}

async function showTip(house: House, request: FastifyRequest, reply: FastifyReply, { tip, code }: { tip: FollowedTip; code: string }, words?: string, refused?: string): Promise<FastifyReply> {
  const view = privateView(house, request, '/track')
  const text = tipTexts[view.language]
  const body = (await house.path(tip.bodyCode)).at(-1)?.name ?? ''
  const problem = refused === undefined ? undefined : refused === 'tip-objection-length' ? text.objectionLength : text.objectionNotNow
  return answerPrivate(house, request, reply, problem === undefined ? 200 : 422, followedTipPage(view, tip, { body, code, problem, ...(words !== undefined && { words }) }))
}

async function showFound(house: House, { request, reply, view }: Parameters<Answering>[0], looked: Parameters<Answering>[1]): Promise<FastifyReply> {
  if ('held' in looked) return showHeld(house, request, reply, looked)
  if ('tip' in looked) return showTip(house, request, reply, looked)
  return answerPrivate(house, request, reply, 200, trackedPage(view, looked.found, { ...heldBy(looked), own: await ownIdentityBehind(house.context, looked.code) }))
}

async function showHeld(house: House, request: FastifyRequest, reply: FastifyReply, { held, code }: { held: HeldObjection; code: string }, problem?: string): Promise<FastifyReply> {
  const shown = await getPublicObjection(house.reader, held.id)
  return answerPrivate(house, request, reply, problem === undefined ? 200 : 409, heldObjectionPage(privateView(house, request, '/track'), held, shown, code, problem))
}

/** The code and the part as they came, for the next form. */
function heldBy({ code, found }: { readonly code: string; readonly found: TrackedCase }): Held {
  return { code, part: found.part }
}

/** Where short messages about a case go; an empty field takes the number away. */
async function setNumber(house: House, view: View, { found, code }: { found: TrackedCase; code: string }, number: string): Promise<{ status: number; found: TrackedCase; contact: NonNullable<RatingFacts['contact']> }> {
  const set = await setComplainantContact(house.context, code, number)
  if (!set.ok) return { status: 422, found, contact: { typed: number, problem: contactTexts[view.language].wrong } }
  return { status: 200, found: { ...found, isTold: set.value.toldBy.length > 0, toldBy: set.value.toldBy }, contact: { isSaved: true } }
}

async function rate(house: House, view: View, looked: { found: TrackedCase; code: string }, typed: Typed): Promise<{ status: number; found: TrackedCase; rating: RatingFacts }> {
  const { found, code } = looked
  const held = heldBy(looked)
  const text = trackingTexts[view.language]
  const opinion = (typed['opinion'] ?? '').replaceAll('\r\n', '\n').trim()
  const grade = ratingGrades.find(grade => grade === typed['grade'])
  const scores = scoresOf(typed)
  if (!grade) return { status: 422, found, rating: { ...held, opinion, scores, problem: text.gradeMissing } }
  const rated = await rateCase(house.context, code, { grade, scores, ...(opinion !== '' && { opinion }) }, found.part)
  if (rated.ok) return { status: 200, found: rated.value, rating: held }
  const { refusal } = rated
  const problem = isOfCode(refusal) ? text.unknown : refusalSentence(view.language, refusal)
  return { status: 422, found, rating: { ...held, grade, opinion, scores, problem } }
}

/** What is no score from 1 to 5 is none: nobody has to give one. */
function scoresOf(typed: Typed): RatingScores {
  return Object.fromEntries(ratingAspects.flatMap(aspect => (/^[1-5]$/.test(typed[aspect] ?? '') ? [[aspect, Number(typed[aspect])]] : [])))
}

function isOfCode(refusal: { readonly code: string }): refusal is TrackingRefusal {
  return refusal.code === 'malformed-code' || refusal.code === 'no-such-code'
}

/** Looks a code up, and slows down whoever guesses: the same for every wrong code, whether it ever existed or not. */
export function guardedLookUp(house: House) {
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
    const tracked = await trackCase(house.context, code, /^[1-9]\d?$/.test(typed['part'] ?? '') ? Number(typed['part']) : 1)
    if (tracked.ok && !tracked.value.wentToBody) return { found: tracked.value, code }
    if (!tracked.ok && tracked.refusal.code === 'malformed-code') return again(422, text.malformed)
    const held = await findHeldObjection(house.context, code)
    if (held) return { held, code }
    const tip = await followTip(house.context, code)
    if (tip) return { tip, code }
    ofOne.take(source, now)
    ofAll.take('all', now)
    return again(422, text.unknown)
  }
}
