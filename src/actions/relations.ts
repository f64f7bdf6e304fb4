import { randomUUID } from 'node:crypto'
import { isWithin } from '#rules/divisions/division-code.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { declareRefusal, endRefusal, type RelationKind } from '#rules/policy/relations.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { findPosts, listUnitsById } from '#records/officers.ts'
import { findRelationForUpdate, insertOwnComplaint, insertRelation, insertRelationEnd } from '#records/relations.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { findByCode, type TrackingRefusal } from './tracking.ts'

export type RelationRefusal = PolicyRefusal | { readonly code: 'not-found' | 'unknown-officer' | 'unknown-unit' | 'choice-missing' | 'reason-missing' }

/** A relation as it is entered: of whom, of what kind, and with whom or with which unit. */
export type Declaring = { readonly officerId: string; readonly kind: RelationKind; readonly withOfficerId?: string | undefined; readonly withUnitId?: string | undefined; readonly note?: string | undefined }

/** Writes down what keeps an officer from some matters. It holds from this moment on, for cases that are under way too. */
export async function declareRelation(context: Context, officer: Officer, asked: Declaring): Promise<Outcome<{ id: string }, RelationRefusal>> {
  const forbidden = declareRefusal(officer, asked.officerId)
  if (forbidden) return refuse(forbidden)
  const { withOfficerId, withUnitId } = asked
  if ((withOfficerId === undefined) === (withUnitId === undefined) || withOfficerId === asked.officerId) return refuse({ code: 'choice-missing' })
  return inTransaction(context.db, async tx => {
    const officerIds = [asked.officerId, withOfficerId].filter(id => id !== undefined)
    if ((await findPosts(tx, officerIds)).length < officerIds.length || !await isOfReach(tx, officer, asked.officerId)) return refuse({ code: 'unknown-officer' })
    if (withUnitId !== undefined && !(await listUnitsById(tx, [withUnitId])).has(withUnitId)) return refuse({ code: 'unknown-unit' })
    const id = randomUUID()
    await insertRelation(tx, { id, officerId: asked.officerId, kind: asked.kind, withOfficerId, withUnitId, note: asked.note?.trim() || undefined, enteredBy: officer.id, enteredOn: context.clock.today() })
    return done({ id })
  })
}

/** Says that a relation no longer holds. */
export async function endRelation(context: Context, officer: Officer, id: string, reason: string): Promise<Outcome<object, RelationRefusal>> {
  if ([...reason.replace(/\s/gu, '')].length < 4) return refuse({ code: 'reason-missing' })
  return inTransaction(context.db, async tx => {
    const relation = await findRelationForUpdate(tx, id)
    if (!relation || relation.hasEnded || !await isOfReach(tx, officer, relation.officerId)) return refuse({ code: 'not-found' })
    const forbidden = endRefusal(officer, relation.officerId)
    if (forbidden) return refuse(forbidden)
    await insertRelationEnd(tx, { relationId: id, officerId: relation.officerId, endedBy: officer.id, endedOn: context.clock.today(), reason: reason.trim() })
    return done({})
  })
}

/** An officer shows by the receipt code that a complaint is the officer's own, and from now on follows it by the code alone. */
export async function declareOwnComplaint(context: Context, officer: Officer, code: string): Promise<Outcome<object, TrackingRefusal>> {
  const found = await findByCode(context, code)
  if (!found.ok) return found
  await inTransaction(context.db, tx => insertOwnComplaint(tx, { officerId: officer.id, caseId: found.value, declaredOn: context.clock.today() }))
  return done({})
}

/** The desk of a county writes for whoever serves in the county; everybody for himself. */
async function isOfReach(tx: Tx, officer: Officer, officerId: string): Promise<boolean> {
  if ([officer.id, ...officer.otherPosts ?? []].includes(officerId)) return true
  const post = (await findPosts(tx, [officerId]))[0]
  const unit = post && (await listUnitsById(tx, [post.unitId])).get(post.unitId)
  return unit !== undefined && isWithin(unit.divisionCode, officer.reach)
}
