import type { DivisionCode } from '../divisions/division-code.ts'
import { isWithin } from '../divisions/division-code.ts'
import { isOnePerson, type Officer } from './officer.ts'
import { isReviewerOf } from './officer.ts'
import type { PolicyRefusal } from './refusals.ts'

/** Why an officer may not take a village's record down: a reviewer of its township or the county's triage desk may, alone and at once. */
export function takedownRefusal(officer: Officer, village: DivisionCode): PolicyRefusal | undefined {
  if (officer.role !== 'reviewer' && officer.role !== 'triage') return { code: 'not-your-duty', role: officer.role }
  const isInReach = officer.role === 'triage' ? isWithin(village, officer.reach) : isReviewerOf(officer, village)
  return isInReach ? undefined : { code: 'out-of-reach' }
}

/** Why an officer may not confirm a take-down: the same duty, and never the person who took the record down. */
export function confirmRefusal(officer: Officer, about: { readonly villageCode: DivisionCode; readonly openedBy: string; readonly openedAt?: Date | undefined }): PolicyRefusal | undefined {
  return takedownRefusal(officer, about.villageCode) ?? (isOnePerson(officer, about.openedBy, about.openedAt) ? { code: 'author-cannot-review' } : undefined)
}
