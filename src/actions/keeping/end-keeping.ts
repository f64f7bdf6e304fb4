import { addMonths } from '#rules/calendar/plain-date.ts'
import { yearsKept } from '#rules/retention/classes.ts'
import { casePreimage } from '#rules/ledger/commitment.ts'
import { caseEventBody } from '#rules/ledger/leaf.ts'
import { caseNonce, unwrapCaseKey } from '#platform/crypto/case-key.ts'
import { sha256 } from '#platform/crypto/commitment.ts'
import { getLedgerState, listEvents } from '#records/cases.ts'
import { inTransaction } from '#records/database.ts'
import { deleteWords, forgetIdentity, listExpired } from '#records/keeping.ts'
import type { Context } from '../context.ts'
import { keepErasure } from './erasure-entry.ts'

const most = 500

/**
 * Deletes what is kept no longer: sealed names a year after the end of their complaint, and five years after it the words, files and keys. Each
 * complaint is a transaction of its own, so that one that cannot be deleted keeps no other. Answers how many of each went.
 */
export async function endKeeping(context: Context): Promise<{ identities: number; words: number }> {
  const today = context.clock.today()
  const named = await listExpired(context.db, 'identity', addMonths(today, -12 * yearsKept.identity), most)
  for (const id of named) await inTransaction(context.db, async tx => {
    await forgetIdentity(tx, id, today, 'retention')
    await keepErasure(context, tx, { act: 'forgetName', caseId: id, why: 'kept-no-longer' })
  })
  const old = await listExpired(context.db, 'words', addMonths(today, -12 * yearsKept.words), most)
  for (const id of old) await endWords(context, id)
  return { identities: named.length, words: old.length }
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
