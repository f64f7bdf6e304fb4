import { directionOf } from '#rules/tips/hand-over.ts'
import type { ScreeningOutcome } from '#rules/tips/lifecycle.ts'
import type { Language } from '#text/language.ts'
import type { TipDetail } from '../api-types.ts'
import { call } from '../client.ts'
import { fetchPart, openSealed, sealBytes } from './office-key.ts'

export type TakingBody = TipDetail['recipients']['below'][number]

/** Which way a report goes by this screening, and the bodies there that have a key; undefined when it stays. */
export function handOverBy(outcome: ScreeningOutcome | undefined, { recipients: { above, below } }: TipDetail): { readonly direction: 'above' | 'below'; readonly bodies: readonly TakingBody[] } | undefined {
  const direction = directionOf(outcome)
  return direction && { direction, bodies: direction === 'below' ? below : above ? [above] : [] }
}

/** The screening that waits for somebody else to confirm it. */
export function proposedScreening({ state, events }: TipDetail): ScreeningOutcome | undefined {
  return state === 'screening' ? events.findLast(event => event.action === 'proposeScreening')?.outcome : undefined
}

/** Opens every part and seals it anew to the body that takes over, one at a time: together they may be two hundred megabytes. `tell` hears how many are done. */
export async function resealTo(tip: TipDetail, to: TakingBody, language: Language, tell: (done: number) => void): Promise<void> {
  for (const [at, { n }] of tip.parts.entries()) {
    tell(at)
    const sealed = await sealBytes(to.recipients, await openSealed(await fetchPart(tip.id, n, language)))
    await call('POST /api/v1/tips/{id}/parts/{n}/resealed', { params: { id: tip.id, n }, form: { bodyCode: String(to.bodyCode), file: new Blob([sealed as Uint8Array<ArrayBuffer>]) } }, { language })
  }
  tell(tip.parts.length)
}
