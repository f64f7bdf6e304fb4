import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actionRules } from '../cases/action-rules.ts'
import { answerOwedStates, caseActions, caseStates, type CaseAction, type CaseState } from '../cases/states.ts'
import { plainDateInShanghai } from '../calendar/plain-date.ts'
import { rangeOf } from '../divisions/division-code.ts'
import { allowedActions, canSee, helperRefusal, refusalFor, type CaseAbout } from './cases.ts'
import { officerRoles, type Officer, type OfficerRole } from './officer.ts'

const village = 340_521_100_201
const township = 340_521_100_000
const county = 340_521_000_000
const elsewhere = 340_522_100_201
const administrator = (role: OfficerRole): Officer => ({ id: role, name: '管理员', role, unitId: 'administration', level: 'county', reach: rangeOf(county) })
const officers: Record<OfficerRole, Officer> = {
  clerk: { id: 'wang', name: '王会计', role: 'clerk', unitId: 'village', level: 'village', reach: rangeOf(village) },
  committee: { id: 'sun', name: '孙监督', role: 'committee', unitId: 'village', level: 'village', reach: rangeOf(village) },
  reviewer: { id: 'zhao', name: '赵审核', role: 'reviewer', unitId: 'township', level: 'township', reach: rangeOf(township) },
  triage: { id: 'desk', name: '分办员甲', role: 'triage', unitId: 'discipline', level: 'county', reach: rangeOf(county) },
  supervisor: { id: 'li', name: '李四', role: 'supervisor', unitId: 'group', level: 'county', reach: rangeOf(county) },
  handler: { id: 'zhang', name: '张三', role: 'handler', unitId: 'water', level: 'county', reach: rangeOf(county) },
  inspector: { id: 'tips', name: '检举控告员甲', role: 'inspector', unitId: 'inspection', level: 'county', reach: rangeOf(county) },
  'custodian': { id: 'keeper', name: '保管人甲', role: 'custodian', unitId: 'custody', level: 'county', reach: rangeOf(county) },
  leader: { id: 'chief', name: '领导甲', role: 'leader', unitId: 'county-office', level: 'county', reach: rangeOf(county) },
  'system-admin': administrator('system-admin'), 'security-admin': administrator('security-admin'), 'audit-admin': administrator('audit-admin'),
}

const about = (state: CaseState, more: Partial<CaseAbout> = {}): CaseAbout => ({
  state, villageCode: village, responsibleUnitId: 'water', supervisingUnitId: 'group', namedOfficerIds: [], namedUnitIds: [], recordAuthorIds: [], extensionsAsked: 1, ...more,
})

const watched: CaseAction[] = ['explain', 'supervise', 'liftSupervision']
const mergeable: CaseAction[] = ['merge', 'split']

/** For each state, what each role may do with a case on its desk. A role that is not written may do nothing. Which limits hold then is asked elsewhere. */
const yes: Record<CaseState, Partial<Record<OfficerRole, CaseAction[]>>> = {
  submitted: { handler: ['explain'], triage: ['accept', 'askMore', 'divert', 'proposeRejection', ...mergeable, ...watched], supervisor: ['explain', 'supervise'] },
  needsMoreInfo: {},
  lapsed: {},
  diverted: {},
  rejectionProposed: { handler: ['explain'], triage: ['confirmRejection', 'declineRejection', ...watched], supervisor: ['explain', 'supervise'] },
  rejected: {},
  appealed: { handler: ['explain'], triage: ['upholdRejection', 'overruleRejection', ...watched], supervisor: ['explain', 'supervise'] },
  accepted: { handler: ['explain'], triage: ['assign', 'divert', ...mergeable, ...watched], supervisor: ['explain', 'merge', 'supervise', 'recordVisit'] },
  assigned: { handler: ['explain', 'return', 'sign'], triage: ['recall', ...mergeable, ...watched], supervisor: ['explain', 'merge', 'supervise', 'recordVisit'] },
  returned: { handler: ['explain'], triage: ['assign', ...mergeable, ...watched], supervisor: ['explain', 'merge', 'supervise', 'recordVisit'] },
  countyDecides: { handler: ['explain'], triage: ['assign', ...mergeable, ...watched], supervisor: ['explain', 'merge', 'supervise', 'recordVisit'] },
  handling: { handler: ['explain', 'askExtension', 'draftReply'], supervisor: ['explain', 'merge', 'joinUnits', 'supervise', 'recordVisit'], triage: ['recall', 'joinUnits', ...mergeable, ...watched] },
  jointHandling: { handler: ['explain', 'askExtension', 'draftReply', 'contribute'], supervisor: ['explain', 'merge', 'joinUnits', 'releaseUnits', 'supervise', 'recordVisit'], triage: ['recall', 'joinUnits', 'releaseUnits', ...mergeable, ...watched] },
  extensionPending: { handler: ['explain'], supervisor: ['explain', 'grantExtension', 'refuseExtension', 'supervise', 'recordVisit'], triage: ['recall', ...watched] },
  replyDrafted: { handler: ['explain'], supervisor: ['explain', 'passReview', 'failReview', 'supervise', 'recordVisit'], triage: watched },
  replied: { handler: ['explain'], supervisor: ['explain', 'recordVisit', 'orderRedo', 'supervise'], triage: watched },
  rated: { handler: ['explain'], supervisor: ['explain', 'orderRedo', 'recordVisit', 'supervise'], triage: watched },
  redo: { handler: ['explain', 'sign'], supervisor: ['explain', 'supervise', 'recordVisit'], triage: ['assign', ...watched] },
  escalated: { handler: ['explain'], triage: ['decideEscalation', ...watched], supervisor: ['explain', 'recordVisit', 'supervise'] },
  closed: { supervisor: ['explain', 'recordVisit'], handler: ['explain'], triage: ['explain'] },
  merged: { triage: ['unmerge'], supervisor: ['unmerge', 'recordVisit'] },
  withdrawn: {},
}

