import type { FastifyInstance } from 'fastify'
import type { DivisionRange } from '#rules/divisions/division-code.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { Language } from '#text/language.ts'
import { listCases } from '#records/case-lists.ts'
import { listUnitsWithin } from '#records/officers.ts'
import { lookingFurther } from '#records/scope.ts'
import { done, refuse, type Context, type Outcome } from '#actions/context.ts'
import { moveCase, type CaseMove } from '#actions/move-case.ts'
import { once } from '#actions/once.ts'
import { cardForRefusedExtension } from '#actions/refused-extension.ts'
import { addRoute, askedBy } from '../answer.ts'
import { caseReader } from '../case-reader.ts'
import * as contract from '../contract/cases.ts'
import type { CaseDetail } from '../contract/case-shapes.ts'
import { queuesOf } from '../contract/desk.ts'
import type { ApiRefusal } from '../errors.ts'
import { findKnownCase, readCase } from '../seen-case.ts'
import { officerOf } from '../staff-gate.ts'
import { caseDetail } from '../views/case-detail.ts'
import { caseSummaries } from '../views/case-summary.ts'
import { matterKnown, photosSeen } from '../views/matter.ts'
import { unitView } from '../views/units.ts'

const pageSize = 20

/** Lists of cases, one case, its photos, and what is done to it. */
export function addCases(staff: FastifyInstance, context: Context): void {
  addCaseList(staff, context)
  addRoute(staff, contract.getCase, async ({ params, language, request }) => {
    const officer = officerOf(request)
    const known = await findKnownCase(context, officer, params.id)
    return known ? done(await caseDetail(context, officer, known, language)) : refuse({ code: 'not-found' })
  })
  addMove(staff, context)
  addRoute(staff, contract.getCasePhoto, async ({ params, request }) => {
    const known = await findKnownCase(context, officerOf(request), params.id)
    const photo = known && photosSeen(officerOf(request).role, await matterKnown(context, params.id)).find(({ n }) => n === params.n)
    return photo ? done({ bytes: await context.files.read(photo.fileId), mediaType: photo.mediaType }) : refuse({ code: 'not-found' })
  })
  addRoute(staff, contract.listUnits, async ({ query, request }) =>
    done({ units: (await listUnitsWithin(context.db, within(officerOf(request).reach, query.village), query.kind)).map(unitView) }))
}

/** What of a reach lies in the county of a village. */
function within(reach: DivisionRange, village: number | undefined): DivisionRange {
  if (village === undefined) return reach
  const low = Math.floor(village / 1e6) * 1e6
  return { low: Math.max(low, reach.low), high: Math.min(low + 999_999, reach.high) }
}

function addCaseList(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listCases, async ({ query, request }) => caseList(context, officerOf(request), query))
  addRoute(staff, contract.searchCases, async ({ body, request }) => caseList(context, officerOf(request), body))
}

async function caseList(context: Context, officer: Officer, asked: contract.CaseSearch): Promise<Outcome<contract.CasePage, ApiRefusal>> {
  const queues: readonly string[] = queuesOf[officer.role].cases
  if (!queues.includes(asked.queue)) return refuse({ code: 'not-your-duty', role: officer.role })
  const page = asked.page ?? 1
  const { total, lines } = await listCases(context.db, caseReader(context, officer), { ...asked, sort: asked.sort ?? 'due', page, pageSize })
  return done({ items: await caseSummaries(context, officer.role, lines), total, page, pageSize })
}

function addMove(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.moveCase, async ({ params, body, language, request }) => {
    const officer = officerOf(request)
    const { action, asOf, note, details } = body
    const moved = await once(context, askedBy(request), inner => moveCase(inner, officer, params.id, { action, asOf, note, ...details } as CaseMove))
    if (!moved.ok && moved.refusal.code === 'no-more-extensions') await cardForRefusedExtension(context, params.id)
    if (moved.ok) return afterMove(context, officer, params.id, moved.value.value.eventCount, language)
    return moved.refusal.code === 'stale' ? refuse({ ...moved.refusal, happened: await happenedSince(context, officer, params.id, asOf, language) }) : moved
  })
}

/** What happened to a case since an officer looked at it, in the lines of the history that the officer reads. */
async function happenedSince(context: Context, officer: Officer, id: string, asOf: number, language: Language) {
  const known = await findKnownCase(context, officer, id)
  const events = known ? (await caseDetail(context, officer, known, language)).events.filter(event => event.seq > asOf) : []
  return events.map(({ action, day, officerName }) => ({ action, day, ...(officerName !== undefined && { officerName }) }))
}

/**
 * A case after an officer's own move. A move can take the case off the officer's desk (a return does); then it is shown as it stood
 * right after that move and no further, however late the request is repeated.
 */
async function afterMove(context: Context, officer: Officer, id: string, seq: number, language: Language): Promise<Outcome<CaseDetail, { readonly code: 'not-found' }>> {
  const now = await findKnownCase(context, officer, id)
  if (now) return done(await caseDetail(context, officer, now, language))
  return lookingFurther(context.db, 'own-move', tx => asItWasLeft({ ...context, db: tx }, officer, id, seq, language))
}

async function asItWasLeft(context: Context, officer: Officer, id: string, seq: number, language: Language): Promise<Outcome<CaseDetail, { readonly code: 'not-found' }>> {
  const then = await readCase(context, id, seq)
  // One that went to a discipline body is shown once more, empty, to whoever sent it there, so that the act has an answer.
  if (then && then.file.bodyCode !== null && then.events.at(-1)?.by.officerId === officer.id) return done(await caseDetail(context, officer, then, language))
  const before = await findKnownCase(context, officer, id, seq - 1)
  if (!before) return refuse({ code: 'not-found' })
  return then ? done(await caseDetail(context, officer, then, language)) : refuse({ code: 'not-found' })
}
