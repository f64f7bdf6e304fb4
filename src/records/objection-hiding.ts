import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { HidablePart, HidingReason } from '#rules/objections/hiding.ts'
import type { Db, Tx } from './database.ts'
import type { ObjectionRow } from './objections.ts'

export type Hiding = { readonly part: HidablePart; readonly reason: HidingReason; readonly note: string; readonly actor: 'reviewer' | 'triage'; readonly officerId: string; readonly day: PlainDate; readonly at: Date }

/** Hides a text: the event with who and why, the tombstone that everybody sees, and the words are gone from what readers can read. */
export async function hideObjectionPart(tx: Tx, objection: ObjectionRow, { part, reason, note, actor, officerId, day, at }: Hiding): Promise<void> {
  const seq = objection.eventCount + 1
  const { id: objectionId, countyCode, disclosureId } = objection
  await tx.insertInto('objectionEvent').values({ objectionId, seq, action: 'hide', actor, officerId, words: note, day, at }).execute()
  await tx.updateTable('objection').set({ eventCount: seq }).where('id', '=', objectionId).execute()
  await tx.insertInto('pub.objectionHiding').values({ countyCode, disclosureId, objectionId, part, reason, hiddenOn: day, seq }).execute()
  await tx.updateTable('pub.objection').set({ [part]: '' }).where('countyCode', '=', countyCode).where('disclosureId', '=', disclosureId).where('id', '=', objectionId).execute()
}

/** The texts of an objection that there are to hide: said, and not hidden yet. */
export async function listShownParts(tx: Tx, objectionId: string): Promise<HidablePart[]> {
  const shown = await tx.selectFrom('pub.objection').select(['question', 'answer', 'decision']).where('id', '=', objectionId).executeTakeFirstOrThrow()
  return (['question', 'answer', 'decision'] as const).filter(part => shown[part] !== null && shown[part] !== '')
}

/** Everybody who made or approved the record that is doubted, or dealt with the objection. */
export async function listInvolved(db: Db | Tx, objectionIds: readonly string[]): Promise<Map<string, string[]>> {
  if (objectionIds.length === 0) return new Map()
  const approvals = await db.selectFrom('objection').innerJoin('disclosureApproval as approval', join => join.onRef('approval.countyCode', '=', 'objection.countyCode').onRef('approval.disclosureId', '=', 'objection.disclosureId'))
    .select(['objection.id', 'approval.authorId', 'approval.approverId', 'approval.committeeId']).where('objection.id', 'in', [...objectionIds]).execute()
  const events = await db.selectFrom('objectionEvent').select(['objectionId', 'officerId']).where('objectionId', 'in', [...objectionIds]).where('officerId', 'is not', null).where('action', '<>', 'hide').execute()
  const pairs = [...approvals.flatMap(({ id, authorId, approverId, committeeId }) => [authorId, approverId, committeeId].map(officer => [id, officer] as const)), ...events.map(({ objectionId, officerId }) => [objectionId, officerId] as const)]
  const known = pairs.filter((pair): pair is [string, string] => pair[1] !== null)
  return new Map([...Map.groupBy(known, ([id]) => id)].map(([id, of]) => [id, of.map(([, officer]) => officer)]))
}
