import { openAllowances, type Allowances, type AllowanceKind, type SetAllowances } from '#platform/allowances.ts'
import { openUsedUp, type UsedUp } from '#platform/used-up.ts'
import type { Db } from '#records/database.ts'
import { forgetSpent, keepSpent, listSpent, type Spent } from '#records/spent-allowances.ts'
import type { Context } from './context.ts'

const oneDay = 24 * 3_600_000
const soon = 200 // ms: what a process that is killed may forget

/** Allowances that a new start finds as they were left. Counting stays in memory and waits for nobody; what was counted is written a moment later. */
export async function openKeptAllowances(db: Db, now: () => number, set?: SetAllowances): Promise<{ readonly allowances: Allowances; readonly usedUp: UsedUp; close(): Promise<void> }> {
  const waiting = new Map<string, Spent>()
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()
  const usedUp = openUsedUp()
  const allowances = openAllowances(set, {
    known: (await listSpent(db, new Date(now() - oneDay))).map(spent => ({ ...spent, at: spent.at.getTime() })),
    keep(kind: AllowanceKind, source, spent, at) {
      waiting.set(`${kind} ${source}`, { kind, source, spent, at: new Date(at) })
      timer ??= setTimeout(() => { writing = write() }, soon).unref()
    },
  }, usedUp.note)
  async function write(): Promise<void> {
    timer = undefined
    const batch = [...waiting.values()].slice(0, 1000)
    if (batch.length === 0) return
    for (const { kind, source } of batch) waiting.delete(`${kind} ${source}`)
    await keepSpent(db, batch).catch(() => {}) // the memory still counts; the next use of the source writes it again
    if (waiting.size > 0) await write()
  }
  return {
    allowances,
    usedUp,
    async close() {
      usedUp.close()
      clearTimeout(timer)
      await writing
      await write()
    },
  }
}

/** Takes away what has long come back. */
export async function forgetSpentAllowances(context: Context): Promise<void> {
  await forgetSpent(context.db, new Date(context.clock.now() - 2 * oneDay))
}
