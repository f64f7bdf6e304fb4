import { type CompiledQuery, sql } from 'kysely'
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

/** What a reader narrows the list to. `query` is for `to_tsquery('simple', …)`. */
export type ListFilter = {
  readonly category?: string | undefined
  readonly item?: string | undefined
  /** Days that the period must begin within. */
  readonly within?: { readonly from: string; readonly to: string } | undefined
  readonly query?: string | undefined
}

export type ListedPage = { readonly records: ListedRecord[]; readonly total: number }

export const pageSize = 20

type ListArguments = { village: number; category: string; item: string; from: string; to: string; query: string; skip: number; most: number }

const columns = [
  'id', 'itemSlug', 'category', 'period', 'title', 'currentVersion', 'rowCount', 'totalFen',
  sql<string>`(published_at at time zone 'Asia/Shanghai')::date`.as('publishedOn'),
  sql<boolean>`withdrawn_at is not null`.as('isWithdrawn'),
] as const

/** One statement for each set of filters: a statement with optional parts would be planned for none of them. */
const variants = new Map<string, Prepared<ListArguments, ListedRecord & { total: number }>>()

function listStatement(filter: ListFilter): Prepared<ListArguments, ListedRecord & { total: number }> {
  const used = (['category', 'item', 'within', 'query'] as const).filter(key => filter[key] !== undefined)
  const name = ['village_list', ...used].join('_')
  const known = variants.get(name)
  if (known) return known
  const made: Prepared<ListArguments, ListedRecord & { total: number }> = prepare<ListArguments>()<ListedRecord & { total: number }>(name, given => {
    let matching = compiler.selectFrom('pub.disclosure').where('villageCode', '=', given.village)
    if (filter.category !== undefined) matching = matching.where('category', '=', given.category)
    if (filter.item !== undefined) matching = matching.where('itemSlug', '=', given.item)
    if (filter.within) matching = matching.where('periodStart', '>=', given.from).where('periodStart', '<=', given.to)
    if (filter.query !== undefined) matching = matching.where(sql<boolean>`search @@ to_tsquery('simple', ${given.query})`)
    return matching.select(columns)
      .select(matching.select(sql<number>`count(*)::int`.as('n')).as('total'))
      .orderBy('periodStart', 'desc').orderBy('id').limit(given.most).offset(given.skip) as unknown as { compile(): CompiledQuery<ListedRecord & { total: number }> }
  }, readListed)
  variants.set(name, made)
  return made
}

/** In the order of `columns`, then the total. */
function readListed(columns: readonly unknown[]): ListedRecord & { total: number } {
  const [id, itemSlug, category, period, title, currentVersion, rowCount, totalFen, publishedOn, isWithdrawn, total] = columns as [string, string, string, string, string, number, number, number | null, string, boolean, number]
  return { id, itemSlug, category, period, title, currentVersion, rowCount, totalFen, publishedOn, isWithdrawn, total }
}

/** One page of a village's records, the newest period first, with the number of all that match. Pages count from 1. */
export async function listRecords(reader: PublicReader, village: number, filter: ListFilter, page: number): Promise<ListedPage> {
  const { category = '', item = '', within = { from: '', to: '' }, query = '' } = filter
  const records = await listStatement(filter).run(reader, { village, category, item, ...within, query, skip: (page - 1) * pageSize, most: pageSize })
  return { records, total: records[0]?.total ?? 0 }
}

const latest = prepare<{ village: number; most: number }>()('village_latest', given =>
  compiler.selectFrom('pub.disclosure').select(columns).where('villageCode', '=', given.village).where('withdrawnAt', 'is', null)
    .orderBy('publishedAt', 'desc').orderBy('id').limit(given.most))

/** What was published or corrected last in a village. */
export function listLatest(reader: PublicReader, village: number, most: number): Promise<ListedRecord[]> {
  return latest.run(reader, { village, most })
}
