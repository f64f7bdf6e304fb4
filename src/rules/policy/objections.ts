import type { DivisionCode } from '../divisions/division-code.ts'
import { isWithin } from '../divisions/division-code.ts'
import type { ObjectionActor } from '../objections/lifecycle.ts'
import { isClerkOf, isOneNow, isReviewerOf, type Officer } from './officer.ts'
import type { PolicyRefusal } from './refusals.ts'

/** As which actor an officer may deal with the objections of a village; undefined when not at all. */
export function objectionActorOf(officer: Officer, village: DivisionCode): Extract<ObjectionActor, 'clerk' | 'reviewer'> | undefined {
  if (isClerkOf(officer, village)) return 'clerk'
  return isReviewerOf(officer, village) ? 'reviewer' : undefined
}

/**
 * Why an officer may not hide words of an objection from the public: a reviewer of the township or the triage desk may, never the village,
 * and never somebody who made or approved the record, or who answered: nobody silences a doubt about the own work.
 */
export function hidingRefusal(officer: Officer, about: { readonly villageCode: DivisionCode; readonly involvedIds: readonly string[] }): PolicyRefusal | undefined {
  if (officer.role !== 'reviewer' && officer.role !== 'triage') return { code: 'not-your-duty', role: officer.role }
  const isInReach = officer.role === 'triage' ? isWithin(about.villageCode, officer.reach) : isReviewerOf(officer, about.villageCode)
  if (!isInReach) return { code: 'out-of-reach' }
  return about.involvedIds.some(id => isOneNow(officer, id)) ? { code: 'conflict-of-interest', of: 'record-author' } : undefined
}
