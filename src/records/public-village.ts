import { sql } from 'kysely'
import { compiler, prepare, type PublicReader } from './public-prepared.ts'

/** One category of a village: how many records, and the day of the newest. */
export type CategoryCount = { readonly category: string; readonly count: number; readonly latest: string }

/** Sums of a year, in fen, and from how many records they come. */
export type YearTotals = {
  readonly income: number | null
  readonly expense: number | null
  readonly accounts: number
  /** Paid to people: subsidies and the like. */
  readonly aid: number | null
  readonly aidRecords: number
}

const shanghaiDay = sql<string>`(max(published_at) at time zone 'Asia/Shanghai')::date`

const categories = prepare<{ village: number }>()('village_categories', given =>
  compiler.selectFrom('pub.disclosure').select(['category', sql<number>`count(*)::int`.as('count'), shanghaiDay.as('latest')])
    .where('villageCode', '=', given.village).where('withdrawnAt', 'is', null).groupBy('category'))

/** What is published for a village, by category. */
export function listCategoryCounts(reader: PublicReader, village: number): Promise<CategoryCount[]> {
  return categories.run(reader, { village })
}

/** Lists of money paid to people; a list of monthly amounts adds up to nothing over a year. */
const isPaidOut = sql<boolean>`record.item_slug in (select item from pub.field_schema where body @> '{"totalIsPaidOut": true}')`

const yearTotals = prepare<{ village: number; from: string; to: string }>()('village_year_totals', given =>
  compiler.selectFrom('pub.disclosure as record')
    .leftJoin('pub.disclosureVersion as version', join => join
      .onRef('version.countyCode', '=', 'record.countyCode').onRef('version.disclosureId', '=', 'record.id')
      .onRef('version.version', '=', 'record.currentVersion').on('record.itemSlug', '=', 'income-expense-detail'))
    .select([
      // Where the clerk left the sum out, it follows from the balances, which the check on entry held together with the entries.
      sql<number | null>`sum(coalesce((version.fields->>'income')::bigint, (version.fields->>'closingBalance')::bigint - (version.fields->>'openingBalance')::bigint + coalesce(record.total_fen, 0)))::bigint`.as('income'),
      sql<number | null>`sum(coalesce((version.fields->>'expense')::bigint, record.total_fen)) filter (where record.item_slug = 'income-expense-detail')::bigint`.as('expense'),
      sql<number>`count(*) filter (where record.item_slug = 'income-expense-detail')::int`.as('accounts'),
      sql<number | null>`(sum(record.total_fen) filter (where ${isPaidOut}))::bigint`.as('aid'),
      sql<number>`count(record.total_fen) filter (where ${isPaidOut})::int`.as('aidRecords'),
    ])
    .where('record.villageCode', '=', given.village).where('record.withdrawnAt', 'is', null).where('record.periodStart', '>=', given.from).where('record.periodStart', '<=', given.to))

/** What came in, what went out and what was published as aid in the periods that begin within the given days. */
export async function getYearTotals(reader: PublicReader, village: number, from: string, to: string): Promise<YearTotals> {
  const [totals] = await yearTotals.run(reader, { village, from, to })
  return totals!
}
