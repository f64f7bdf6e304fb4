import { hidableParts, shortestHidingNote, type HidablePart, type HidingReason } from '#rules/objections/hiding.ts'
import { hidingRefusal } from '#rules/policy/objections.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { hideObjectionPart, listInvolved, listShownParts } from '#records/objection-hiding.ts'
import { refuse, type Context, type Outcome } from './context.ts'
import { moveObjection, type ObjectionRefusal } from './objections.ts'

export type HidingRefusal = PolicyRefusal | ObjectionRefusal | { readonly code: 'reason-missing' | 'nothing-to-hide' }

/**
 * Hides one text of an objection from everybody: an insult, or a word that says who somebody is. The objection goes on as before, the words
 * stay in the file of the staff, and a tombstone with the reason stands where they stood.
 */
export async function hideObjectionText(context: Context, officer: Officer, id: string, given: { readonly part: HidablePart; readonly reason: HidingReason; readonly asOf: number; readonly note: string }): Promise<Outcome<{ id: string }, HidingRefusal>> {
  return moveObjection<HidingRefusal>(context, id, async (tx, objection) => {
    const involvedIds = (await listInvolved(tx, [id])).get(id) ?? []
    const refusal = hidingRefusal(officer, { villageCode: objection.villageCode, involvedIds })
    if (refusal) return refuse(refusal.code === 'out-of-reach' ? { code: 'not-found' } : refusal)
    if (given.asOf !== objection.eventCount) return refuse({ code: 'stale', eventCount: objection.eventCount })
    const note = given.note.trim()
    if ([...note].length < shortestHidingNote) return refuse({ code: 'reason-missing' })
    if (!(await listShownParts(tx, id)).includes(given.part)) return refuse({ code: 'nothing-to-hide' })
    await hideObjectionPart(tx, objection, {
      part: given.part, reason: given.reason, note, actor: officer.role === 'triage' ? 'triage' : 'reviewer', officerId: officer.id, day: context.clock.today(), at: new Date(context.clock.now()),
    })
    return { ok: true, value: { id } }
  })
}

/** Which texts of an objection an officer may hide now. */
export function hidableBy(officer: Officer, about: { readonly villageCode: number; readonly involvedIds: readonly string[]; readonly texts: Readonly<Record<HidablePart, string | null>> }): HidablePart[] {
  return hidingRefusal(officer, about) ? [] : hidableParts.filter(part => about.texts[part] !== null && about.texts[part] !== '')
}
