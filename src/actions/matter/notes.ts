import { messageWordsRefusal } from '#rules/cases/messages.ts'
import { mayKeepNotes } from '#rules/policy/matter.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { inTransaction } from '#records/database.ts'
import { insertNote } from '#records/matter.ts'
import { dayFor } from '../case-events.ts'
import type { MoveRefusal } from '../case-move.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { openCase } from './open-case.ts'

/** Keeps a note for the colleagues of one's own office. It is no event: nobody outside the office learns that it is there. */
export async function keepNote(context: Context, officer: Officer, id: string, words: string): Promise<Outcome<object, MoveRefusal>> {
  return inTransaction(context.db, async tx => {
    const open = await openCase(tx, officer, id, undefined)
    if (!open.ok) return open
    if (!mayKeepNotes(officer.role)) return refuse({ code: 'not-your-duty', role: officer.role })
    const refusal = messageWordsRefusal(words)
    if (refusal) return refuse(refusal)
    await insertNote(tx, { caseId: id, unitId: officer.unitId, officerId: officer.id, words: words.trim(), day: dayFor(context, open.value.facts), at: new Date(context.clock.now()) })
    return done({})
  })
}
