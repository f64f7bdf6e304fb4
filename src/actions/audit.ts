import { createHash } from 'node:crypto'
import { addDays } from '#rules/calendar/plain-date.ts'
import type { HandOver } from '#platform/audit-sink.ts'
import { findFirstDay, findLastDay, insertDay, insertEntries, listDayEntries, type AuditEntry } from '#records/audit.ts'
import { inTransaction, type Db, type Tx } from '#records/database.ts'
import type { Audit, Clock, Context, Outcome } from './context.ts'

/** Readings that arrive while an earlier write is under way go together in the next: one journey for many, and none is answered before it is written. */
export function openAudit(db: Db, reader: Db, handOver?: HandOver): Audit {
  let waiting: { readonly entries: AuditEntry[]; readonly written: Promise<void> } | undefined
  let underWay: Promise<unknown> = Promise.resolve()
  return {
    reader,
    handOver,
    note(entry) {
      if (!waiting) {
        const entries: AuditEntry[] = []
        const written = underWay.then(() => {
          waiting = undefined
          return insertEntries(db, entries)
        }).catch((cause: unknown) => { throw new AuditUnwritten(cause) })
        waiting = { entries, written }
        underWay = written.catch(() => undefined)
      }
      waiting.entries.push(entry)
      return waiting.written
    },
  }
}

/** What is told of an act, but for how it ended. */
export type Trail = Omit<AuditEntry, 'outcome'>

/** Keeps the entry of an act in the act's own transaction: neither exists without the other. What the act made is what it is about, where nothing was there before. */
export async function keepEntry(tx: Tx, trail: Trail, acted: Outcome<unknown, { readonly code: string }>): Promise<void> {
  const { subjectId = acted.ok ? madeIn(trail, acted.value) : undefined } = trail
  await insertEntries(tx, [{ ...trail, subjectId, outcome: acted.ok ? 'done' : acted.refusal.code }]).catch((cause: unknown) => { throw new AuditUnwritten(cause) })
}

/** Does an act that no key repeats, in one transaction with its entry, whatever came of it. */
export function withEntry<Value, Refusal extends { readonly code: string }>(context: Context, trail: Trail | undefined, act: (context: Context) => Promise<Outcome<Value, Refusal>>): Promise<Outcome<Value, Refusal>> {
  return inTransaction(context.db, async tx => {
    const acted = await act({ ...context, db: tx as Db })
    if (trail) await keepEntry(tx, trail, acted)
    return acted
  })
}

function madeIn({ subjectKind }: Trail, value: unknown): string | undefined {
  const { id } = (value ?? {}) as { readonly id?: unknown }
  // Ids of reports stand in their own schema alone.
  return subjectKind !== 'report' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id) ? id : undefined
}

/** What was read or done could not be written down, so it is not answered. */
export class AuditUnwritten extends Error {
  readonly code = 'AUDIT'
  constructor(cause: unknown) {
    super('the audit cannot be written', { cause })
  }
}

/** Writes that the program starts. Throws when it cannot: without an audit nothing starts. */
export async function insistOnAudit(db: Db, clock: Clock): Promise<void> {
  await insertEntries(db, [{ at: new Date(clock.now()), act: 'start', subjectKind: 'program', outcome: 'done' }])
}

/**
 * Closes every day that is over: one hash over its entries that begins with the hash of the day before, kept with its leaf of the ledger. Who later changed,
 * added or removed an entry, by whatever means, would have to change what outsiders have seen.
 */
export async function closeAuditDays(context: Pick<Context, 'audit' | 'clock'>): Promise<void> {
  await inTransaction(context.audit.reader, async tx => {
    let last = await findLastDay(tx)
    const today = context.clock.today()
    for (let day = last ? addDays(last.day, 1) : await findFirstDay(tx); day !== undefined && day < today; day = addDays(day, 1)) {
      const closed = await hashDay(tx, day, last?.hash)
      await insertDay(tx, { day, ...closed, at: new Date(context.clock.now()) })
      last = { day, hash: closed.hash }
    }
  })
}

/** The hash of a day, computed from its entries: whoever checks a day computes it again. */
export async function hashDay(tx: Tx, day: Parameters<typeof listDayEntries>[1], before: Buffer | undefined): Promise<{ hash: Buffer; entries: number; throughId: number }> {
  const sum = createHash('sha256').update(before ?? Buffer.alloc(32)).update(day)
  let [entries, throughId] = [0, 0]
  for (;;) {
    const portion = await listDayEntries(tx, day, throughId)
    for (const { said } of portion) sum.update('\n').update(said)
    entries += portion.length
    throughId = portion.at(-1)?.id ?? throughId
    if (portion.length < 5000) return { hash: sum.digest(), entries, throughId }
  }
}
