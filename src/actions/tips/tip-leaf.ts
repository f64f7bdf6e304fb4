import { casePreimage } from '#rules/ledger/commitment.ts'
import { caseEventBody } from '#rules/ledger/leaf.ts'
import type { TipEvent } from '#rules/tips/fold.ts'
import type { TipState } from '#rules/tips/lifecycle.ts'
import { caseNonce } from '#platform/crypto/case-key.ts'
import { sha256 } from '#platform/crypto/commitment.ts'

/**
 * The 32 bytes that commit the case log to one event of a report. They have the form of any case's, so that the log does not tell how
 * many reports there are; the reporter can open them with the code.
 */
export function tipLeafFor(key: Buffer, tipId: string, event: TipEvent, state: TipState, previous: Uint8Array | null): Buffer {
  const type = event.action === 'file' ? 'received' : event.action === 'recalculate' ? 'recalculated' : state === 'transferredUp' || state === 'transferredDown' ? 'transferred' : state === 'closed' || state === 'noSubstance' ? 'closed' : 'signed'
  // The day only: the hour would help to find out who was at the door.
  const body = caseEventBody({ caseId: tipId, seq: event.seq, previous, type, deadline: null, unitClass: 'discipline', at: `${event.day}T00:00:00.000Z` })
  return Buffer.from(sha256(casePreimage(caseNonce(key, event.seq), body)))
}
