import { randomUUID } from 'node:crypto'
import type { Officer } from '#rules/policy/officer.ts'
import type { CaseNarrowing } from '#records/case-narrowing.ts'
import { inTransaction } from '#records/database.ts'
import { deleteSavedFilter, insertSavedFilter, listSavedFilters, renameSavedFilter, type SavedFilter } from '#records/saved-filters.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'

export const mostFilters = 20

export type FilterRefusal = { readonly code: 'not-found' | 'filter-unnamed' | 'filter-name-used' } | { readonly code: 'too-many-filters'; readonly most: number }

/** What a list is narrowed to, with a name for it and its order. */
export type NewFilter = CaseNarrowing & { readonly name: string; readonly sort: string }

/** Gives a name to what a list is narrowed to. Every officer has names of their own. */
export async function saveFilter(context: Context, officer: Officer, asked: NewFilter): Promise<Outcome<{ id: string }, FilterRefusal>> {
  const name = asked.name.trim()
  if (name === '') return refuse({ code: 'filter-unnamed' })
  return inTransaction(context.db, async (tx): Promise<Outcome<{ id: string }, FilterRefusal>> => {
    if ((await listSavedFilters(tx, officer.id)).length >= mostFilters) return refuse({ code: 'too-many-filters', most: mostFilters })
    const id = randomUUID()
    const isSaved = await insertSavedFilter(tx, { ...keptOf(asked), id, name, officerId: officer.id, at: new Date(context.clock.now()) })
    return isSaved ? done({ id }) : refuse({ code: 'filter-name-used' })
  })
}

function keptOf({ queue, sort, q, state, village, unit, item, channel, light }: NewFilter): Omit<SavedFilter, 'id' | 'name'> {
  return { queue, sort, q: q ?? '', state: state ?? null, villageCode: village ?? null, unitId: unit ?? null, itemSlug: item ?? null, channel: channel ?? null, light: light ?? null }
}

export async function renameFilter(context: Context, officer: Officer, id: string, given: string): Promise<Outcome<{ id: string }, FilterRefusal>> {
  const name = given.trim()
  if (name === '') return refuse({ code: 'filter-unnamed' })
  return inTransaction(context.db, async (tx): Promise<Outcome<{ id: string }, FilterRefusal>> => {
    const own = await listSavedFilters(tx, officer.id)
    if (!own.some(filter => filter.id === id)) return refuse({ code: 'not-found' })
    if (own.some(filter => filter.id !== id && filter.name === name)) return refuse({ code: 'filter-name-used' })
    await renameSavedFilter(tx, officer.id, id, name)
    return done({ id })
  })
}

export async function forgetFilter(context: Context, officer: Officer, id: string): Promise<Outcome<{ id: string }, FilterRefusal>> {
  return inTransaction(context.db, async (tx): Promise<Outcome<{ id: string }, FilterRefusal>> => {
    if (!(await listSavedFilters(tx, officer.id)).some(filter => filter.id === id)) return refuse({ code: 'not-found' })
    await deleteSavedFilter(tx, officer.id, id)
    return done({ id })
  })
}