/** While no answer is out, the desk says under which item it falls. */
const unanswered: readonly CaseState[] = ['submitted', 'needsMoreInfo', 'rejectionProposed', 'appealed', ...answerOwedStates]
const silent: readonly CaseState[] = ['needsMoreInfo', 'lapsed', 'diverted', 'rejected', 'closed', 'withdrawn']

describe.each(caseStates)('a case that is %s', state => {
  test.each(officerRoles)('offers a %s exactly what the table says', role => {
    const officer = officers[role]
    for (const action of caseActions) {
      const isAllowed = allowedActions(officer, about(state)).includes(action)
      // Saying whom it is about, and what the units read of it, is the desk's as long as the file exists.
      if (['nameSubjects', 'redactStatement', 'releaseWords', 'askIdentity', 'viewIdentity'].includes(action)) expect(isAllowed).toBe(role === 'triage')
      else if (action === 'classify') expect(isAllowed).toBe(role === 'triage' && unanswered.includes(state))
      // Whoever works on it writes to the complainant while it runs or its answer is judged.
      else if (action === 'writeMessage') expect(isAllowed).toBe(!silent.includes(state) && ['triage', 'supervisor', 'handler'].includes(role))
      else expect(isAllowed, action).toBe(yes[state][role]?.includes(action) ?? false)
    }
  })
})

describe('a duty', () => {
  /** Whatever the state: the actions a role may ever perform on a case of its own desk. */
  const duties: Record<OfficerRole, CaseAction[]> = {
    clerk: [], committee: [], reviewer: [], leader: [], inspector: [], custodian: [], 'system-admin': [], 'security-admin': [], 'audit-admin': [],
    triage: ['accept', 'askMore', 'divert', 'proposeRejection', 'confirmRejection', 'declineRejection', 'upholdRejection', 'overruleRejection', 'assign', 'recall', 'joinUnits', 'releaseUnits',
      'decideEscalation', 'supervise', 'liftSupervision', 'explain', 'merge', 'unmerge', 'split', 'classify', 'nameSubjects', 'redactStatement', 'writeMessage', 'releaseWords', 'askIdentity', 'viewIdentity'],
    supervisor: ['joinUnits', 'releaseUnits', 'grantExtension', 'refuseExtension', 'passReview', 'failReview', 'recordVisit', 'orderRedo', 'supervise', 'merge', 'unmerge', 'explain', 'writeMessage'],
    handler: ['return', 'sign', 'contribute', 'askExtension', 'draftReply', 'explain', 'writeMessage'],
  }
  test.each(officerRoles)('of a %s is that and no other', role => {
    for (const action of caseActions) {
      const refusal = refusalFor(officers[role], action, about('handling'))
      if (duties[role].includes(action)) expect(refusal, action).toBeUndefined()
      // What custodians do follows from a request, never from seeing the case.
      else if (role === 'custodian' && (actionRules[action].duties as readonly string[]).includes(role)) expect(refusal, action).toEqual({ code: 'out-of-reach' })
      else expect(refusal, action).toEqual({ code: 'not-your-duty', role })
    }
  })

  test('to decide the second extension is the county’s and no longer the supervising unit’s', () => {
    const second = about('extensionPending', { extensionsAsked: 2 })
    expect(allowedActions(officers.triage, second)).toEqual(['grantExtension', 'refuseExtension', 'recall', 'classify', 'nameSubjects', 'redactStatement', 'releaseWords', 'askIdentity', 'viewIdentity', 'explain', 'writeMessage', 'supervise', 'liftSupervision'])
    expect(allowedActions(officers.supervisor, second)).toEqual(['explain', 'writeMessage', 'supervise', 'recordVisit'])
  })

  test('to rate, file and close is no officer’s', () => {
    for (const role of officerRoles) {
      for (const action of ['rate', 'file', 'close'] as const) expect(refusalFor(officers[role], action, about('replied'))).toMatchObject({ code: 'not-your-duty' })
    }
  })
})

