import { addDays, type PlainDate } from '../calendar/plain-date.ts'

/** How far a term may begin in the future, in days: the same as in a spreadsheet. */
export const furthestBeginning = 366

export type Term = { readonly from: PlainDate; readonly to: PlainDate | undefined; readonly isHead: boolean }
export type TermProblem = { readonly code: 'term-order' | 'term-over' | 'term-far' | 'head-later' }

/** What is wrong with a term. Access ends on its last day: on that day nobody gets in by it any more. */
export function termProblem({ from, to, isHead }: Term, today: PlainDate): TermProblem | undefined {
  if (to !== undefined && to <= from) return { code: 'term-order' }
  if (to !== undefined && to <= today) return { code: 'term-over' }
  if (from > addDays(today, furthestBeginning)) return { code: 'term-far' }
  return isHead && from > today ? { code: 'head-later' } : undefined
}

type Held = { readonly to: PlainDate | undefined; readonly isHead: boolean }

/**
 * Whether a change waits for a second administrator: whatever gives, as an account does. A longer term is access for longer; a head decides what others are kept from. A title is only shown, and a shorter term
 * only takes away.
 */
export function needsGrant(before: Held, after: Held): boolean {
  const isLonger = before.to !== undefined && (after.to === undefined || after.to > before.to)
  return isLonger || (after.isHead && !before.isHead)
}
