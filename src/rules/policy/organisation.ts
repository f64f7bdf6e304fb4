import { isWithin, type DivisionCode } from '../divisions/division-code.ts'
import { isOneNow, type Officer } from './officer.ts'
import type { PolicyRefusal } from './refusals.ts'

export const edgeKinds = ['parent', 'supervises'] as const
/** How a unit stands over another: it leads it, or it supervises it. */
export type EdgeKind = (typeof edgeKinds)[number]

/** Why an officer may not read who heads and who stands over the units: the desks that sort complaints and the leaders do. */
export function organisationReadRefusal(officer: Officer): PolicyRefusal | undefined {
  return officer.role === 'triage' || officer.role === 'leader' ? undefined : { code: 'not-your-duty', role: officer.role }
}

/** What a change of the organisation touches: a unit with its place, and of a head the officer. */
export type OrganisationAbout = { readonly unitId: string; readonly divisionCode: DivisionCode; readonly officerId?: string | undefined }

/**
 * Why an officer may not say who heads this unit or stands over it: the desk that sorts complaints does, within its reach. Never of its own unit and
 * nobody of himself, or a bar could be lifted by whom it bars; for the desk of a county the city's does it.
 */
export function organisationRefusal(officer: Officer, { unitId, divisionCode, officerId }: OrganisationAbout): PolicyRefusal | undefined {
  if (officer.role !== 'triage') return { code: 'not-your-duty', role: officer.role }
  if (!isWithin(divisionCode, officer.reach)) return { code: 'out-of-reach' }
  return unitId === officer.unitId || (officerId !== undefined && isOneNow(officer, officerId)) ? { code: 'own-post' } : undefined
}