describe('seeing a case', () => {
  test('is for the desk, the leader, and the two units it is bound to', () => {
    const seeing = officerRoles.filter(role => canSee(officers[role], about('handling')))
    expect(seeing).toEqual(['triage', 'supervisor', 'handler', 'leader'])
  })

  test('ends where the reach or the binding ends', () => {
    const other = about('handling', { villageCode: elsewhere, responsibleUnitId: 'roads', supervisingUnitId: 'other-group' })
    for (const role of officerRoles) {
      expect(canSee(officers[role], other), role).toBe(false)
      expect(allowedActions(officers[role], other), role).toEqual([])
    }
    expect(refusalFor(officers.triage, 'accept', other)).toEqual({ code: 'out-of-reach' })
    expect(refusalFor(officers.handler, 'sign', other)).toEqual({ code: 'out-of-reach' })
    expect(refusalFor(officers.supervisor, 'passReview', other)).toEqual({ code: 'out-of-reach' })
  })

  test('is no unit’s before the case is assigned, nor after the unit has returned it', () => {
    const unbound = about('returned', { responsibleUnitId: undefined, supervisingUnitId: undefined })
    expect(canSee(officers.handler, unbound)).toBe(false)
    expect(canSee(officers.supervisor, unbound)).toBe(false)
    expect(canSee(officers.triage, unbound)).toBe(true)
  })

  test('stays in the county for leaders; a desk above it can take a case the county cannot', () => {
    const city = { level: 'city', reach: rangeOf(340_500_000_000) } as const
    expect(canSee({ ...officers.leader, ...city }, about('handling'))).toBe(false)
    expect(canSee({ ...officers.triage, ...city }, about('handling', { namedUnitIds: ['discipline'] }))).toBe(false)
    expect(canSee({ ...officers.triage, ...city, unitId: 'city-discipline' }, about('handling', { namedUnitIds: ['discipline'] }))).toBe(false)
    expect(canSee({ ...officers.triage, ...city, unitId: 'city-discipline' }, about('handling', { namedUnitIds: ['discipline'], deskLevel: 'city' }))).toBe(true)
    for (const role of ['triage', 'leader'] as const) expect(canSee(officers[role], about('handling', { deskLevel: 'city' })), role).toBe(false)
    expect(canSee({ ...officers.triage, level: 'township', reach: rangeOf(township) }, about('handling'))).toBe(false)
  })
})

