import { canSee } from '#rules/policy/disclosures.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { waiveRefusal } from '#rules/policy/waivers.ts'
import { inTransaction } from '#records/database.ts'
import { findDraftForUpdate } from '#records/drafts.ts'
import { insertWaiver } from '#records/redaction.ts'
import { readDraft } from './check-draft.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { aboutDraft } from './drafts.ts'
import { wholeFingerprint } from './redaction.ts'

export type WaiveRefusal = PolicyRefusal | { readonly code: 'not-found' | 'reason-too-short' | 'no-such-finding' }

const shortestReason = 10

/** Accepts one finding of a draft as it stands now. What is kept is a keyed hash, the reason and who gave it. */
export async function waiveFinding(context: Context, officer: Officer, draftId: string, given: { readonly fingerprint: string; readonly reason: string }): Promise<Outcome<object, WaiveRefusal>> {
  return inTransaction(context.db, async (tx): Promise<Outcome<object, WaiveRefusal>> => {
    const draft = await findDraftForUpdate(tx, draftId)
    const about = draft && await aboutDraft(tx, draft)
    if (!draft || !about || !canSee(officer, about)) return refuse({ code: 'not-found' })
    const refusal = waiveRefusal(officer, about)
    if (refusal) return refuse(refusal)
    const reason = given.reason.trim()
    if ([...reason].length < shortestReason) return refuse({ code: 'reason-too-short' })
    const { findings } = await readDraft(context, tx, draft)
    const found = findings.find(({ fingerprint }) => wholeFingerprint(context, fingerprint) === wholeFingerprint(context, given.fingerprint))
    if (!found) return refuse({ code: 'no-such-finding' })
    await insertWaiver(tx, { draftId, fingerprint: Buffer.from(found.fingerprint, 'hex'), kind: found.finding.kind, reason, officerId: officer.id, at: new Date(context.clock.now()) })
    return done({})
  })
}
