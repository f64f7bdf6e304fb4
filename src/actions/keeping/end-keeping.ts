import { addMonths } from '#rules/calendar/plain-date.ts'
import { yearsKept } from '#rules/retention/classes.ts'
import { casePreimage } from '#rules/ledger/commitment.ts'
import { caseEventBody } from '#rules/ledger/leaf.ts'
import { caseNonce, unwrapCaseKey } from '#platform/crypto/case-key.ts'
import { sha256 } from '#platform/crypto/commitment.ts'
import { getLedgerState, listEvents } from '#records/cases.ts'
import { inTransaction } from '#records/database.ts'
import { deleteWords, endDraft, endWithheld, forgetIdentity, listExpired, listExpiredDrafts, listExpiredWithheld } from '#records/keeping.ts'
import type { Context } from '../context.ts'
import { endRequests } from '../identity/ended.ts'
import { keepErasure } from './erasure-entry.ts'

/** Of each kind in one night. A county files a hundred complaints a month and publishes some thousand records. */
const most = 5_000

/**
 * Deletes what is kept no longer: sealed names a year after the end of their complaint, and five years after it the words, files and keys; what was
 * entered into a draft a year after its publication, and what a version withholds after three. Each
 * is a transaction of its own, so that one that cannot be deleted keeps no other. Answers how many of each went.
 */
export async function endKeeping(context: Context): Promise<{ identities: number; words: number; drafts: number; withheld: number }> {
  const today = context.clock.today()
  const named = await listExpired(context.db, 'identity', addMonths(today, -12 * yearsKept.identity), most)
  for (const id of named) await inTransaction(context.db, async tx => {
    await endRequests(context, tx, id, 'system')
    await forgetIdentity(tx, id, today, 'retention')
    await keepErasure(context, tx, { act: 'forgetName', caseId: id, why: 'kept-no-longer' })
  })
  const old = await listExpired(context.db, 'words', addMonths(today, -12 * yearsKept.words), most)
  for (const id of old) await endWords(context, id)
  const typed = await listExpiredDrafts(context.db, addMonths(today, -12 * yearsKept.draft), most)
  for (const id of typed) await inTransaction(context.db, tx => endDraft(tx, id, today))
  const behind = await listExpiredWithheld(context.db, addMonths(today, -12 * yearsKept.withheld), most)
  for (const version of behind) await inTransaction(context.db, tx => endWithheld(tx, version, today))
  return { identities: named.length, words: old.length, drafts: typed.length, withheld: behind.length }
}

function endWords(context: Context, id: string): Promise<void> {
  return inTransaction(context.db, async tx => {
    const { wrappedKey, previousLeaf } = await getLedgerState(tx, id)
    const seq = (await listEvents(tx, id)).at(-1)!.seq + 1
    const key = unwrapCaseKey(context.secrets.wrappingKey, id, wrappedKey)
    const at = new Date(context.clock.now()).toISOString()
    const body = caseEventBody({ caseId: id, seq, previous: previousLeaf, type: 'purged', deadline: null, unitClass: 'system', at })
    await deleteWords(tx, id, context.clock.today(), Buffer.from(sha256(casePreimage(caseNonce(key, seq), body))))
    await keepErasure(context, tx, { act: 'deleteWords', caseId: id, why: 'kept-no-longer' })
  })
}
