import { provider } from '#platform/crypto/provider.ts'
import { getOfficer } from '#records/officers.ts'
import type { Context } from '#actions/context.ts'
import { askIdentity, decideIdentity } from '#actions/identity/request.ts'
import { insist } from './disclosures.ts'
import { officerId } from './people.ts'

/** The desk asked to see who complained, and group B said no: so the desk of the custodians shows what a request looks like. */
export async function refuseAnIdentity(context: Context, caseId: string): Promise<void> {
  const viewRecipient = await provider.recipientOf(await provider.makeIdentity())
  const asked = insist(await askIdentity(context, await getOfficer(context.db, officerId.triage), caseId, { reason: 'contact', note: '想与投诉人约时间到现场核对出租合同。', viewRecipient }), 'ask for an identity')
  insist(await decideIdentity(context, await getOfficer(context.db, officerId.custodian('B')), asked.id, { step: 'refuse', note: '可以先在平台上给投诉人留言约时间，不必知道是谁。' }), 'refuse an identity')
}
