import { cityOf, isWithin, levelOf, rangeOf } from '../divisions/division-code.ts'
import type { ScreeningOutcome } from './lifecycle.ts'

/** Which way a report goes when this screening is confirmed; undefined when it stays. */
export function directionOf(outcome: ScreeningOutcome | undefined): 'above' | 'below' | undefined {
  return outcome === 'transferUp' ? 'above' : outcome === 'transferDown' ? 'below' : undefined
}

/** Whether a report of this body may go there: up to its city, or down to a county of it. */
export function mayTakeOver(body: number, from: number, direction: 'above' | 'below'): boolean {
  if (body === from) return false
  return direction === 'above' ? body === cityOf(from) : levelOf(body) === 'county' && isWithin(body, rangeOf(from))
}
