import { sql } from 'kysely'
import type { ToldTipDay } from '#rules/tips/told-days.ts'
import { inTransaction, type Db, type Tx } from './database.ts'
import { daysWritten } from './tips.ts'

/** Counts days anew for the program, among the reports of one body: it sees where they stand, moves days, and nothing else. */
export function asCounter<T>(desk: Db, bodyCode: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(desk, async tx => {
    await sql`select set_config('ydt.body', ${String(bodyCode)}, true), set_config('ydt.officer', '', true), set_config('ydt.counting', 'days', true)`.execute(tx)
    return work(tx)
  })
}

/** The reports on which a day runs, or of which it is not known yet. */
export async function listTipDays(tx: Tx): Promise<{ readonly id: string; readonly countedDays: readonly ToldTipDay[] | null }[]> {
  const rows = await tx.selectFrom('tips.tip').select(['id', 'countedDays']).where(sql<boolean>`counted_days is distinct from '[]'`).orderBy('id').execute()
  return rows.map(({ id, countedDays }) => ({ id, countedDays: countedDays as ToldTipDay[] | null }))
}

/** Writes the days of a report from before days were told. Nothing happens to it. */
export async function keepTipDays(tx: Tx, tipId: string, days: readonly ToldTipDay[]): Promise<void> {
  await tx.updateTable('tips.tip').set(daysWritten(days)).where('id', '=', tipId).execute()
}
