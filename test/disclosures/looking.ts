import { checkRecord } from '#rules/disclosures/check-record.ts'
import { getSchema } from '#records/disclosures.ts'
import { getDraft, listDraftRows } from '#records/drafts.ts'
import { submitDraft } from '#actions/drafts.ts'
import { approveDraft } from '#actions/publish.ts'
import { judgeFindings } from '#actions/redaction.ts'
import { waiveFinding } from '#actions/waive-finding.ts'
import type { World } from '#test/world.ts'

/** Hands a draft of the first village in and approves it; its pictures are looked at and accepted by a second person. */
export async function approveWithPictures(world: World, draftId: string, asOf: number): Promise<string> {
  const { context } = world
  const [clerk, reviewer] = [await world.officer(world.officerId.clerk(world.village)), await world.officer(world.officerId.reviewer(world.village - world.village % 1000))]
  const sent = await submitDraft(context, clerk, draftId, asOf)
  if (!sent.ok) throw new Error(JSON.stringify(sent.refusal))
  const draft = await getDraft(context.db, draftId)
  const schema = await getSchema(context.db, draft.itemSlug, draft.schemaVersion)
  const { record } = checkRecord(schema, { fields: draft.fields, rows: await listDraftRows(context.db, draftId) }, context.clock.today())
  for (const { fingerprint, finding } of await judgeFindings(context, context.db, draft, schema, record)) {
    if (finding.kind === 'picture') await waiveFinding(context, reviewer, draftId, { fingerprint, reason: '已看过照片，没有个人信息。' })
  }
  const approved = await approveDraft(context, reviewer, draftId, asOf + 1)
  if (!approved.ok) throw new Error(JSON.stringify(approved.refusal))
  return approved.value.disclosureId
}
