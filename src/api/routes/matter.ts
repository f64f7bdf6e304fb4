import type { FastifyInstance } from 'fastify'
import { stateOf } from '#rules/cases/fold.ts'
import { canSee } from '#rules/policy/cases.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { Language } from '#text/language.ts'
import { findCase, listEvents } from '#records/cases.ts'
import { aboutCase } from '#actions/about-case.ts'
import { done, refuse, type Context, type Outcome } from '#actions/context.ts'
import { keepNote } from '#actions/matter/notes.ts'
import { redactStatement } from '#actions/matter/redact.ts'
import { releaseWords } from '#actions/matter/release.ts'
import { writeToComplainant } from '#actions/matter/write.ts'
import { once } from '#actions/once.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/matter.ts'
import { officerOf } from '../staff-gate.ts'
import { caseDetail, type KnownCase } from '../views/case-detail.ts'
import { correspondenceOf } from '../views/matter.ts'

/** The text of a case for the units, what both sides write to each other, and the notes of an office. */
export function addMatter(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.getCorrespondence, ({ params, language, request }) => correspondence(context, officerOf(request), params.id, language))
  addRoute(staff, contract.redactCase, async ({ params, body, language, request }) => {
    const officer = officerOf(request)
    const redacted = await once(context, askedBy(request), inner => redactStatement(inner, officer, params.id, body))
    if (!redacted.ok) return redacted
    const known = await findKnown(context, officer, params.id)
    return known ? done(await caseDetail(context, officer, known, language)) : refuse({ code: 'not-found' })
  })
  addRoute(staff, contract.writeMessage, async ({ params, body, language, request }) => {
    const officer = officerOf(request)
    const written = await once(context, askedBy(request), inner => writeToComplainant(inner, officer, params.id, body.words))
    return written.ok ? correspondence(context, officer, params.id, language) : written
  })
  addRoute(staff, contract.releaseWords, async ({ params, body, language, request }) => {
    const officer = officerOf(request)
    const released = await once(context, askedBy(request), inner => releaseWords(inner, officer, params.id, body))
    return released.ok ? correspondence(context, officer, params.id, language) : released
  })
  addRoute(staff, contract.keepNote, async ({ params, body, language, request }) => {
    const officer = officerOf(request)
    const kept = await once(context, askedBy(request), inner => keepNote(inner, officer, params.id, body.words))
    return kept.ok ? correspondence(context, officer, params.id, language) : kept
  })
}

async function findKnown(context: Context, officer: Officer, id: string): Promise<KnownCase | undefined> {
  const file = await findCase(context.db, id)
  if (!file) return undefined
  const events = await listEvents(context.db, id)
  const about = await aboutCase(context.db, file, stateOf(events))
  return canSee(officer, about) ? { file, events, about } : undefined
}

async function correspondence(context: Context, officer: Officer, id: string, language: Language): Promise<Outcome<contract.Correspondence, { readonly code: 'not-found' }>> {
  const known = await findKnown(context, officer, id)
  return known ? done(await correspondenceOf(context, officer, known.file, known.events, known.about, language)) : refuse({ code: 'not-found' })
}
