import { describe, expect, test } from 'vitest'
import { rangeOf } from '../divisions/division-code.ts'
import type { DisclosureAbout, DisclosureAction, DisclosureState } from './disclosures.ts'
import { allowedActions, canSee, disclosureActions, disclosureStates, refusalFor } from './disclosures.ts'
import type { Officer, OfficerRole } from './officer.ts'
import { officerRoles } from './officer.ts'

const village = 340_521_100_201
const neighbour = 340_521_100_202
const township = 340_521_100_000
const county = 340_521_000_000

const officer = (role: OfficerRole, level: Officer['level'], place: number, id: string = role): Officer => ({ id, name: '测试员', role, unitId: `unit-${place}`, level, reach: rangeOf(place) })
const officers: Record<OfficerRole, Officer> = {
  clerk: officer('clerk', 'village', village),
  committee: officer('committee', 'village', village),
  reviewer: officer('reviewer', 'township', township),
  triage: officer('triage', 'county', county),
  supervisor: officer('supervisor', 'county', county),
  handler: officer('handler', 'county', county),
  leader: officer('leader', 'county', county),
  inspector: officer('inspector', 'county', county),
  'system-admin': officer('system-admin', 'county', county),
  'security-admin': officer('security-admin', 'county', county),
  'custodian': officer('custodian', 'county', county),
  'audit-admin': officer('audit-admin', 'county', county),
}
const about = (state: DisclosureState, authorIds: string[] = ['clerk']): DisclosureAbout => ({ state, villageCode: village, authorIds })

const yes: Record<DisclosureState, Partial<Record<OfficerRole, DisclosureAction[]>>> = {
  draft: { clerk: ['edit', 'submit'] },
  atCommittee: { committee: ['endorse', 'returnDraft'] },
  submitted: { reviewer: ['approve', 'schedule', 'returnDraft'] },
  returned: { clerk: ['edit', 'submit'] },
  scheduled: { reviewer: ['unschedule'] },
  published: { clerk: ['correct', 'askWithdrawal'] },
  withdrawalAsked: { reviewer: ['withdraw', 'refuseWithdrawal'] },
  superseded: {},
  withdrawn: {},
  owed: { clerk: ['declareNil'] },
  nilDeclared: { reviewer: ['approveNil', 'returnNil'] },
  nilPublished: {},
}
const publicStates: readonly DisclosureState[] = ['published', 'withdrawalAsked', 'superseded', 'nilPublished']

describe.each(disclosureStates)('a version that is %s', state => {
  test.each(officerRoles)('offers a %s exactly what the table says', role => {
    for (const action of disclosureActions) {
      const isAllowed = allowedActions(officers[role], about(state)).includes(action)
      expect(isAllowed, action).toBe(yes[state][role]?.includes(action) ?? false)
      expect(refusalFor(officers[role], action, about(state)) === undefined, action).toBe(isAllowed)
    }
  })

  test.each(officerRoles)('is shown to a %s only when it is public or on that desk', role => {
    expect(canSee(officers[role], about(state))).toBe(publicStates.includes(state) || role === 'clerk' || role === 'committee' || role === 'reviewer')
  })
})

describe('a draft', () => {
  test('is written by the clerk of that very village or of its township, who may never decide it', () => {
    const ofTownship = officer('clerk', 'township', township, 'township clerk')
    expect(allowedActions(ofTownship, about('draft'))).toEqual(['edit', 'submit'])
    expect(allowedActions(ofTownship, about('published'))).toEqual(['correct', 'askWithdrawal'])
    expect(allowedActions(ofTownship, about('submitted'))).toEqual([])
    expect(refusalFor(ofTownship, 'approve', about('submitted', []))).toEqual({ code: 'not-your-duty', role: 'clerk' })
    const wrong = [
      officer('clerk', 'village', neighbour),
      officer('clerk', 'township', 340_521_101_000),
      officer('clerk', 'township', county),
      officer('clerk', 'county', county),
      officer('clerk', 'village', township),
    ]
    for (const other of wrong) {
      expect(refusalFor(other, 'edit', about('draft'))).toEqual({ code: 'out-of-reach' })
      expect(canSee(other, about('draft'))).toBe(false)
    }
  })

  test('is decided by a reviewer of that township', () => {
    const wrong = [
      officer('reviewer', 'township', 340_521_101_000),
      officer('reviewer', 'county', county),
      officer('reviewer', 'village', village),
      officer('reviewer', 'township', county),
    ]
    for (const other of wrong) {
      expect(refusalFor(other, 'approve', about('submitted'))).toEqual({ code: 'out-of-reach' })
      expect(canSee(other, about('submitted'))).toBe(false)
    }
  })

  test('is never decided by anyone who wrote in it', () => {
    const touched = about('submitted', ['clerk', 'reviewer'])
    for (const action of ['approve', 'returnDraft'] as const) {
      expect(refusalFor(officers.reviewer, action, touched)).toEqual({ code: 'author-cannot-review' })
    }
    expect(allowedActions({ ...officers.reviewer, id: 'colleague' }, touched)).toEqual(['approve', 'schedule', 'returnDraft'])
  })

  test('is passed by the committee of that very village, whoever else is of a committee', () => {
    for (const other of [officer('committee', 'village', neighbour), officer('committee', 'township', township), officer('committee', 'village', township)]) {
      expect(refusalFor(other, 'endorse', about('atCommittee'))).toEqual({ code: 'out-of-reach' })
    }
    expect(refusalFor(officers.committee, 'endorse', about('atCommittee', ['clerk', 'committee']))).toEqual({ code: 'author-cannot-review' })
  })

  test('is never decided by whoever passed it for the committee', () => {
    const endorsed = { ...about('submitted'), endorserIds: ['reviewer'] }
    for (const action of ['approve', 'schedule', 'returnDraft'] as const) expect(refusalFor(officers.reviewer, action, endorsed)).toEqual({ code: 'author-cannot-review' })
  })

  test('is refused with what is possible instead', () => {
    expect(refusalFor(officers.clerk, 'edit', about('submitted'))).toEqual({
      code: 'disclosure-not-now',
      state: 'submitted',
      possible: ['approve', 'schedule', 'returnDraft'],
    })
    expect(refusalFor(officers.clerk, 'approve', about('submitted'))).toEqual({ code: 'not-your-duty', role: 'clerk' })
  })
})
