import { createHash } from 'node:crypto'
import { firstMark, marksOf } from '#platform/crypto/key-ring.ts'
import { allOrNothing, inTransaction, type Db } from '#records/database.ts'
import { findAnswer, keepAnswer, lockKey } from '#records/idempotency.ts'
import { keepEntry, type Trail } from './audit.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'

/** One request of an officer: the key that its retries repeat, and everything that was asked, as bytes. */
export type Asked = { readonly officerId: string; readonly key: string; readonly what: string; readonly body: string | Uint8Array; readonly trail?: Trail | undefined }

export type OnceRefusal = { readonly code: 'bad-key' | 'key-used-for-another' }

/** What an act came to. `repeated`: it had been done before, and this is what it came to then. */
export type DoneOnce<Value> = { readonly value: Value; readonly repeated: boolean }

/**
 * Does an act once however often its request arrives: act and key are one transaction, and a second request with the same key waits
 * for the first. A refused act leaves nothing but its entry in the audit, so the next attempt is judged anew. `act` must use only the context it is given.
 * `asOf` alone would not do: a retry after a lost answer would be told that somebody else had acted.
 */
export async function once<Value extends object, Refusal>(
  context: Context, asked: Asked, act: (context: Context) => Promise<Outcome<Value, Refusal>>,
): Promise<Outcome<DoneOnce<Value>, Refusal | OnceRefusal>> {
  if (!/^[\x21-\x7e]{16,200}$/.test(asked.key)) return refuse({ code: 'bad-key' })
  // Each officer has keys of their own: nobody can learn of another's act by repeating its key.
  const key = `staff:${asked.officerId}:${createHash('sha256').update(asked.key).digest('hex')}`
  const bodyHashes = marksOf(context.secrets.formKey, firstMark(context.secrets.formKey, 'staff request\0', asked.what, '\0', asked.body))
  const published: number[] = []
  const outcome = await inTransaction(context.db, async (tx): Promise<Outcome<DoneOnce<Value>, Refusal | OnceRefusal>> => {
    await lockKey(tx, key)
    const earlier = await findAnswer(tx, key)
    if (earlier) return bodyHashes.some(hash => earlier.bodyHash.equals(hash)) ? done({ value: earlier.answer as Value, repeated: true }) : refuse({ code: 'key-used-for-another' })
    const bell = { ...context.published, tell: (villageCode: number) => void published.push(villageCode) }
    const acted = await allOrNothing(tx, within => act({ ...context, db: within as Db, published: bell }))
    if (asked.trail) await keepEntry(tx, asked.trail, acted as Outcome<Value, { readonly code: string }>)
    if (!acted.ok) return acted
    await keepAnswer(tx, { key, bodyHash: bodyHashes[0]!, answer: acted.value, at: new Date(context.clock.now()) })
    return done({ value: acted.value, repeated: false })
  })
  // Only now is it committed: a page drawn before would show the old record and be kept.
  if (outcome.ok) for (const villageCode of published) context.published.tell(villageCode)
  return outcome
}