describe('the conflict veto', () => {
  const conflicts: [string, (officer: Officer) => Partial<CaseAbout>, 'officer' | 'unit' | 'record-author'][] = [
    ['an officer the complaint names', officer => ({ namedOfficerIds: [officer.id] }), 'officer'],
    ['an officer of a unit the complaint names', officer => ({ namedUnitIds: [officer.unitId] }), 'unit'],
    ['an officer who published or approved the disputed record', officer => ({ recordAuthorIds: [officer.id] }), 'record-author'],
  ]

  test.each(conflicts)('keeps %s from seeing and doing anything, whatever the role and state', (_, conflict, of) => {
    for (const role of officerRoles) {
      for (const state of caseStates) {
        const conflicted = about(state, conflict(officers[role]))
        expect(canSee(officers[role], conflicted), `${role} ${state}`).toBe(false)
        expect(allowedActions(officers[role], conflicted), `${role} ${state}`).toEqual([])
        for (const action of caseActions) expect(refusalFor(officers[role], action, conflicted), `${role} ${action}`).toBeDefined()
      }
    }
    expect(refusalFor(officers.triage, 'accept', about('submitted', conflict(officers.triage)))).toEqual({ code: 'conflict-of-interest', of })
  })

  test('keeps the asker of an extension from deciding it, and the drafter of a reply from passing it', () => {
    const own = about('extensionPending', { extensionAskedBy: 'li', replyDraftedBy: 'li' })
    for (const action of ['grantExtension', 'refuseExtension', 'passReview', 'failReview'] as const) {
      expect(refusalFor(officers.supervisor, action, own), action).toEqual({ code: 'own-request', action })
    }
    expect(canSee(officers.supervisor, own)).toBe(true)
    expect(allowedActions(officers.supervisor, own)).toEqual(['explain', 'writeMessage', 'supervise', 'recordVisit'])
  })

  test('keeps a rejection from being decided by one person, and an appeal from either of the two', () => {
    const second = { ...officers.triage, id: 'desk-2' }
    const third = { ...officers.triage, id: 'desk-3' }
    const proposed = about('rejectionProposed', { rejectionProposedBy: 'desk' })
    for (const action of ['confirmRejection', 'declineRejection'] as const) {
      expect(refusalFor(officers.triage, action, proposed)).toEqual({ code: 'own-request', action })
      expect(refusalFor(second, action, proposed)).toBeUndefined()
    }
    const appealed = about('appealed', { rejectionProposedBy: 'desk', rejectionConfirmedBy: 'desk-2' })
    for (const action of ['upholdRejection', 'overruleRejection'] as const) {
      for (const officer of [officers.triage, second]) expect(refusalFor(officer, action, appealed)).toEqual({ code: 'own-request', action })
      expect(refusalFor(third, action, appealed)).toBeUndefined()
    }
  })

  test('keeps whoever had a hand in an answer that was rated badly from signing for the redo, answering it, or asking for more time', () => {
    for (const [state, action] of [['redo', 'sign'], ['assigned', 'sign'], ['handling', 'draftReply'], ['handling', 'askExtension']] as const) {
      const redo = about(state, { barredHands: ['li', 'zhang'].map(by => ({ by, on: plainDateInShanghai(Date.parse('2026-03-02T02:00:00Z')) })) })
      expect(refusalFor(officers.handler, action, redo)).toEqual({ code: 'handled-before' })
      expect(refusalFor({ ...officers.handler, id: 'other' }, action, redo)).toBeUndefined()
    }
  })

  test('lets a helping unit see the case and add to it, and nothing else', () => {
    const helper = { ...officers.handler, id: 'helper', unitId: 'roads' }
    const joint = about('jointHandling', { helperUnitIds: ['roads'] })
    expect(canSee(helper, joint)).toBe(true)
    expect(allowedActions(helper, joint)).toEqual(['contribute'])
    expect(canSee(helper, about('handling'))).toBe(false)
    expect(helperRefusal(joint, ['water'])).toEqual({ code: 'units-not-apart' })
    expect(helperRefusal({ ...joint, namedUnitIds: ['fire'] }, ['fire'])).toEqual({ code: 'assigned-unit-named', unitId: 'fire' })
  })

  test('keeps a case from being assigned to a unit that it names, or to one unit in both parts', () => {
    const named = about('accepted', { namedUnitIds: ['water'] })
    const assign = (about: CaseAbout, responsibleUnitId: string, supervisingUnitId: string) =>
      refusalFor(officers.triage, 'assign', about, { responsibleUnitId, supervisingUnitId })
    expect(assign(named, 'water', 'group')).toEqual({ code: 'assigned-unit-named', unitId: 'water' })
    expect(assign(named, 'roads', 'water')).toEqual({ code: 'assigned-unit-named', unitId: 'water' })
    expect(assign(named, 'roads', 'roads')).toEqual({ code: 'units-not-apart' })
    expect(assign(named, 'roads', 'group')).toBeUndefined()
  })

  test('holds for every officer, case and action one can think of', () => {
    const id = fc.constantFrom('a', 'b', 'c')
    const anyOfficer = fc.record({
      id,
      name: fc.constant('测试员'),
      role: fc.constantFrom(...officerRoles),
      unitId: id,
      level: fc.constantFrom('province', 'city', 'county', 'township', 'village'),
      reach: fc.constantFrom(rangeOf(county), rangeOf(township), rangeOf(village), rangeOf(elsewhere)),
    }) satisfies fc.Arbitrary<Officer>
    const anyAbout = fc.record({
      state: fc.constantFrom(...caseStates),
      villageCode: fc.constantFrom(village, elsewhere),
      responsibleUnitId: fc.option(id, { nil: undefined }),
      supervisingUnitId: fc.option(id, { nil: undefined }),
      namedOfficerIds: fc.subarray(['a', 'b', 'c']),
      namedUnitIds: fc.subarray(['a', 'b', 'c']),
      recordAuthorIds: fc.subarray(['a', 'b', 'c']),
      extensionsAsked: fc.nat(3),
    })
    fc.assert(
      fc.property(anyOfficer, anyAbout, (officer, about) => {
        const isConflicted = about.namedOfficerIds.includes(officer.id) || about.namedUnitIds.includes(officer.unitId) || about.recordAuthorIds.includes(officer.id)
        if (isConflicted) expect(canSee(officer, about)).toBe(false)
        if (!canSee(officer, about)) {
          expect(allowedActions(officer, about)).toEqual([])
          for (const action of caseActions) expect(refusalFor(officer, action, about)).toBeDefined()
        }
      }),
      { numRuns: 500 },
    )
  })
})
