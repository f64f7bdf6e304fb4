import { describe, expect, test } from 'vitest'
import { rangeOf } from '../divisions/division-code.ts'
import { officerRoles, type Officer, type OfficerRole } from './officer.ts'
import { organisationReadRefusal, organisationRefusal, unitActs, unitRefusal, type UnitAct } from './organisation.ts'

const county = 340_521_000_000
const officer = (role: OfficerRole, level: Officer['level'] = 'county', place: number = county): Officer => ({ id: role, name: '测试员', role, unitId: `unit-${place}`, level, reach: rangeOf(place) })
const about = { unitId: 'department', divisionCode: county }

describe('heads and superiors', () => {
  test.each(officerRoles)('are read and kept by a %s exactly as the table says', role => {
    expect(organisationReadRefusal(officer(role)) === undefined).toBe(['triage', 'leader', 'system-admin', 'security-admin'].includes(role))
    expect(organisationRefusal(officer(role), about) === undefined).toBe(role === 'triage')
  })
  test('are not kept by another county’s desk, and by the city’s for all of its counties', () => {
    expect(organisationRefusal(officer('triage', 'county', 340_522_000_000), about)).toEqual({ code: 'out-of-reach' })
    expect(organisationRefusal(officer('triage', 'city', 340_500_000_000), about)).toBeUndefined()
  })
  test('of one’s own unit, and of oneself, are left to the desk above', () => {
    expect(organisationRefusal(officer('triage'), { unitId: `unit-${county}`, divisionCode: county })).toEqual({ code: 'own-post' })
    expect(organisationRefusal(officer('triage'), { ...about, officerId: 'triage' })).toEqual({ code: 'own-post' })
  })
})

describe('units', () => {
  const yes: Record<UnitAct, readonly OfficerRole[]> = { make: ['system-admin'], rename: ['system-admin'], end: ['system-admin', 'security-admin'] }
  test.each(unitActs)('%s is for those and nobody else, in the own organisation', act => {
    for (const role of officerRoles) {
      expect(unitRefusal(officer(role), act, county), role).toEqual(yes[act].includes(role) ? undefined : { code: 'not-your-duty', role })
      if (yes[act].includes(role)) expect(unitRefusal(officer(role), act, 340_522_000_000)).toEqual({ code: 'out-of-reach' })
    }
  })
})
