import { isWithin, type DivisionCode } from '../divisions/division-code.ts'
import type { Officer } from './officer.ts'
import type { PolicyRefusal } from './refusals.ts'

/** Why an officer may not take in a complaint for somebody, or undefined. The desk that accepts is the desk that writes down; without a village, whether at all. */
export function entryRefusal(officer: Officer, villageCode?: DivisionCode): PolicyRefusal | undefined {
  if (officer.role !== 'triage' || !['county', 'city', 'province'].includes(officer.level)) return { code: 'not-your-duty', role: officer.role }
  return villageCode === undefined || isWithin(villageCode, officer.reach) ? undefined : { code: 'out-of-reach' }
}

/** Files of the hotline are taken over by the desk of the county, or of the city whose hotline it is: each case goes to the desk of its place. */
export function hotlineRefusal(officer: Officer): PolicyRefusal | undefined {
  return officer.role === 'triage' && (officer.level === 'county' || officer.level === 'city') ? undefined : { code: 'not-your-duty', role: officer.role }
}

/** Whether an officer who sees a case may compare it with others that he sees. A unit that answers has no need to know who else complained. */
export function mayCompare(officer: Officer): boolean {
  return officer.role === 'triage' || officer.role === 'supervisor'
}

/** Whether an officer who sees a case may read its number at the other office and its scans, which lead to the person. */
export function mayReadIntake(officer: Officer): boolean {
  return officer.role === 'triage'
}
