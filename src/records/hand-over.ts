import { sql } from 'kysely'
import type { Db, Tx } from './database.ts'

/** Who could take over from a post: held today by somebody who can sign in, in the same unit, of the same duty and reach. */
export function listSuccessors(db: Db | Tx, officerId: string, today: string) {
  return db.selectFrom('officer as leaving').innerJoin('officer as next', next => next.onRef('next.unitId', '=', 'leaving.unitId').onRef('next.role', '=', 'leaving.role').onRef('next.reachLow', '=', 'leaving.reachLow').onRef('next.reachHigh', '=', 'leaving.reachHigh').onRef('next.id', '<>', 'leaving.id'))
    .select(['next.id', 'next.name']).where('leaving.id', '=', officerId).where(sql<boolean>`next.custodian_group is not distinct from leaving.custodian_group`)
    .where('next.userId', 'is not', null).where('next.activeFrom', '<=', today).where(post => post.or([post('next.activeTo', 'is', null), post('next.activeTo', '>', today)])).orderBy('next.name').orderBy('next.id').execute()
}

/** What hangs on the person and not on the unit goes to the successor. The post must have ended in this transaction. */
export async function moveWork(tx: Tx, from: string, to: string): Promise<void> {
  await tx.updateTable('officer').set({ handedTo: to }).where('id', '=', from).execute()
  await tx.updateTable('reviewBatch').set({ reviewerId: to }).where('reviewerId', '=', from).execute()
  await tx.updateTable('importUpload').set({ officerId: to }).where('officerId', '=', from).execute()
}

/** Who holds now what an officer held: that officer, or whoever it was handed to, however often. */
export async function findHolder(db: Db | Tx, officerId: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    with recursive held as (select id, name, handed_to, 1 as n from officer where id = ${officerId}::uuid union all select next.id, next.name, next.handed_to, held.n + 1 from held join officer as next on next.id = held.handed_to where held.n < 50)
    select name from held order by n desc limit 1`.execute(db)
  return rows[0]?.name
}
