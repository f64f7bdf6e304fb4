import type { CaseEvent } from '#rules/cases/events.ts'
import type { CaseFacts } from '#rules/cases/fold.ts'
import { casePreimage } from '#rules/ledger/commitment.ts'
import { caseEventTypeOf } from '#rules/ledger/case-event-types.ts'
import { caseEventBody } from '#rules/ledger/leaf.ts'
import { caseNonce } from '#platform/crypto/case-key.ts'
import { sha256 } from '#platform/crypto/commitment.ts'

/**
 * The 32 bytes that commit the case log to one event. `unitClass` is the kind of the unit that acted, never its name:
 * the complainant may show the receipt to others.
 */
export function caseLeafFor(key: Buffer, caseId: string, event: CaseEvent, facts: CaseFacts | undefined, previous: Uint8Array | null, unitClass: string): Buffer {
  const body = caseEventBody({
    caseId, seq: event.seq, previous, type: caseEventTypeOf[event.action], deadline: facts?.dueOn ?? null, unitClass, at: event.at,
  })
  return Buffer.from(sha256(casePreimage(caseNonce(key, event.seq), body)))
}
