import { sql, type SqlBool } from 'kysely'
import type { Officer } from '#rules/policy/officer.ts'
import type { Db } from './database.ts'

export type PublishedListing = { readonly village?: number | undefined; readonly item?: string | undefined; readonly q?: string | undefined; readonly page: number; readonly pageSize: number }

/** One page of the published records in an officer's reach, the newest first, with the correction under way if there is one. */
export async function listPublished(db: Db, officer: Pick<Officer, 'reach'>, listing: PublishedListing) {
  const q = listing.q?.trim()
  const chosen = db.selectFrom('pub.disclosure as record').innerJoin('pub.division as village', 'village.code', 'record.villageCode')
    .where('record.villageCode', '>=', officer.reach.low).where('record.villageCode', '<=', officer.reach.high)
    .$if(listing.village !== undefined, query => query.where('record.villageCode', '=', listing.village!))
    .$if(listing.item !== undefined, query => query.where('record.itemSlug', '=', listing.item!))
    .$if(Boolean(q), query => query.where(sql<SqlBool>`position(lower(${q}) in lower(concat_ws(' ', record.title, village.name))) > 0`))
  const { total } = await chosen.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const lines = await chosen
    .leftJoin('disclosureDraft as correction', join => join.onRef('correction.disclosureId', '=', 'record.id').on('correction.state', '<>', 'approved'))
    .select(['record.id', 'record.villageCode', 'village.name as villageName', 'record.itemSlug', 'record.period', 'record.title', 'record.currentVersion', 'record.publishedAt',
      'record.rowCount', 'record.totalFen', 'correction.id as openCorrectionId', 'record.withdrawnAt',
      sql<boolean>`exists (select 1 from withdrawal_request where withdrawal_request.disclosure_id = record.id and withdrawal_request.state = 'asked')`.as('isWithdrawalAsked')])
    .orderBy('record.publishedAt', 'desc').orderBy('record.id').limit(listing.pageSize).offset((listing.page - 1) * listing.pageSize).execute()
  return { total, lines }
}
