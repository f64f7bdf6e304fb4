import { describe, expect, test } from 'vitest'
import { rangeOf } from '../divisions/division-code.ts'
import { disclosureStates, type DisclosureAbout, type DisclosureState } from './disclosures.ts'
import { officerRoles, type Officer, type OfficerRole } from './officer.ts'
import { confirmRefusal, takedownRefusal } from './takedown.ts'
import { waiveRefusal } from './waivers.ts'

const village = 340_521_100_201
const officer = (role: OfficerRole, level: Officer['level'], place: number, id: string = role): Officer => ({ id, name: '测试员', role, unitId: `unit-${place}`, level, reach: rangeOf(place) })
const officers: Record<OfficerRole, Officer> = {
  clerk: officer('clerk', 'village', village), reviewer: officer('reviewer', 'township', 340_521_100_000), triage: officer('triage', 'county', 340_521_000_000),
  committee: officer('committee', 'village', village),
  supervisor: officer('supervisor', 'county', 340_521_000_000), handler: officer('handler', 'county', 340_521_000_000), leader: officer('leader', 'county', 340_521_000_000),
  inspector: officer('inspector', 'county', 340_521_000_000),
  'system-admin': officer('system-admin', 'county', 340_521_000_000),
  'security-admin': officer('security-admin', 'county', 340_521_000_000),
  'audit-admin': officer('audit-admin', 'county', 340_521_000_000),
  'custodian': officer('custodian', 'county', 340_521_000_000),
}
const elsewhere = { reviewer: officer('reviewer', 'township', 340_521_101_000), triage: officer('triage', 'county', 340_522_000_000) }
const about = (state: DisclosureState, authorIds: string[] = ['clerk']): DisclosureAbout => ({ state, villageCode: village, authorIds })

describe('accepting a finding', () => {
  const open: readonly DisclosureState[] = ['draft', 'submitted', 'returned']
  test.each(disclosureStates)('of a version that is %s is for a reviewer of its township, while it is open', state => {
    for (const role of officerRoles) expect(waiveRefusal(officers[role], about(state)) === undefined, role).toBe(role === 'reviewer' && open.includes(state))
  })
  test('is not for a reviewer of another township, and not for one who wrote in it', () => {
    expect(waiveRefusal(elsewhere.reviewer, about('submitted'))).toEqual({ code: 'out-of-reach' })
    expect(waiveRefusal(officers.reviewer, about('submitted', ['clerk', 'reviewer']))).toEqual({ code: 'author-cannot-review' })
  })
})

describe('taking a record down in an emergency', () => {
  test.each(officerRoles)('a %s may exactly as the table says', role => {
    const may = role === 'reviewer' || role === 'triage'
    expect(takedownRefusal(officers[role], village) === undefined).toBe(may)
    expect(confirmRefusal(officers[role], { villageCode: village, openedBy: 'somebody else' }) === undefined).toBe(may)
    expect(confirmRefusal(officers[role], { villageCode: village, openedBy: role })).toBeDefined()
  })
  test('is not for those of another township or county', () => {
    for (const stranger of Object.values(elsewhere)) expect(takedownRefusal(stranger, village)).toEqual({ code: 'out-of-reach' })
  })
})
