import { sql } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { TakedownReason } from '#rules/disclosures/takedown.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { Db, Tx } from './database.ts'

export type NewIncident = {
  readonly id: string
  readonly countyCode: number
  readonly villageCode: number
  readonly disclosureId: string
  readonly version: number
  readonly reason: TakedownReason
  readonly note: string
  readonly openedBy: string
  readonly openedAt: Date
  readonly confirmBy: string
  readonly republishBy: string
}

/** Versions of a record that are still shown, with what their ledger leaves committed to. */
export function listShownVersions(tx: Tx, countyCode: number, disclosureId: string) {
  return tx.selectFrom('pub.disclosureVersion as version').select(['version', 'commitment', 'rowCount'])
    .where('countyCode', '=', countyCode).where('disclosureId', '=', disclosureId)
    .where(eb => eb.not(eb.exists(eb.selectFrom('pub.takedown as gone').select('gone.version')
      .whereRef('gone.disclosureId', '=', 'version.disclosureId').whereRef('gone.version', '=', 'version.version'))))
    .orderBy('version').execute()
}

/** Takes versions down and opens the incident; what lists and the search keep of the record is emptied in the same transaction. */
export async function insertTakedown(tx: Tx, incident: NewIncident, versions: readonly { readonly version: number; readonly leaf: Buffer }[], tombstone: string): Promise<void> {
  const { countyCode, disclosureId, reason, openedAt: at } = incident
  await tx.insertInto('incident').values(incident).execute()
  for (const { version, leaf } of versions) {
    const queued = await tx.insertInto('logQueue').values({ log: 'pub', leaf, queuedAt: at }).returning('id').executeTakeFirstOrThrow()
    await tx.insertInto('pub.takedown').values({ countyCode, disclosureId, version, reason, at, logQueueId: queued.id }).execute()
  }
  await tx.updateTable('pub.disclosure').set({ title: tombstone, rowCount: 0, totalFen: null })
    .where('countyCode', '=', countyCode).where('id', '=', disclosureId).execute()
  await tx.deleteFrom('pub.searchPart').where('countyCode', '=', countyCode).where('disclosureId', '=', disclosureId).execute()
  // A project is called what its plan called it; without the plan only the code is left.
  await tx.updateTable('pub.project').set({ name: sql<string>`code` }).where('countyCode', '=', countyCode)
    .where('code', 'in', tied => tied.selectFrom('pub.projectRecord').select('code').where('countyCode', '=', countyCode).where('disclosureId', '=', disclosureId)).execute()
}

const columns = ['incident.id', 'incident.disclosureId', 'incident.villageCode', 'incident.version', 'incident.reason', 'incident.note', 'incident.openedBy', 'incident.openedAt',
  'incident.confirmBy', 'incident.republishBy'] as const

/** An incident by an id that somebody sent. */
export function findIncident(tx: Tx, id: string) {
  return tx.selectFrom('incident').select(columns).where('incident.id', '=', id).executeTakeFirst()
}

export async function insertConfirmation(tx: Tx, confirmation: { incidentId: string; openedBy: string; confirmedBy: string; note: string; at: Date }): Promise<boolean> {
  const made = await tx.insertInto('incidentConfirmation').values(confirmation).onConflict(conflict => conflict.doNothing()).returning('incidentId').executeTakeFirst()
  return made !== undefined
}

/** The newest incidents in an officer's reach, with who confirmed and whether a corrected version has been published. */
export function listIncidents(db: Db, officer: Pick<Officer, 'reach'>, most: number) {
  return db.selectFrom('incident')
    .innerJoin('pub.disclosure as record', join => join.onRef('record.countyCode', '=', 'incident.countyCode').onRef('record.id', '=', 'incident.disclosureId'))
    .innerJoin('pub.division as village', 'village.code', 'incident.villageCode')
    .innerJoin('officer as opener', 'opener.id', 'incident.openedBy')
    .leftJoin('incidentConfirmation as confirmation', 'confirmation.incidentId', 'incident.id')
    .leftJoin('officer as confirmer', 'confirmer.id', 'confirmation.confirmedBy')
    .select(columns)
    .select(['village.name as villageName', 'record.itemSlug', 'record.period', 'opener.name as openedByName', 'confirmer.name as confirmedByName', 'confirmation.at as confirmedAt',
      sql<boolean>`record.current_version > incident.version`.as('isRepublished')])
    .where('incident.villageCode', '>=', officer.reach.low).where('incident.villageCode', '<=', officer.reach.high)
    .orderBy('incident.openedAt', 'desc').orderBy('incident.id').limit(most).execute()
}

/** Incidents that somebody must still act on: not confirmed, or the record neither stands there corrected nor was withdrawn for good. */
export async function listOpenIncidents(db: Db): Promise<{ id: string; villageCode: number; openedAt: Date; confirmBy: PlainDate; republishBy: PlainDate; isConfirmed: boolean; isPutRight: boolean }[]> {
  const isConfirmed = sql<boolean>`exists (select from incident_confirmation as confirmation where confirmation.incident_id = incident.id)`
  const isPutRight = sql<boolean>`(record.current_version > incident.version or record.withdrawn_at is not null)`
  return await db.selectFrom('incident')
    .innerJoin('pub.disclosure as record', join => join.onRef('record.countyCode', '=', 'incident.countyCode').onRef('record.id', '=', 'incident.disclosureId'))
    .select(['incident.id', 'incident.villageCode', 'incident.openedAt', 'incident.confirmBy', 'incident.republishBy', isConfirmed.as('isConfirmed'), isPutRight.as('isPutRight')])
    .where(sql<boolean>`not (${isConfirmed} and ${isPutRight})`).orderBy('incident.openedAt').limit(10_000).execute() as Awaited<ReturnType<typeof listOpenIncidents>>
}

/** Which of these records have nothing left that is shown. */
export async function listTakenDown(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db.selectFrom('pub.disclosure as record').innerJoin('pub.takedown as gone', join => join.onRef('gone.disclosureId', '=', 'record.id').onRef('gone.version', '=', 'record.currentVersion'))
    .select('record.id').where('record.id', 'in', ids).execute()
  return new Set(rows.map(row => row.id))
}

/** Whether nobody is shown this version any more. */
export async function isTakenDown(db: Db | Tx, disclosureId: string, version: number): Promise<boolean> {
  return await db.selectFrom('pub.takedown').select('version').where('disclosureId', '=', disclosureId).where('version', '=', version).executeTakeFirst() !== undefined
}
