import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { cityOf, countyOf, levelOf, rangeOf } from '#rules/divisions/division-code.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { organisationRefusal, type EdgeKind } from '#rules/policy/organisation.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { findPosts, listUnitsById, type UnitRow } from '#records/officers.ts'
import { lookingFurther } from '#records/scope.ts'
import { endEdge, endHead, findEdge, findHead, insertEdge, insertHead, isAbove, lockOrganisation } from '#records/unit-heads.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { settleAllConflicts } from './settle-conflicts.ts'

export type OrganisationRefusal = PolicyRefusal | { readonly code: 'not-found' | 'unknown-unit' | 'unknown-officer' | 'reason-missing' | 'organisation-day' | 'already-so' | 'edge-circle' }
type Answer = Outcome<{ id: string }, OrganisationRefusal>

/** Says who heads a unit, from a day on that is not to come: it counts at once. */
export function nameHead(context: Context, officer: Officer, { unitId, officerId, validFrom }: { readonly unitId: string; readonly officerId: string; readonly validFrom: PlainDate }): Promise<Answer> {
  return change(context, unitId, async (tx, unit) => {
    const forbidden = organisationRefusal(officer, { unitId, divisionCode: unit.divisionCode, officerId })
    if (forbidden) return refuse(forbidden)
    if ((await findPosts(tx, [officerId])).length === 0) return refuse({ code: 'unknown-officer' })
    if (validFrom > context.clock.today()) return refuse({ code: 'organisation-day' })
    const id = await insertHead(tx, { unitId, officerId, validFrom, enteredBy: officer.id })
    return id === undefined ? refuse({ code: 'already-so' }) : done({ id })
  })
}

/** Says that somebody heads a unit no longer. */
export async function endHeadship(context: Context, officer: Officer, id: string, { validTo, reason }: { readonly validTo: PlainDate; readonly reason: string }): Promise<Answer> {
  const head = await inTransaction(context.db, tx => findHead(tx, id))
  if (!head) return refuse({ code: 'not-found' })
  return change(context, head.unitId, async (tx, unit) => {
    const forbidden = organisationRefusal(officer, { unitId: unit.id, divisionCode: unit.divisionCode, officerId: head.officerId })
    if (forbidden) return refuse(forbidden)
    // Somebody else may have ended it meanwhile.
    if (!await findHead(tx, id)) return refuse({ code: 'not-found' })
    if (!isReason(reason)) return refuse({ code: 'reason-missing' })
    if (validTo < head.validFrom || validTo > context.clock.today()) return refuse({ code: 'organisation-day' })
    await endHead(tx, id, { validTo, endedBy: officer.id, endReason: reason.trim() })
    return done({ id })
  })
}

/** Says that a unit leads or supervises another. */
export function addEdge(context: Context, officer: Officer, { unitId, aboveId, kind }: { readonly unitId: string; readonly aboveId: string; readonly kind: EdgeKind }): Promise<Answer> {
  return change(context, unitId, async (tx, unit) => {
    const forbidden = organisationRefusal(officer, { unitId, divisionCode: unit.divisionCode })
    if (forbidden) return refuse(forbidden)
    if ((await listUnitsById(tx, [aboveId])).get(aboveId)?.endedOn !== null) return refuse({ code: 'unknown-unit' })
    if (await isAbove(tx, unitId, aboveId)) return refuse({ code: 'edge-circle' })
    const id = await insertEdge(tx, { unitId, aboveId, kind, enteredBy: officer.id, madeAt: new Date(context.clock.now()) })
    return id === undefined ? refuse({ code: 'already-so' }) : done({ id })
  })
}

/** Says that a unit leads or supervises another no longer, from now on. */
export async function removeEdge(context: Context, officer: Officer, id: string, reason: string): Promise<Answer> {
  const edge = await inTransaction(context.db, tx => findEdge(tx, id))
  if (!edge) return refuse({ code: 'not-found' })
  return change(context, edge.unitId, async (tx, unit) => {
    const forbidden = organisationRefusal(officer, { unitId: unit.id, divisionCode: unit.divisionCode })
    if (forbidden) return refuse(forbidden)
    if (!await findEdge(tx, id)) return refuse({ code: 'not-found' })
    if (!isReason(reason)) return refuse({ code: 'reason-missing' })
    await endEdge(tx, id, { endedAt: new Date(context.clock.now()), endedBy: officer.id, endReason: reason.trim() })
    return done({ id })
  })
}

/**
 * One change after the other. Who is kept away from a case is worked out when it is read, so it holds with the commit; the cases whose desk or unit
 * is in conflict by it go up before the answer.
 */
async function change(context: Context, unitId: string, make: (tx: Tx, unit: UnitRow) => Promise<Answer>): Promise<Answer> {
  const made = await inTransaction(context.db, async tx => {
    await lockOrganisation(tx)
    const unit = (await listUnitsById(tx, [unitId])).get(unitId)
    return unit?.endedOn === null ? { divisionCode: unit.divisionCode, answer: await make(tx, unit) } : undefined
  })
  if (!made) return refuse({ code: 'unknown-unit' })
  // Who stands over whom concerns cases that the officer who says so may never see.
  if (made.answer.ok) await lookingFurther(context.db, 'conflicts', tx => settleAllConflicts({ ...context, db: tx }, rangeOf(levelOf(made.divisionCode) === 'city' ? cityOf(made.divisionCode) : countyOf(made.divisionCode))))
  return made.answer
}

function isReason(reason: string): boolean {
  return [...reason.replace(/\s/gu, '')].length >= 4
}
