import { describe, expect, test } from 'vitest'
import { proposalOutcomes } from '../catalogue/proposals.ts'
import { rangeOf } from '../divisions/division-code.ts'
import { listRefusalFor, proposalRefusalFor, rulesRefusalFor } from './county-list.ts'
import { officerRoles, type Officer, type OfficerRole } from './officer.ts'

const county = 340_521_000_000
const officer = (role: OfficerRole, level: Officer['level'] = 'county', place: number = county, id: string = role): Officer => ({ id, name: '测试员', role, unitId: `unit-${place}`, level, reach: rangeOf(place) })
const about = { countyCode: county, proposerId: 'somebody else' }

describe('the list of a county', () => {
  test.each(officerRoles)('is proposed for and decided on by a %s exactly as the table says', role => {
    const may = role === 'triage'
    expect(listRefusalFor(officer(role)) === undefined).toBe(may)
    expect(proposalRefusalFor(officer(role), about, 'passed') === undefined).toBe(may)
    expect(proposalRefusalFor(officer(role), about, 'refused') === undefined).toBe(may)
  })
  test('is not decided on by whoever proposed, and only that person withdraws', () => {
    const own = { countyCode: county, proposerId: 'triage' }
    for (const outcome of proposalOutcomes) {
      expect(proposalRefusalFor(officer('triage'), own, outcome)).toEqual(outcome === 'withdrawn' ? undefined : { code: 'own-proposal' })
      expect(proposalRefusalFor(officer('triage'), about, outcome)).toEqual(outcome === 'withdrawn' ? { code: 'not-your-proposal' } : undefined)
    }
  })
  test('is not the business of another county’s desk, nor of a desk that is not a county’s', () => {
    expect(proposalRefusalFor(officer('triage', 'county', 340_522_000_000), about, 'passed')).toEqual({ code: 'out-of-reach' })
    expect(listRefusalFor(officer('triage', 'township', 340_521_100_000))).toEqual({ code: 'out-of-reach' })
  })
})

describe('the rules for cases of a county', () => {
  test.each(officerRoles)('are read by a %s exactly as the table says', role => {
    const reads = ['triage', 'supervisor', 'handler', 'leader'].includes(role)
    expect(rulesRefusalFor(officer(role)) === undefined).toBe(reads)
    expect(rulesRefusalFor(officer(role, 'township', 340_521_100_000)) === undefined).toBe(reads)
    expect(rulesRefusalFor(officer(role, 'city', 340_500_000_000))).toBeDefined()
  })
})
