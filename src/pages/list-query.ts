import { cadences, parsePeriod } from '#rules/disclosures/days.ts'
import { parseMoney } from '#rules/disclosures/figures.ts'
import { queryOf } from '#rules/search/query.ts'
import { characters, cutWords } from '#platform/chinese.ts'
import { listOrders, type ListFilter, type ListOrder } from '#records/public.ts'
import type { PageProblem } from './errors.ts'
import { addressOf, type Query } from './view.ts'

/** What the reader narrowed the list to, as it stands in the address. */
export type ListQuery = {
  readonly category?: string | undefined
  readonly item?: string | undefined
  readonly period?: string | undefined
  readonly q?: string | undefined
  /** Yuan, as typed. */
  readonly min?: string | undefined
  readonly max?: string | undefined
  readonly sort?: string | undefined
  readonly page: number
}

/** The address of a list, always with its parts in this order. */
export function listAddress(village: number, query: ListQuery): string {
  const { category, item, period, q, min, max, sort, page } = query
  return addressOf(`/v/${village}/d`, { category, item, period, q, min, max, sort, page: page > 1 ? page : undefined })
}

export type AskedList = { readonly query: ListQuery; readonly filter: ListFilter; readonly order: ListOrder }

const mostPages = 5000
const largestFen = 10_000_000_000_000

/** Reads what the address narrows the list to; every part that makes no sense is named. */
export function toListQuery(query: Query): AskedList | PageProblem {
  const { category, item, period, q } = query
  for (const [name, value] of [['category', category], ['item', item]] as const) {
    if (value !== undefined && !/^[a-z][a-z-]{0,60}$/.test(value)) return { code: 'badQuery', name }
  }
  const page = query['page'] === undefined ? 1 : /^\d{1,4}$/.test(query['page']) ? Number(query['page']) : 0
  if (page < 1 || page > mostPages) return { code: 'badQuery', name: 'page' }
  const within = period === undefined ? undefined : toDays(period)
  if (within === 'nonsense') return { code: 'badQuery', name: 'period' }
  const amount = toAmount(query)
  if (amount && 'code' in amount) return amount
  const order = query['sort'] === undefined ? 'newest' : listOrders.find(known => known === query['sort'])
  if (order === undefined) return { code: 'badQuery', name: 'sort' }
  const words = q?.slice(0, 100)
  return {
    query: { category, item, period, q: words, min: query['min'], max: query['max'], sort: order === 'newest' ? undefined : order, page }, order,
    filter: { category, item, within, amount, query: words === undefined ? undefined : queryOf(words, characters, cutWords) },
  }
}

function toAmount({ min, max }: Query): ListFilter['amount'] | PageProblem {
  if (min === undefined && max === undefined) return undefined
  const least = min === undefined ? -largestFen : fenOf(min)
  const most = max === undefined ? largestFen : fenOf(max)
  if (least === undefined) return { code: 'badQuery', name: 'min' }
  return most === undefined || most < least ? { code: 'badQuery', name: 'max' } : { least, most }
}

function fenOf(typed: string): number | undefined {
  const read = parseMoney(typed, 'yuan')
  return read.ok ? read.value : undefined
}

function toDays(period: string): { from: string; to: string } | 'nonsense' {
  for (const cadence of cadences) {
    const read = parsePeriod(cadence, period, '9999-12-31')
    if (read.ok) return { from: read.value.start, to: read.value.end }
  }
  return 'nonsense'
}
