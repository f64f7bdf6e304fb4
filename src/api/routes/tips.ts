import type { FastifyInstance } from 'fastify'
import { cityOf, isWithin, rangeOf } from '#rules/divisions/division-code.ts'
import { allowedOnTip, tipBodyOf } from '#rules/policy/tips.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { tipFactsOf } from '#rules/tips/fold.ts'
import { archiveRefusal, type TipStanding } from '#rules/tips/limits.ts'
import { owedOf, tipDaySteps, type ToldTipDay } from '#rules/tips/told-days.ts'
import { listDivisionNames } from '#records/divisions.ts'
import type { Tx } from '#records/database.ts'
import { asBody, findTip, listParts, listTipEvents, listTips, readPart, type TipEventRow, type TipRow } from '#records/tips.ts'
import { done, refuse, type Context, type Outcome } from '#actions/context.ts'
import { moveTip, type TipMoveRefusal } from '#actions/tips/move-tip.ts'
import { resealPart } from '#actions/tips/reseal-part.ts'
import { standingOf } from '#actions/tips/tip-days.ts'
import { addRoute } from '../answer.ts'
import { trailOf } from '../audit-trail.ts'
import * as contract from '../contract/tips.ts'
import { officerOf } from '../staff-gate.ts'
import { readUpload } from '../uploads.ts'

const pageSize = 20

/** Confidential reports, for the inspectors of the body that holds them. Everybody else is told that it is not their duty, whatever there is. */
export function addTips(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listTips, ({ query, request }) => asInspector(context, officerOf(request), async tx => {
    const page = query.page ?? 1
    const { total, lines } = await listTips(tx, { isOpen: query.which === 'open', page, pageSize })
    const items: contract.TipSummary[] = []
    for (const line of lines) items.push(headOf(context, line, standingOf(context, line, tipFactsOf(await listTipEvents(tx, line.id)))))
    return done({ items, total, page, pageSize })
  }))
  addRoute(staff, contract.getTip, ({ params, request }) => asInspector(context, officerOf(request), async tx => {
    const tip = await findTip(tx, params.id)
    return tip ? done(await detailOf(context, tx, officerOf(request), tip)) : refuse({ code: 'not-found' })
  }))
  addRoute(staff, contract.getTipPart, ({ params, request }) => asInspector(context, officerOf(request), async tx => {
    const bytes = await readPart(tx, params.id, params.n, officerOf(request).id, new Date(context.clock.now()))
    return bytes ? done({ bytes, mediaType: 'application/octet-stream' }) : refuse({ code: 'not-found' })
  }))
  addRoute(staff, contract.moveTip, ({ params, body, request }) => {
    const { note, words, ...asked } = body
    return moveTip(context, officerOf(request), params.id, { ...asked, note: unpacked(note), words: unpacked(words) }, tipBodyOf(officerOf(request)) === undefined ? undefined : trailOf(request))
  })
}

/** Parts sealed anew come as forms, so they stand among the routes that take uploads. */
export function addTipParts(uploads: FastifyInstance, context: Context): void {
  addRoute(uploads, contract.resealTipPart, async ({ params, request }) => {
    const officer = officerOf(request)
    // Before a byte is read: who has no such report cannot make us hold twenty megabytes.
    const known = await asInspector(context, officer, async tx => await findTip(tx, params.id) ? done(true) : refuse({ code: 'not-found' }))
    if (!known.ok) return known
    const upload = await readUpload(request)
    if (!upload.ok) return upload
    const { file, texts } = upload.value
    return file ? resealPart(context, officer, params.id, { n: params.n, bodyCode: Number(texts.get('bodyCode')), ciphertext: file.bytes }, trailOf(request)) : refuse({ code: 'file-missing' })
  })
}

function unpacked(base64: string | undefined): Buffer | undefined {
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64')
}

function asInspector<T>(context: Context, officer: Officer, work: (tx: Tx) => Promise<Outcome<T, TipMoveRefusal>>): Promise<Outcome<T, TipMoveRefusal>> {
  const body = tipBodyOf(officer)
  return body === undefined ? Promise.resolve(refuse({ code: 'not-your-duty', role: officer.role })) : asBody(context.tips.desk, body, work, officer.id)
}

function headOf(context: Context, tip: TipRow, { facts, days }: TipStanding): contract.TipSummary {
  const today = context.clock.today()
  const owed = owedOf(days).map(({ what, by }) => ({ what, by, isLate: today > by }))
  return { id: tip.id, isNamed: tip.isNamed, origin: tip.origin, receivedOn: tip.receivedOn, state: facts.state, owed }
}

async function detailOf(context: Context, tx: Tx, officer: Officer, tip: TipRow): Promise<contract.TipDetail> {
  const events = await listTipEvents(tx, tip.id)
  const facts = tipFactsOf(events)
  const standing = standingOf(context, tip, facts)
  const early = archiveRefusal(standing)
  return {
    ...headOf(context, tip, standing), eventCount: facts.lastSeq, formHash: tip.formHash.toString('hex'), parts: await listParts(tx, tip.id),
    events: events.map(eventView), days: standing.days.map(day => dayView(context, day)), possible: [...allowedOnTip(officer, standing)], ...(early?.code === 'tip-objection-open' && { archiveAfter: early.lastDay }), recipients: await recipientsOf(context, tx, tip),
  }
}

function dayView({ calendar }: Context, day: ToldTipDay): contract.TipDetail['days'][number] {
  return { what: day.what, by: day.by, steps: tipDaySteps(day, calendar).map(step => ({ ...step })), ...(day.notice && { notice: day.notice }) }
}

function eventView({ seq, action, day, officerName, outcome, disposal, sealedNote, sealedWords, moved }: TipEventRow): contract.TipDetail['events'][number] {
  return {
    seq, action, on: day, ...(officerName && { by: officerName }), ...(outcome && { outcome }), ...(disposal && { disposal }),
    ...(sealedNote && { note: sealedNote.toString('base64') }), ...(action === 'object' && sealedWords && { objection: sealedWords.toString('base64') }),
    ...(moved && { moved: moved.days.map(({ what, by }) => ({ what, by })), ...(moved.notice !== '' && { notice: moved.notice }) }),
  }
}

async function recipientsOf(context: Context, tx: Tx, tip: TipRow): Promise<contract.TipDetail['recipients']> {
  const bodies = context.tips.recipients
  const city = cityOf(tip.bodyCode)
  const below = [...bodies.keys()].filter(code => code !== tip.bodyCode && isWithin(code, rangeOf(tip.bodyCode)))
  const names = await listDivisionNames(tx, [city, ...below])
  const body = (bodyCode: number) => ({ bodyCode, name: names.get(bodyCode) ?? String(bodyCode), recipients: [...bodies.get(bodyCode)!] })
  return {
    own: [...bodies.get(tip.bodyCode) ?? []], reporter: tip.reporterRecipient,
    ...(city !== tip.bodyCode && bodies.has(city) && { above: body(city) }), below: below.map(body),
  }
}
