import type { FastifyInstance } from 'fastify'
import { cityOf, isWithin, rangeOf } from '#rules/divisions/division-code.ts'
import { allowedOnTip, tipBodyOf } from '#rules/policy/tips.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { tipFactsOf, type TipFacts } from '#rules/tips/fold.ts'
import { owedOnTip } from '#rules/tips/limits.ts'
import { listDivisionNames } from '#records/divisions.ts'
import type { Tx } from '#records/database.ts'
import { asBody, findTip, listParts, listTipEvents, listTips, readPart, type TipEventRow, type TipRow } from '#records/tips.ts'
import { done, refuse, type Context, type Outcome } from '#actions/context.ts'
import { moveTip, type TipMoveRefusal } from '#actions/tips/move-tip.ts'
import { addRoute } from '../answer.ts'
import { trailOf } from '../audit-trail.ts'
import * as contract from '../contract/tips.ts'
import { officerOf } from '../staff-gate.ts'

const pageSize = 20

/** Confidential reports, for the inspectors of the body that holds them. Everybody else is told that it is not their duty, whatever there is. */
export function addTips(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listTips, ({ query, request }) => asInspector(context, officerOf(request), async tx => {
    const page = query.page ?? 1
    const { total, lines } = await listTips(tx, { isOpen: query.which === 'open', page, pageSize })
    const items: contract.TipSummary[] = []
    for (const line of lines) items.push(headOf(context, line, tipFactsOf(await listTipEvents(tx, line.id))))
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
    const { note, words, handOver, ...asked } = body
    return moveTip(context, officerOf(request), params.id, {
      ...asked, note: unpacked(note), words: unpacked(words),
      handOver: handOver && { bodyCode: handOver.bodyCode, parts: handOver.parts.map(({ n, ciphertext }) => ({ n, ciphertext: unpacked(ciphertext)! })) },
    }, tipBodyOf(officerOf(request)) === undefined ? undefined : trailOf(request))
  })
}

function unpacked(base64: string | undefined): Buffer | undefined {
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64')
}

function asInspector<T>(context: Context, officer: Officer, work: (tx: Tx) => Promise<Outcome<T, TipMoveRefusal>>): Promise<Outcome<T, TipMoveRefusal>> {
  const body = tipBodyOf(officer)
  return body === undefined ? Promise.resolve(refuse({ code: 'not-your-duty', role: officer.role })) : asBody(context.tips.desk, body, work)
}

function headOf(context: Context, tip: TipRow, facts: TipFacts): contract.TipSummary {
  const today = context.clock.today()
  const owed = owedOnTip(facts, tip.isNamed, context.calendar).map(({ what, by }) => ({ what, by, isLate: today > by }))
  return { id: tip.id, isNamed: tip.isNamed, origin: tip.origin, receivedOn: tip.receivedOn, state: facts.state, owed }
}

async function detailOf(context: Context, tx: Tx, officer: Officer, tip: TipRow): Promise<contract.TipDetail> {
  const events = await listTipEvents(tx, tip.id)
  const facts = tipFactsOf(events)
  return {
    ...headOf(context, tip, facts), eventCount: facts.lastSeq, formHash: tip.formHash.toString('hex'), parts: await listParts(tx, tip.id),
    events: events.map(eventView), possible: [...allowedOnTip(officer, facts)], recipients: await recipientsOf(context, tx, tip),
  }
}

function eventView({ seq, action, day, officerName, outcome, disposal, sealedNote, sealedWords }: TipEventRow): contract.TipDetail['events'][number] {
  return {
    seq, action, on: day, ...(officerName && { by: officerName }), ...(outcome && { outcome }), ...(disposal && { disposal }),
    ...(sealedNote && { note: sealedNote.toString('base64') }), ...(action === 'object' && sealedWords && { objection: sealedWords.toString('base64') }),
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
