import { addDays } from '#rules/calendar/plain-date.ts'
import type { Value, Values } from '#rules/disclosures/field-schema.ts'
import { publicView, totals } from '#rules/disclosures/views.ts'
import { pubLeaf, pubLeafBytes } from '#rules/ledger/leaf.ts'
import { refusalFor } from '#rules/policy/disclosures.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { searchParts } from '#rules/search/parts.ts'
import { characters } from '#platform/chinese.ts'
import { findItemFor } from '#records/catalogue.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { findDisclosure } from '#records/disclosures.ts'
import { listDraftAttachments, listDraftEvents, type DraftRow } from '#records/drafts.ts'
import { listUnitsById } from '#records/officers.ts'
import { getDivision } from '#records/divisions.ts'
import { listDraftTexts } from '#records/file-text.ts'
import { findLeafIndex, insertVersion, type NewVersion } from '#records/publication.ts'
import { notifyPublished } from '#records/publication-notices.ts'
import { commitTo } from './commit-record.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { correctUpheld } from './objections.ts'
import { keepProject } from './projects.ts'
import { checkDraft, openDraft, step, type CheckedDraft, type DraftRefusal } from './drafts.ts'
import { payeesOf } from './payees.ts'
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
    await insertVersion(tx, await compose(context, tx, officer, draft, checked.value, about.authorIds.at(-1)!, gate.value))
    await step(context, tx, id, lastSeq + 1, 'approve', 'approved', officer, null)
    await keepProject(tx, draft, publicView(checked.value.schema, checked.value.record).fields)
    await correctUpheld(context, tx, { countyCode: draft.countyCode, disclosureId: draft.disclosureId, version: draft.baseVersion + 1 })
    await notifyPublished(tx, draft.villageCode)
    return done({ disclosureId: draft.disclosureId, version: draft.baseVersion + 1, villageCode: draft.villageCode })
  })
  if (published.ok) context.published.tell(published.value.villageCode)
  return published
}

async function compose(context: Context, tx: Tx, approver: Officer, draft: DraftRow, { schema, record }: CheckedDraft, authorId: string, redactionReportId: string): Promise<NewVersion> {
  const item = (await findItemFor(tx, draft.countyCode, draft.itemSlug, context.clock.today()))!
  const view = publicView(schema, record)
  const { root, fieldSalts, rowSalts } = await commitTo(schema, view)
  const { total } = totals(schema, record)
  const version = draft.baseVersion + 1
  const village = await getDivision(tx, draft.villageCode)
  const approverUnit = (await listUnitsById(tx, [approver.unitId])).get(approver.unitId)!
  const committeeId = await passedByCommittee(tx, draft.id)
  const at = new Date(context.clock.now())
  const today = context.clock.today()
  return {
    countyCode: draft.countyCode, disclosureId: draft.disclosureId, version, villageCode: draft.villageCode, itemSlug: draft.itemSlug, category: item.category,
    schemaVersion: draft.schemaVersion, period: draft.period, periodStart: draft.periodStart, periodEnd: draft.periodEnd, title: draft.title,
    fields: view.fields, fieldSalts, rows: view.rows, rowSalts, withheld: withheldFrom(record, view),
    totalFen: total ?? null, reason: draft.reason, publishedBy: village.name, approvedBy: approverUnit.nameZh,
    noticeEndsOn: item.noticeDays > 0 ? addDays(today, item.noticeDays) : null,
    search: searchParts(schema, { ...view, files: await listDraftTexts(tx, draft.id) }, [draft.title, item.zh], draft.villageCode, characters),
    payees: payeesOf(context, draft.villageCode, schema, record), redactionReportId, commitment: root,
    leaf: await leafOf(context, tx, draft, { unitId: approverUnit.id, approvers: committeeId === null ? 1 : 2 }, root, view.rows.length, schema.totalOf, total), at,
    approval: { draftId: draft.id, authorId, approverId: approver.id, committeeId },
    attachments: await listDraftAttachments(tx, draft.id),
  }
}

/** Who of the village committee passed the draft as it was last handed in. */
async function passedByCommittee(tx: Tx, draftId: string): Promise<string | null> {
  const events = await listDraftEvents(tx, draftId)
  const since = events.findLastIndex(event => event.action === 'submit')
  return events.slice(since + 1).find(event => event.action === 'endorse')?.officerId ?? null
}

async function leafOf(context: Context, tx: Tx, draft: DraftRow, by: { unitId: string; approvers: number }, commitment: Buffer, rowCount: number, totalOf: string | undefined, total: number | undefined): Promise<Buffer> {
  const previousLeaf = draft.baseVersion === 0 ? null : await findLeafIndex(tx, draft.countyCode, draft.disclosureId, draft.baseVersion)
  return Buffer.from(pubLeafBytes(pubLeaf({
    type: draft.baseVersion === 0 ? 'publish' : 'amend', recordId: draft.disclosureId, version: draft.baseVersion + 1,
    regionCode: draft.villageCode, itemSlug: draft.itemSlug, period: draft.period, previousLeaf, commitment, rowCount,
    totals: totalOf !== undefined && total !== undefined ? { [totalOf]: total } : {},
    reasonCode: draft.baseVersion === 0 ? null : 'correction', ...by, at: new Date(context.clock.now()).toISOString(),
  })))
}

/** The values that the public view masks or leaves out, so that the record can be corrected later without typing them again. */
function* withheldFrom(record: CheckedDraft['record'], view: CheckedDraft['record']): Generator<{ seq: number; cells: Values }> {
  for (let seq = 0; seq <= record.rows.length; seq++) {
    const cells = seq === 0 ? hidden(record.fields, view.fields) : hidden(record.rows[seq - 1]!, view.rows[seq - 1]!)
    if (Object.keys(cells).length > 0) yield { seq, cells }
  }
}

function hidden(all: Values, shown: Values): Values {
  const entries = Object.entries(all).filter((entry): entry is [string, Value] => shown[entry[0]] !== entry[1])
  return Object.fromEntries(entries)
}

