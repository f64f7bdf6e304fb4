import { type CompiledQuery, sql } from 'kysely'
import { villageWord } from '#rules/search/parts.ts'
import { compiler, prepare, type Prepared, type PublicReader } from './public-prepared.ts'

/** One published record as lists show it. */
export type ListedRecord = {
  readonly id: string
  readonly itemSlug: string
  readonly category: string
  readonly period: string
  readonly title: string
  readonly currentVersion: number
  readonly rowCount: number
  readonly totalFen: number | null
  /** The day its latest version was published. */
  readonly publishedOn: string
  readonly isWithdrawn: boolean
}

/** What a reader narrows the list to. `query` is a condition in tsquery notation, of `queryOf` in rules/search. */
export type ListFilter = {
  readonly category?: string | undefined
  readonly item?: string | undefined
  /** Days that the period must begin within. */
  readonly within?: { readonly from: string; readonly to: string } | undefined
  readonly query?: string | undefined
  /** Integer fen that the record's sum must lie between, both included. Records without a sum are left out. */
  readonly amount?: { readonly least: number; readonly most: number } | undefined
}

/** In which order a list is read; the newest period first unless a reader asks otherwise. */
export const listOrders = ['newest', 'oldest', 'largest', 'smallest'] as const
export type ListOrder = (typeof listOrders)[number]

/** One page of a list. `sumFen` adds up all that match, and only where one item is listed: sums of unlike things mean nothing. */
export type ListedPage = { readonly records: ListedRecord[]; readonly total: number; readonly sumFen: number | null }

export const pageSize = 20

type ListArguments = { village: number; category: string; item: string; from: string; to: string; query: string; least: number; most: number; skip: number; limit: number }

const columns = [
  'id', 'itemSlug', 'category', 'period', 'title', 'currentVersion', 'rowCount', 'totalFen',
  sql<string>`(published_at at time zone 'Asia/Shanghai')::date`.as('publishedOn'),
  sql<boolean>`withdrawn_at is not null`.as('isWithdrawn'),
] as const

type ListLine = ListedRecord & { total: number; sumFen: number | null }

/** One statement for each set of filters and order: a statement with optional parts would be planned for none of them. */
const variants = new Map<string, Prepared<ListArguments, ListLine>>()

function listStatement(filter: ListFilter, order: ListOrder): Prepared<ListArguments, ListLine> {
  const used = (['category', 'item', 'within', 'query', 'amount'] as const).filter(key => filter[key] !== undefined)
  const name = ['village_list', order, ...used].join('_')
  const known = variants.get(name)
  if (known) return known
  const made = prepare<ListArguments>()<ListLine>(name, given => {
    const matching = narrowed(filter, given)
    const sum = filter.item === undefined ? sql<null>`null::bigint` : matching.select(sql<number | null>`sum(total_fen)::bigint`.as('s'))
    const listed = matching.select(columns).select([matching.select(sql<number>`count(*)::int`.as('n')).as('total'), sum.as('sumFen')])
    return ordered(listed, order).orderBy('id').limit(given.limit).offset(given.skip) as unknown as { compile(): CompiledQuery<ListLine> }
  }, readListed)
  variants.set(name, made)
  return made
}

function narrowed(filter: ListFilter, given: ListArguments) {
  let matching = compiler.selectFrom('pub.disclosure').where('villageCode', '=', given.village)
  if (filter.category !== undefined) matching = matching.where('category', '=', given.category)
  if (filter.item !== undefined) matching = matching.where('itemSlug', '=', given.item)
  if (filter.within) matching = matching.where('periodStart', '>=', given.from).where('periodStart', '<=', given.to)
  if (filter.amount) matching = matching.where('totalFen', '>=', given.least).where('totalFen', '<=', given.most)
  if (filter.query !== undefined) matching = matching.where('id', 'in', compiler.selectFrom('pub.searchPart').select('disclosureId').where(sql<boolean>`words @@ ${given.query}::tsquery`))
  return matching
}

function ordered<Query extends { orderBy(by: typeof sql.prototype): Query }>(query: Query, order: ListOrder): Query {
  switch (order) {
    case 'newest': return query.orderBy(sql`period_start desc`)
    case 'oldest': return query.orderBy(sql`period_start`)
    case 'largest': return query.orderBy(sql`total_fen desc nulls last`)
    case 'smallest': return query.orderBy(sql`total_fen nulls last`)
  }
}

/** In the order of `columns`, then the total and the sum. */
function readListed(columns: readonly unknown[]): ListLine {
  const [id, itemSlug, category, period, title, currentVersion, rowCount, totalFen, publishedOn, isWithdrawn, total, sumFen] = columns as [string, string, string, string, string, number, number, number | null, string, boolean, number, number | null]
  return { id, itemSlug, category, period, title, currentVersion, rowCount, totalFen, publishedOn, isWithdrawn, total, sumFen }
}

/** One page of a village's records with the number of all that match. Pages count from 1. */
export async function listRecords(reader: PublicReader, village: number, filter: ListFilter, page: number, order: ListOrder = 'newest'): Promise<ListedPage> {
  const { category = '', item = '', within = { from: '', to: '' }, amount = { least: 0, most: 0 } } = filter
  const query = filter.query === undefined ? '' : inVillage(village, filter.query)
  const records = await listStatement(filter, order).run(reader, { village, category, item, ...within, ...amount, query, skip: (page - 1) * pageSize, limit: pageSize })
  return { records, total: records[0]?.total ?? 0, sumFen: records[0]?.sumFen ?? null }
}

/** The condition, for the records of one village. */
export function inVillage(village: number, query: string): string {
  return `'${villageWord(village)}' & (${query})`
}

const latest = prepare<{ village: number; most: number }>()('village_latest', given =>
  compiler.selectFrom('pub.disclosure').select(columns).where('villageCode', '=', given.village).where('withdrawnAt', 'is', null)
    .orderBy('publishedAt', 'desc').orderBy('id').limit(given.most))

/** What was published or corrected last in a village. */
export function listLatest(reader: PublicReader, village: number, most: number): Promise<ListedRecord[]> {
  return latest.run(reader, { village, most })
}
