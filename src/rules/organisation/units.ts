import { levelOf, type DivisionCode } from '../divisions/division-code.ts'
import { levelsOf, type UnitKind } from './set-up-words.ts'

/** What a unit is called, in characters. The spreadsheet of a set-up takes as many. */
export const nameLengths = { zh: 60, en: 120 } as const

/** Kinds of which something is always sent to the place: without one nobody would receive complaints, reports, records or requests there. Of the others there may be none. */
const neededKinds: readonly UnitKind[] = ['village', 'township', 'discipline', 'inspection', 'leadership', 'custody', 'administration']

type NamedInBoth = { readonly zh: string; readonly en: string }

/** What speaks against the end of a unit, each by itself. */
export type UnitStanding = {
  readonly kind: UnitKind
  /** Whether its place is one that there is today. */
  readonly isPlacePresent: boolean
  /** Other units of the place that do the same; of custodians those of the same group, and of a unit that never had any all. */
  readonly alike: number
  readonly posts: readonly string[]
  readonly below: readonly NamedInBoth[]
  readonly items: readonly NamedInBoth[]
  readonly hasWork: boolean
}

export type UnitEndProblem =
  | { readonly code: 'unit-has-posts'; readonly names: readonly string[] }
  | { readonly code: 'unit-bound'; readonly names: readonly NamedInBoth[] }
  | { readonly code: 'unit-leads'; readonly names: readonly NamedInBoth[] }
  | { readonly code: 'unit-has-work' }
  | { readonly code: 'unit-last' }

/** Why a unit cannot end, the first thing to be put right first. guard_unit() of migration 0056 says the same but for the last of its kind. */
export function unitEndProblem({ kind, isPlacePresent, alike, posts, below, items, hasWork }: UnitStanding): UnitEndProblem | undefined {
  if (isPlacePresent && alike === 0 && neededKinds.includes(kind)) return { code: 'unit-last' }
  if (posts.length > 0) return { code: 'unit-has-posts', names: posts }
  if (items.length > 0) return { code: 'unit-bound', names: items }
  if (below.length > 0) return { code: 'unit-leads', names: below }
  return hasWork ? { code: 'unit-has-work' } : undefined
}

export type UnitNameProblem = { readonly code: 'unit-name-wrong' | 'unit-kind-place' }

/** Whether a unit of this kind can be at this place and be called so. */
export function unitProblem({ kind, place, zh, en }: { readonly kind: UnitKind; readonly place: DivisionCode; readonly zh: string; readonly en: string }): UnitNameProblem | undefined {
  if (zh === '' || [...zh].length > nameLengths.zh || [...en].length > nameLengths.en) return { code: 'unit-name-wrong' }
  return (levelsOf[kind] as readonly string[]).includes(levelOf(place)) ? undefined : { code: 'unit-kind-place' }
}

/** A name as it is kept: without blanks around it, and one blank for several. */
export function unitNameOf(text: string): string {
  return text.trim().replaceAll(/\s+/gu, ' ')
}
