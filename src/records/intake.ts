import { sql } from 'kysely'
import type { DivisionRange } from '#rules/divisions/division-code.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { mayBeToldTo } from './case-visibility.ts'
import type { Db, Tx } from './database.ts'

/** How a case came, where somebody else wrote it down. */
export function findIntake(db: Db | Tx, caseId: string) {
  return db.selectFrom('caseIntake').innerJoin('officer', 'officer.id', 'caseIntake.enteredBy')
    .select(['channel', 'channelNumber', 'receivedOn', 'dueOn', 'officer.name as enteredByName']).where('caseId', '=', caseId).executeTakeFirst()
}

/** The cases that came through this door under this number, in the order in which they were entered. */
export async function listByChannelNumber(db: Db | Tx, countyCode: number, channel: string, channelNumber: string): Promise<string[]> {
  const rows = await db.selectFrom('caseIntake').select('caseId').where('countyCode', '=', countyCode).where('channel', '=', channel).where('channelNumber', '=', channelNumber).orderBy('nth').execute()
  return rows.map(row => row.caseId)
}

/** The cases that came by these work orders of the hotline, in any county of the officer's reach, and whether the officer may be told of each. */
export async function listOrders(tx: Tx, officer: Officer, numbers: readonly string[]): Promise<{ countyCode: number; number: string; isTold: boolean }[]> {
  if (numbers.length === 0) return []
  const { low, high } = officer.reach
  const rows = await tx.selectFrom('caseIntake').innerJoin('caseFile', 'caseFile.id', 'caseIntake.caseId').select(['caseIntake.countyCode', 'channelNumber', mayBeToldTo(officer).as('isTold')])
    .where('caseIntake.countyCode', '>=', low).where('caseIntake.countyCode', '<=', high).where('caseIntake.channel', '=', 'hotline').where('channelNumber', 'in', numbers).execute()
  return rows.map(({ countyCode, channelNumber, isTold }) => ({ countyCode, number: channelNumber!, isTold: isTold === true }))
}

/** Lets one file of the hotline be taken over after the other: two at once could hold the same work order. */
export async function lockHotline(tx: Tx, countyCode: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('work orders of a county', ${countyCode}::bigint))`.execute(tx)
}

export type HotlineImport = {
  readonly id: string; readonly countyCode: number; readonly officerId: string; readonly unitId: string; readonly at: Date; readonly fileSha256: Buffer; readonly filed: number; readonly known: number
}

export async function insertHotlineImport(tx: Tx, made: HotlineImport): Promise<void> {
  await tx.insertInto('hotlineImport').values(made).execute()
}

/** The cases that a file of the hotline became, in the order of their numbers. */
export function listImported(db: Db | Tx, importId: string) {
  return db.selectFrom('caseIntake').innerJoin('caseFile', 'caseFile.id', 'caseIntake.caseId').select(['caseId', 'channelNumber', 'villageCode']).where('importId', '=', importId).orderBy('channelNumber').execute()
}

export function listScans(db: Db | Tx, caseId: string) {
  return db.selectFrom('caseScan').select(['n', 'fileId', 'mediaType', 'bytes']).where('caseId', '=', caseId).orderBy('n').execute()
}

/** Adds a scan as the next one, unless there are `most` already. The lock on the case keeps two from taking the same number. */
export async function insertScanOfCase(tx: Tx, most: number, scan: { readonly caseId: string; readonly fileId: string; readonly mediaType: string; readonly bytes: number; readonly officerId: string; readonly at: Date }): Promise<number | undefined> {
  const { n } = await tx.selectFrom('caseScan').select(sql<number>`(coalesce(max(n), 0) + 1)::int`.as('n')).where('caseId', '=', scan.caseId).executeTakeFirstOrThrow()
  if (n > most) return undefined
  await tx.insertInto('caseScan').values({ ...scan, n }).execute()
  return n
}

/** The villages, townships and counties of a range that exist now. */
export async function listPlaces(db: Db | Tx, { low, high }: DivisionRange): Promise<{ code: number; name: string; level: string }[]> {
  return db.selectFrom('pub.division').select(['code', 'name', 'level']).where('code', '>=', low).where('code', '<=', high).where('level', 'in', ['county', 'township', 'village']).where('validTo', 'is', null).orderBy('code').execute()
}
