import { isWithin, type DivisionCode } from '../divisions/division-code.ts'
import { isOneNow, type Officer, type OfficerRole } from './officer.ts'
import type { PolicyRefusal } from './refusals.ts'

export const edgeKinds = ['parent', 'supervises'] as const
/** How a unit stands over another: it leads it, or it supervises it. */
export type EdgeKind = (typeof edgeKinds)[number]

const readers: readonly OfficerRole[] = ['triage', 'leader', 'system-admin', 'security-admin']

/** Why an officer may not read who heads and who stands over the units: the desks that sort complaints and the leaders do, and who makes the units. */
export function organisationReadRefusal(officer: Officer): PolicyRefusal | undefined {
  return readers.includes(officer.role) ? undefined : { code: 'not-your-duty', role: officer.role }
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

export const unitActs = ['make', 'rename', 'end'] as const
export type UnitAct = (typeof unitActs)[number]

/** A unit alone gives nobody anything: posts and accounts in it take two. So the system administrator makes and names it; what only takes away, either does. */
const unitDuties = { make: ['system-admin'], rename: ['system-admin'], end: ['system-admin', 'security-admin'] } as const satisfies Record<UnitAct, readonly OfficerRole[]>

/** Why an officer may not make, name anew or end a unit. `place` is where it lies: that of the own organisation, or it is not found. */
export function unitRefusal(officer: Officer, act: UnitAct, place?: DivisionCode): PolicyRefusal | undefined {
  if (!(unitDuties[act] as readonly OfficerRole[]).includes(officer.role)) return { code: 'not-your-duty', role: officer.role }
  return place === undefined || isWithin(place, officer.reach) ? undefined : { code: 'out-of-reach' }
}
