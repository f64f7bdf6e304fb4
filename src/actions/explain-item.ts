import { stateOf } from '#rules/cases/fold.ts'
import { move, noteRefusal } from '#rules/cases/lifecycle.ts'
import { isOpenItem } from '#rules/cases/supervision-items.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { findCaseForUpdate, listEvents } from '#records/cases.ts'
import { inTransaction } from '#records/database.ts'
import { aboutCase } from './about-case.ts'
import { recordAll } from './case-consequences.ts'
import { eventOf } from './case-events.ts'
import { explanationForbidden } from './supervision-letters.ts'
import type { MoveRefusal } from './case-move.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'

export type ExplainRefusal = MoveRefusal | { readonly code: 'nothing-asked' }

/** A unit explains itself in writing to the card or letter of this number. It may have handed the case on since: the item is still its own. */
export async function explainItem(context: Context, officer: Officer, id: string, asked: { readonly n: number; readonly note: string }): Promise<Outcome<{ n: number }, ExplainRefusal>> {
  return inTransaction(context.db, async tx => {
    const file = await findCaseForUpdate(tx, id)
    if (!file) return refuse({ code: 'not-found' })
    const facts = stateOf(await listEvents(tx, id))
    const item = facts.supervisionItems[asked.n - 1]
    const forbidden = item && await explanationForbidden(context, tx, officer, item, await aboutCase(tx, file, facts))
    if (!item || forbidden === 'not-found') return refuse({ code: 'not-found' })
    if (forbidden) return refuse(forbidden)
    const moved = move(facts.state, 'explain')
    if (!moved.ok) return moved
    if (!isOpenItem(item)) return refuse({ code: 'nothing-asked' })
    const wrong = noteRefusal('explain', asked.note)
    if (wrong) return refuse(wrong)
    await recordAll(context, tx, file, facts, eventOf(context, facts, 'explain', { kind: 'officer', officerId: officer.id, unitId: officer.unitId }, asked.note.trim(), { n: asked.n }))
    return done({ n: asked.n })
  })
}
