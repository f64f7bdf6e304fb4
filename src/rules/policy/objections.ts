import type { DivisionCode } from '../divisions/division-code.ts'
import type { ObjectionActor } from '../objections/lifecycle.ts'
import { isClerkOf, isReviewerOf, type Officer } from './officer.ts'

/** As which actor an officer may deal with the objections of a village; undefined when not at all. */
export function objectionActorOf(officer: Officer, village: DivisionCode): Extract<ObjectionActor, 'clerk' | 'reviewer'> | undefined {
  if (isClerkOf(officer, village)) return 'clerk'
  return isReviewerOf(officer, village) ? 'reviewer' : undefined
}
