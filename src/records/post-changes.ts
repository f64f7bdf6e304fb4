import type { DivisionRange } from '#rules/divisions/division-code.ts'
import type { Db, Tx } from './database.ts'

/** What a post says of its holder today, with whether its holder heads the unit. */
export function findTermForUpdate(tx: Tx, officerId: string) {
  return tx.selectFrom('officer').select(['officer.id', 'officer.unitId', 'officer.postTitle', 'officer.activeFrom', 'officer.activeTo',
    head => head.exists(head.selectFrom('unitHead').select('unitHead.id').whereRef('unitHead.officerId', '=', 'officer.id').whereRef('unitHead.unitId', '=', 'officer.unitId').where('unitHead.validTo', 'is', null)).as('isHead')])
    .where('officer.id', '=', officerId).forUpdate('officer').executeTakeFirstOrThrow()
}

type Asked = { readonly id: string; readonly officerId: string; readonly postTitle: string | null; readonly activeTo: string | null; readonly isHead: boolean; readonly reason: string; readonly askedBy: string; readonly askedAt: Date; readonly expiresAt: Date }

export async function insertPostChange(tx: Tx, asked: Asked): Promise<void> {
  await tx.insertInto('postChange').values(asked).execute()
}

/** A change by its id, locked. */
export function findPostChangeForUpdate(tx: Tx, id: string) {
  return tx.selectFrom('postChange').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** The change of a post that waits, whether or not its time is over. */
export function findWaitingChange(tx: Tx, officerId: string) {
  return tx.selectFrom('postChange').select(['id', 'expiresAt']).where('officerId', '=', officerId).where('outcome', 'is', null).forUpdate().executeTakeFirst()
}

export async function decidePostChange(tx: Tx, id: string, decided: { readonly decidedBy: string; readonly decidedAt: Date; readonly outcome: 'granted' | 'withdrawn' }): Promise<void> {
  await tx.updateTable('postChange').set(decided).where('id', '=', id).execute()
}

/** Changes of posts of a reach that wait to be granted, the oldest first. */
export function listWaitingChanges(db: Db, reach: DivisionRange, at: Date) {
  return db.selectFrom('postChange as change').innerJoin('officer', 'officer.id', 'change.officerId').innerJoin('unit', 'unit.id', 'officer.unitId').innerJoin('officer as asker', 'asker.id', 'change.askedBy')
    .select(['change.id', 'change.officerId', 'change.postTitle', 'change.activeTo', 'change.isHead', 'change.reason', 'change.askedBy', 'change.askedAt', 'change.expiresAt', 'asker.name as askedByName', 'officer.name', 'officer.role', 'officer.activeTo as before', 'unit.nameZh', 'unit.nameEn', 'unit.divisionCode'])
    .where('unit.divisionCode', '>=', reach.low).where('unit.divisionCode', '<=', reach.high).where('change.outcome', 'is', null).where('change.expiresAt', '>', at).orderBy('change.askedAt').orderBy('change.id').limit(100).execute()
}
