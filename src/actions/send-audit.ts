import { setTimeout as pause } from 'node:timers/promises'
import { writeLine } from '#platform/log.ts'
import { findLast, findUnsent, getSent, isOneWriting, listUnsent, moveSent } from '#records/audit-sending.ts'
import { auditLines } from './audit-lines.ts'
import type { Context } from './context.ts'

const portion = 1000
const patience = 10_000 // ms for transactions that are about to end
const longest = 200_000 // ms: a job has five minutes

/**
 * Hands the audit to the collector of logs, where one is configured: every entry, in the order of their numbers, at least once. The position moves only after the collector has read a portion to its end;
 * whatever happens before that, the portion goes again, with the same numbers. Where the collector is away the entries wait, for days if need be, and each minute says so in a line.
 */
export async function sendAudit(context: Pick<Context, 'audit' | 'clock' | 'db'>): Promise<void> {
  const { audit: { reader, handOver }, clock } = context
  if (!handOver) return
  const last = await findLast(reader)
  for (let waited = 0; await isOneWriting(reader, last.writers); waited += 100) {
    if (waited >= patience) return // the next minute asks again
    await pause(100)
  }
  for (const began = clock.now(); clock.now() - began < longest;) {
    const sent = await getSent(reader)
    const rows = await listUnsent(reader, sent, last.id, portion)
    if (rows.length === 0) return
    const lines = await auditLines(context, rows, [])
    const handed = await handOver(lines.map((line, at) => ({ at: line.at, isRefusal: line.outcome !== 'done', told: { n: sent.entries + at + 1, ...line } })))
    if (!handed.ok) return writeLine('error', 'the collector of the audit has not taken it', { why: handed.why })
    if (!await moveSent(reader, sent, { throughId: rows.at(-1)!.id, entries: sent.entries + rows.length }, new Date(clock.now()))) return
  }
}

/** How many entries were handed over, and for how many seconds the first has waited that was not; undefined where there is no collector. */
export async function auditBehind({ audit: { reader, handOver }, clock }: Pick<Context, 'audit' | 'clock'>): Promise<{ readonly sent: number; readonly seconds: number } | undefined> {
  if (!handOver) return undefined
  const { sent, since } = await findUnsent(reader)
  return { sent, seconds: since === null ? 0 : Math.max(0, (clock.now() - since.getTime()) / 1000) }
}
