import { addDays } from '#rules/calendar/plain-date.ts'
import { committeeDays, moveDraft } from '#rules/disclosures/lifecycle.ts'
import { refusalFor } from '#rules/policy/disclosures.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { inTransaction } from '#records/database.ts'
import { findDraftForUpdate, listDraftEvents, listLeftAtCommittee } from '#records/drafts.ts'
import { getOfficer } from '#records/officers.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { openDraft, step, type DraftRefusal } from './drafts.ts'

/** The village committee passes a draft on to the township. */
export async function endorseDraft(context: Context, officer: Officer, id: string, asOf: number, note: string | undefined): Promise<Outcome<{ id: string }, DraftRefusal>> {
  return inTransaction(context.db, async tx => {
    const found = await openDraft(tx, officer, id, asOf)
    if (!found.ok) return found
    const refusal = refusalFor(officer, 'endorse', found.value.about)
    if (refusal) return refuse(refusal)
    await step(context, tx, id, found.value.lastSeq + 1, 'endorse', 'submitted', officer, note?.trim() || null)
    return done({ id })
  })
}

/** What a committee left lying for longer than its days goes on to the township, and its history says that nobody answered. */
export async function passOverCommittees(context: Context): Promise<void> {
  for (const id of await listLeftAtCommittee(context.db, addDays(context.clock.today(), -committeeDays))) {
    await inTransaction(context.db, async tx => {
      const draft = await findDraftForUpdate(tx, id)
      const next = draft && moveDraft(draft.state, 'lapse', true)
      if (!next) return
      const events = await listDraftEvents(tx, id)
      await step(context, tx, id, events.length + 1, 'lapse', next, await getOfficer(tx, draft.authorId), null)
    })
  }
}
