import { readPublishTime, type PublishTimeProblem } from '#rules/disclosures/publish-time.ts'
import { deskFor } from '#rules/policy/desks.ts'
import { refusalFor } from '#rules/policy/disclosures.ts'
import { inPostOf } from '#rules/policy/deputies.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { inTransaction, type Db } from '#records/database.ts'
import { findDraftForUpdate, listDraftEvents, listDueForPublication } from '#records/drafts.ts'
import { writeNotices } from '#records/notices.ts'
import { getOfficer } from '#records/officers.ts'
import { keepEntry } from './audit.ts'
import { checkDraft } from './check-draft.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { openDraft, step } from './drafts.ts'
import { approveDraft, type PublishRefusal } from './publish.ts'

export type ScheduleRefusal = PublishRefusal | { readonly code: PublishTimeProblem }

/** Approves a draft for a later hour. It is checked now, and once more when the hour has come. */
export async function scheduleDraft(context: Context, officer: Officer, id: string, asOf: number, publishAt: string): Promise<Outcome<{ id: string }, ScheduleRefusal>> {
  return inTransaction(context.db, async tx => {
    const found = await openDraft(tx, officer, id, asOf)
    if (!found.ok) return found
    const { draft, about, lastSeq } = found.value
    const refusal = refusalFor(officer, 'schedule', about)
    if (refusal) return refuse(refusal)
    const at = readPublishTime(publishAt, context.clock.now())
    if (!at.ok) return refuse({ code: at.code })
    const checked = await checkDraft(context, tx, draft)
    if (!checked.ok) return checked
    await step(context, tx, id, lastSeq + 1, 'schedule', 'scheduled', officer, publishAt.trim(), new Date(at.value))
    return done({ id })
  })
}

/** Takes a scheduled publication back; the draft waits for a decision again. */
export async function cancelSchedule(context: Context, officer: Officer, id: string, asOf: number): Promise<Outcome<{ id: string }, PublishRefusal>> {
  return inTransaction(context.db, async tx => {
    const found = await openDraft(tx, officer, id, asOf)
    if (!found.ok) return found
    const refusal = refusalFor(officer, 'unschedule', found.value.about)
    if (refusal) return refuse(refusal)
    await step(context, tx, id, found.value.lastSeq + 1, 'unschedule', 'submitted', officer, null)
    return done({ id })
  })
}

/** Publishes what is due by now, each in its own transaction. */
export async function publishScheduled(context: Context): Promise<void> {
  for (const id of await listDueForPublication(context.db, new Date(context.clock.now()))) await release(context, id)
}

/**
 * Approval is done here again, in the name of whoever scheduled it: with every check of today. What does not pass any more goes back to
 * the reviewers' desk, and their unit is told.
 */
async function release(context: Context, id: string): Promise<void> {
  const published: number[] = []
  await inTransaction(context.db, async tx => {
    const draft = await findDraftForUpdate(tx, id)
    const now = context.clock.now()
    if (draft?.state !== 'scheduled' || draft.publishAt === null || draft.publishAt.getTime() > now) return
    const events = await listDraftEvents(tx, id)
    const { officerId, forOfficerId } = events.findLast(event => event.action === 'schedule')!
    const own = await getOfficer(tx, officerId)
    // A deputy scheduled it in the post of another, and it was decided then.
    const officer = forOfficerId === null ? own : inPostOf(own, await getOfficer(tx, forOfficerId))
    await step(context, tx, id, events.length + 1, 'release', 'submitted', officer, null)
    const bell = { ...context.published, tell: (villageCode: number) => void published.push(villageCode) }
    const approved = await approveDraft({ ...context, db: tx as Db, published: bell }, officer, id, events.length + 1)
    await keepEntry(tx, { at: new Date(now), act: 'releaseDraft', subjectKind: 'draft', subjectId: id, officer: { id: own.id, role: officer.role, placeCode: officer.reach.low, forId: officer.standsInFor?.id } }, approved)
    if (approved.ok) return
    await writeNotices(tx, {
      key: `${id} ${events.length}`, to: [deskFor('township', draft.villageCode)], topic: 'scheduled-stopped', details: { draftId: id, code: approved.refusal.code }, at: new Date(now),
    })
  })
  // Only now is it committed: a page drawn before would show the old record and be kept.
  for (const villageCode of published) context.published.tell(villageCode)
}
