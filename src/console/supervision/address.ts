import type { StaffApi } from '../api-types.ts'

type Query = NonNullable<StaffApi['GET /api/v1/supervision']['query']>

/** What the address of the list says: everything, so that a saved or sent link shows the same list. */
export type SupervisionAddress = { kind: Query['kind'] | undefined; standing: NonNullable<Query['standing']>; unit: string | undefined; page: number }

export const kinds = ['red', 'yellow', 'blue', 'letter'] as const
export const standings = ['open', 'overdue', 'raised', 'all'] as const

/** Reads an address that anybody may have typed; what makes no sense is left out. */
export function readSupervisionAddress(search: URLSearchParams): SupervisionAddress {
  const page = Number(search.get('page'))
  const unit = search.get('unit') ?? ''
  return {
    kind: kinds.find(kind => kind === search.get('kind')),
    standing: standings.find(standing => standing === search.get('standing')) ?? 'open',
    unit: /^[\da-f-]{36}$/.test(unit) ? unit : undefined,
    page: Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1,
  }
}

/** Writes an address, leaving out what is the default. */
export function writeSupervisionAddress({ kind, standing, unit, page }: SupervisionAddress): URLSearchParams {
  const search = new URLSearchParams()
  if (kind) search.set('kind', kind)
  if (standing !== 'open') search.set('standing', standing)
  if (unit) search.set('unit', unit)
  if (page > 1) search.set('page', String(page))
  return search
}
