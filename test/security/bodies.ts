import type { RouteContract } from '#api/contract/route.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import type { World } from '#test/world.ts'

/** Of nobody, but well-formed: its secret half was thrown away. */
const recipient = 'age1hyd65mc4ft2w6p9d5j2sgp2mt4r7276ztl9ku7wc7lg7t45myues7xgnur'

/** A body about a case or a draft that only permission can refuse, where the least that the contract asks for would be refused before; undefined where that will do. */
export function bodyAbout({ schema }: RouteContract, world: World, id: string, cases: readonly string[]): object | undefined {
  switch (schema.operationId) {
    case 'askIdentity': return { reason: 'contact', note: '答复涉及上门勘查，要与本人约时间。', viewRecipient: recipient }
    case 'nameCaseSubjects': return { asOf: 99, note: '来信写明所涉单位。', name: [{ unitId: world.unitId.department('housing') }], lift: [] }
    case 'sayVerdict': return { otherId: cases.find(other => other !== id), verdict: 'different' }
    case 'saveDraft': return { ...monthOfBooks(world.village), villageCode: undefined, item: undefined, asOf: 99 }
    case 'waiveFinding': return { fingerprint: 'a'.repeat(64), reason: '已经核对，不涉及个人。' }
    default: return undefined
  }
}
