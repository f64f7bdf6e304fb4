import type { DisclosureAbout } from './disclosures.ts'
import type { Officer } from './officer.ts'
import { isOnePerson, isReviewerOf } from './officer.ts'
import type { PolicyRefusal } from './refusals.ts'

/** Why an officer may not accept a finding of a draft. The second person is a reviewer of the township who wrote nothing in it. */
export function waiveRefusal(officer: Officer, about: DisclosureAbout): PolicyRefusal | undefined {
  if (officer.role !== 'reviewer') return { code: 'not-your-duty', role: officer.role }
  if (!isReviewerOf(officer, about.villageCode)) return { code: 'out-of-reach' }
  if (about.authorIds.some(id => isOnePerson(officer, id, about.since))) return { code: 'author-cannot-review' }
  const isOpen = about.state === 'draft' || about.state === 'submitted' || about.state === 'returned'
  return isOpen ? undefined : { code: 'disclosure-not-now', state: about.state, possible: [] }
}
