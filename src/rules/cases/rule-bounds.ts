import { limitNames, type CaseLimits, type LimitKey } from './case-rules.ts'

export const boundBases = ['notice', 'remit', 'answer', 'extension', 'appeal', 'review', 'sample', 'rating', 'platform'] as const
/** Which rule leaves a county no further room; text/case-rules.ts quotes it. */
export type BoundBasis = (typeof boundBases)[number]

type Bound = { readonly least?: number; readonly most?: number; readonly basis: BoundBasis }

/**
 * How far a county may go. 《信访工作条例》 counts in days of the calendar, these limits in working days: so many working days lie within the
 * days it allows whatever holiday falls into them.
 */
export const limitBounds: Partial<Record<LimitKey, Bound>> = {
  accept: { most: 5, basis: 'notice' },
  confirmRejection: { most: 5, basis: 'notice' },
  returnWithin: { most: 5, basis: 'remit' },
  handle: { most: 30, basis: 'answer' },
  extensionDays: { most: 20, basis: 'extension' },
  appealCalendarDays: { least: 30, basis: 'appeal' },
  decideAppeal: { most: 15, basis: 'review' },
  visitPercent: { least: 20, basis: 'sample' },
  // What the platform promises everybody, wherever he lives: no third extension, no third return, and time enough to judge an answer.
  mostExtensions: { most: 2, basis: 'platform' },
  askBefore: { least: 1, basis: 'platform' },
  mostReturns: { most: 2, basis: 'platform' },
  rateCalendarDays: { least: 7, basis: 'platform' },
  reopenCalendarDays: { least: 30, basis: 'platform' },
  // Steps between the promises may not take them up.
  ...Object.fromEntries((['assign', 'reassign', 'countyDecides', 'sign', 'contact', 'review', 'orderRedo', 'decideEscalation'] as const).map(step => [step, { most: 10, basis: 'platform' as const }])),
  redo: { most: 30, basis: 'answer' },
}

/** All extensions together: no more working days than lie within thirty days, as they usually fall. */
const mostExtended = 20

/** A limit that a county may not set so, and what it may. */
export type BoundProblem = { readonly name: LimitKey; readonly bound: 'least' | 'most'; readonly days: number; readonly basis: BoundBasis }

/** Everything about these limits that goes beyond what is fixed for every county. */
export function boundProblems(limits: CaseLimits): BoundProblem[] {
  const problems = limitNames.flatMap((name): BoundProblem[] => {
    const bound = limitBounds[name]
    if (bound?.most !== undefined && limits[name] > bound.most) return [{ name, bound: 'most', days: bound.most, basis: bound.basis }]
    if (bound?.least !== undefined && limits[name] < bound.least) return [{ name, bound: 'least', days: bound.least, basis: bound.basis }]
    return []
  })
  const most = limits.extensionDays === 0 ? limits.mostExtensions : Math.floor(mostExtended / limits.extensionDays)
  if (limits.mostExtensions > most && limits.extensionDays <= mostExtended) problems.push({ name: 'mostExtensions', bound: 'most', days: most, basis: 'extension' })
  // Nobody who may still rate is counted as silent.
  if (limits.silentCloseCalendarDays < limits.rateCalendarDays) problems.push({ name: 'silentCloseCalendarDays', bound: 'least', days: limits.rateCalendarDays, basis: 'rating' })
  return problems
}
