import { randomUUID } from 'node:crypto'
import { nthWorkingDayAfter } from '#rules/calendar/working-days.ts'
import { shortestTakedownNote, tombstoneTitle, type TakedownReason } from '#rules/disclosures/takedown.ts'
import { pubLeaf, pubLeafBytes } from '#rules/ledger/leaf.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { confirmRefusal, takedownRefusal } from '#rules/policy/takedown.ts'
import { inTransaction } from '#records/database.ts'
import { findDisclosureForUpdate } from '#records/disclosures.ts'
import { findIncident, insertConfirmation, insertTakedown, listShownVersions } from '#records/incidents.ts'
import { findLeafIndex } from '#records/publication.ts'
import { notifyPublished } from '#records/publication-notices.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { tellOfTakedown } from './watch-take-downs.ts'

export type TakedownRefusal = PolicyRefusal | { readonly code: 'not-found' | 'reason-missing' | 'already-taken-down' | 'already-confirmed' }

/** Working days until a second person has looked, and until the record stands there again, corrected. */
const daysToConfirm = 1

/**
 * Takes every shown version of a record down at once: what must not be seen in the newest mostly stood in the earlier ones too.
 * The versions stay as they were published, and nobody is shown them. One person may; the incident asks for a second.
 */
export async function takeDown(context: Context, officer: Officer, disclosureId: string, given: { readonly reason: TakedownReason; readonly note: string }): Promise<Outcome<{ incidentId: string }, TakedownRefusal>> {
  const taken = await inTransaction(context.db, async (tx): Promise<Outcome<{ incidentId: string; villageCode: number }, TakedownRefusal>> => {
    const record = await findDisclosureForUpdate(tx, disclosureId)
    if (!record) return refuse({ code: 'not-found' })
    const refusal = takedownRefusal(officer, record.villageCode)
    if (refusal) return refuse(refusal)
    const note = given.note.trim()
    if ([...note].length < shortestTakedownNote) return refuse({ code: 'reason-missing' })
    const shown = await listShownVersions(tx, record.countyCode, disclosureId)
    if (shown.length === 0) return refuse({ code: 'already-taken-down' })
    const at = new Date(context.clock.now())
    const versions = []
    for (const { version, commitment, rowCount } of shown) {
      const previousLeaf = await findLeafIndex(tx, record.countyCode, disclosureId, version)
      versions.push({ version, leaf: Buffer.from(pubLeafBytes(pubLeaf({
        type: 'withdraw', recordId: disclosureId, version, regionCode: record.villageCode, itemSlug: record.itemSlug, period: record.period, previousLeaf, commitment, rowCount,
        totals: {}, reasonCode: given.reason, unitId: officer.unitId, approvers: 1, at: at.toISOString(),
      }))) })
    }
    const by = nthWorkingDayAfter(context.calendar, context.clock.today(), daysToConfirm).day
    const incidentId = randomUUID()
    await insertTakedown(tx, {
      id: incidentId, countyCode: record.countyCode, villageCode: record.villageCode, disclosureId, version: record.currentVersion, reason: given.reason, note,
      openedBy: officer.id, openedAt: at, confirmBy: by, republishBy: by,
    }, versions, tombstoneTitle)
    await tellOfTakedown(context, tx, { id: incidentId, villageCode: record.villageCode, openedAt: at.getTime(), confirmBy: by, republishBy: by, isConfirmed: false, isPutRight: false })
    await notifyPublished(tx, record.villageCode)
    return done({ incidentId, villageCode: record.villageCode })
  })
  // Kept pages are gone before the officer is answered.
  if (taken.ok) context.published.tell(taken.value.villageCode)
  return taken
}

/** The second person's word: somebody else has looked at the take-down and what follows from it. */
export async function confirmTakedown(context: Context, officer: Officer, incidentId: string, note: string): Promise<Outcome<object, TakedownRefusal>> {
  return inTransaction(context.db, async (tx): Promise<Outcome<object, TakedownRefusal>> => {
    const incident = await findIncident(tx, incidentId)
    if (!incident) return refuse({ code: 'not-found' })
    const refusal = confirmRefusal(officer, incident)
    if (refusal) return refuse(refusal)
    const made = await insertConfirmation(tx, { incidentId, openedBy: incident.openedBy, confirmedBy: officer.id, note: note.trim(), at: new Date(context.clock.now()) })
    return made ? done({}) : refuse({ code: 'already-confirmed' })
  })
}
