import { getDraft } from '#records/drafts.ts'
import { readDraft } from '#actions/check-draft.ts'
import { submitDraft } from '#actions/drafts.ts'
import { approveDraft } from '#actions/publish.ts'
import { waiveFinding } from '#actions/waive-finding.ts'
import type { World } from '#test/world.ts'

/** Hands a draft of the first village in and approves it; its pictures are looked at and accepted by a second person. */
export async function approveWithPictures(world: World, draftId: string, asOf: number): Promise<string> {
  const { context } = world
  const [clerk, reviewer] = [await world.officer(world.officerId.clerk(world.village)), await world.officer(world.officerId.reviewer(world.village - world.village % 1000))]
  const sent = await submitDraft(context, clerk, draftId, asOf)
  if (!sent.ok) throw new Error(JSON.stringify(sent.refusal))
  const { findings } = await readDraft(context, context.db, await getDraft(context.db, draftId))
  for (const { fingerprint, finding } of findings) {
    if (finding.kind === 'picture') await waiveFinding(context, reviewer, draftId, { fingerprint, reason: '已看过照片，没有个人信息。' })
  }
  const approved = await approveDraft(context, reviewer, draftId, asOf + 1)
  if (!approved.ok) throw new Error(JSON.stringify(approved.refusal))
  return approved.value.disclosureId
}
