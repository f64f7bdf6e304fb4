import { lights } from '#rules/cases/limits.ts'
import { caseStates } from '#rules/cases/states.ts'
import { channels } from '#rules/intake/channels.ts'
import type { StaffApi } from '../api-types.ts'

type Query = StaffApi['GET /api/v1/cases']['query']
export type CaseSort = NonNullable<Query['sort']>
export type CaseQueue = Query['queue']

/** What a case list shows. Everything but words is in the address, so going back, reloading and sending a link all work; words of a saved filter are found by its id. */
export type ListAddress = Narrowed & { queue: CaseQueue; q: string; saved: string | undefined; sort: CaseSort; page: number }

/** What a list is narrowed to, beside words. */
export type Narrowed = { [Key in (typeof narrowedBy)[number]]: Query[Key] | undefined }

const narrowedBy = ['state', 'village', 'unit', 'item', 'channel', 'light'] as const

const queues: readonly CaseQueue[] = [
  'to-accept', 'to-confirm', 'to-assign', 'ready-to-assign', 'returned', 'county-decides', 'extensions', 'reviews', 'badly-rated', 'visits', 'to-release', 'supervised', 'cards', 'to-sign', 'handling', 'helping', 'waiting', 'answered', 'overdue', 'all',
]
const sorts: readonly CaseSort[] = ['due', '-due', 'received', '-received', 'village', '-village']

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/** Reads an address that anybody may have typed: what makes no sense falls back to the whole list, soonest due first. `q`: the words looked for, which it does not say. */
export function readListAddress(search: URLSearchParams, q = ''): ListAddress {
  const village = search.get('village') ?? ''
  const page = Number(search.get('page'))
  return {
    queue: queues.find(queue => queue === search.get('queue')) ?? 'all',
    q,
    saved: uuid.exec(search.get('saved') ?? '')?.[0],
    state: caseStates.find(state => state === search.get('state')),
    village: /^[1-6]\d{11}$/.test(village) ? Number(village) : undefined,
    unit: uuid.exec(search.get('unit') ?? '')?.[0],
    item: /^[a-z][a-z\d-]{1,60}$/.exec(search.get('item') ?? '')?.[0],
    channel: channels.find(channel => channel === search.get('channel')),
    light: lights.find(light => light === search.get('light')),
    sort: sorts.find(sort => sort === search.get('sort')) ?? 'due',
    page: Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1,
  }
}

/** Writes an address, leaving out what is the default. */
export function writeListAddress(address: ListAddress): URLSearchParams {
  const search = new URLSearchParams({ queue: address.queue })
  for (const key of narrowedBy) if (address[key] !== undefined) search.set(key, String(address[key]))
  if (address.sort !== 'due') search.set('sort', address.sort)
  if (address.page > 1) search.set('page', String(address.page))
  if (address.saved !== undefined) search.set('saved', address.saved)
  return search
}

/** The same text for the same lines, words and all: for the memory of the window, never for an address. */
export function placeOf(address: ListAddress): string {
  return `${writeListAddress({ ...address, saved: undefined }).toString()} ${address.q}`
}

/** The query of the request an address stands for, but for its words. */
export function queryOfAddress(address: ListAddress): Query {
  const { queue, sort, page } = address
  return { queue, sort, page, ...Object.fromEntries(narrowedBy.flatMap(key => (address[key] === undefined ? [] : [[key, address[key]]]))) }
}

/** Pressing the head of the sorted column turns it round; another column begins ascending. */
export function nextSort(sort: CaseSort, column: 'village' | 'received' | 'due'): CaseSort {
  return sort === column ? `-${column}` : column
}

/** Whether anything narrows the queue. */
export function isNarrowed(address: ListAddress): boolean {
  return address.q !== '' || narrowedBy.some(key => address[key] !== undefined)
}
