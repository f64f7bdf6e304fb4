import { addDays } from '#rules/calendar/plain-date.ts'
import { pubLeaf, pubLeafBytes } from '#rules/ledger/leaf.ts'
import { refusalFor } from '#rules/policy/disclosures.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { findItemFor } from '#records/catalogue.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { findDisclosure } from '#records/disclosures.ts'
import { listDraftAttachments, listDraftEvents, type DraftRow } from '#records/drafts.ts'
import { listUnitsById } from '#records/officers.ts'
import { getDivision } from '#records/divisions.ts'
import { findLeafIndex, insertVersion, listVersion } from '#records/publication.ts'
import { notifyPublished } from '#records/publication-notices.ts'
import { checkDraft, type ReadDraft } from './check-draft.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { correctUpheld } from './objections.ts'
import { keepProject } from './projects.ts'
import { openDraft, step, type DraftRefusal } from './drafts.ts'
import { publishRows } from './publish-rows.ts'
import { passGate } from './redaction.ts'

export type PublishRefusal = DraftRefusal | { readonly code: 'overtaken'; readonly currentVersion: number }

/**
 * Approval publishes: the version, its masked rows, its ledger leaf and the approval are one transaction. The cached pages of the
 * village are gone before the approver is answered.
 */
export async function approveDraft(context: Context, officer: Officer, id: string, asOf: number): Promise<Outcome<{ disclosureId: string; version: number }, PublishRefusal>> {
  const published = await inTransaction(context.db, async (tx): Promise<Outcome<{ disclosureId: string; version: number; villageCode: number }, PublishRefusal>> => {
    const found = await openDraft(tx, officer, id, asOf)
    if (!found.ok) return found
    const { draft, about, lastSeq } = found.value
    const refusal = refusalFor(officer, 'approve', about)
    if (refusal) return refuse(refusal)
    // The rules may have changed since the draft was submitted, and the database is not the place to find out.
    const checked = await checkDraft(context, tx, draft)
    if (!checked.ok) return checked
    const current = await findDisclosure(tx, draft.disclosureId)
    if ((current?.currentVersion ?? 0) !== draft.baseVersion) return refuse({ code: 'overtaken', currentVersion: current?.currentVersion ?? 0 })
    const gate = await passGate(context, tx, draft, checked.value.findings)
    if (!gate.ok) return gate
    await publish(context, tx, draft, { approver: officer, authorId: about.authorIds.at(-1)!, redactionReportId: gate.value, read: checked.value })
    await step(context, tx, id, lastSeq + 1, 'approve', 'approved', officer, null)
    await correctUpheld(context, tx, { countyCode: draft.countyCode, disclosureId: draft.disclosureId, version: draft.baseVersion + 1 })
    await notifyPublished(tx, draft.villageCode)
    return done({ disclosureId: draft.disclosureId, version: draft.baseVersion + 1, villageCode: draft.villageCode })
  })
  if (published.ok) context.published.tell(published.value.villageCode)
  return published
}

type Approved = { readonly approver: Officer; readonly authorId: string; readonly redactionReportId: string; readonly read: ReadDraft }

/** Writes the version and everything that goes with it. */
async function publish(context: Context, tx: Tx, draft: DraftRow, { approver, authorId, redactionReportId, read }: Approved): Promise<void> {
  const [now, today] = [context.clock.now(), context.clock.today()]
  const item = (await findItemFor(tx, draft.countyCode, draft.itemSlug, today))!
  const village = await getDivision(tx, draft.villageCode)
  const approverUnit = (await listUnitsById(tx, [approver.unitId])).get(approver.unitId)!
  const committeeId = await passedByCommittee(tx, draft.id)
  const { countyCode, disclosureId, villageCode, itemSlug, schemaVersion, period, periodStart, periodEnd, title, rowCount, reason } = draft
  const { schema, fields, totalFen } = read
  const listed = {
    countyCode, disclosureId, version: draft.baseVersion + 1, villageCode, itemSlug, category: item.category, schemaVersion, period, periodStart, periodEnd, title,
    rowCount, totalFen, noticeEndsOn: item.noticeDays > 0 ? addDays(today, item.noticeDays) : null, at: new Date(now),
  }
  await listVersion(tx, listed)
  const { shown, fieldSalts, commitment } = await publishRows(context, tx, { of: listed, draft, schema, fields, about: [title, item.zh] })
  await insertVersion(tx, {
    ...listed, fields: shown, fieldSalts, reason, publishedBy: village.name, approvedBy: approverUnit.nameZh, redactionReportId, commitment,
    leaf: await leafOf(context, tx, draft, { unitId: approverUnit.id, approvers: committeeId === null ? 1 : 2 }, commitment, schema.totalOf, totalFen),
    approval: { draftId: draft.id, authorId, approverId: approver.id, committeeId },
    attachments: await listDraftAttachments(tx, draft.id),
  })
  await keepProject(tx, draft, shown)
}

/** Who of the village committee passed the draft as it was last handed in. */
async function passedByCommittee(tx: Tx, draftId: string): Promise<string | null> {
  const events = await listDraftEvents(tx, draftId)
  const since = events.findLastIndex(event => event.action === 'submit')
  return events.slice(since + 1).find(event => event.action === 'endorse')?.officerId ?? null
}

async function leafOf(context: Context, tx: Tx, draft: DraftRow, by: { unitId: string; approvers: number }, commitment: Buffer, totalOf: string | undefined, total: number | undefined): Promise<Buffer> {
  const previousLeaf = draft.baseVersion === 0 ? null : await findLeafIndex(tx, draft.countyCode, draft.disclosureId, draft.baseVersion)
  return Buffer.from(pubLeafBytes(pubLeaf({
    type: draft.baseVersion === 0 ? 'publish' : 'amend', recordId: draft.disclosureId, version: draft.baseVersion + 1,
    regionCode: draft.villageCode, itemSlug: draft.itemSlug, period: draft.period, previousLeaf, commitment, rowCount: draft.rowCount,
    totals: totalOf !== undefined && total !== undefined ? { [totalOf]: total } : {},
    reasonCode: draft.baseVersion === 0 ? null : 'correction', ...by, at: new Date(context.clock.now()).toISOString(),
  })))
}
