import { expect, test } from 'vitest'
import { rangeOf } from '#rules/divisions/division-code.ts'
import { actionRules, askableActions, caseActions, caseStates, moveBefore, possibleTargets, type CaseAction, type CaseState } from '#rules/cases/lifecycle.ts'
import { refusalFor, type CaseAbout } from '#rules/policy/cases.ts'
import { officerRoles, type Officer, type OfficerRole } from '#rules/policy/officer.ts'

const village = 340_522_100_201
const county = 340_522_000_000

const unitOf: Record<OfficerRole, string> = { clerk: 'village', committee: 'village', reviewer: 'township', triage: 'desk', supervisor: 'supervising', handler: 'responsible', leader: 'leader', inspector: 'inspection', custodian: 'custody', 'system-admin': 'administration', 'security-admin': 'administration', 'audit-admin': 'administration' }

function officer(role: OfficerRole, unitId = unitOf[role]): Officer {
  return { id: role, name: '测试', role, unitId, level: role === 'clerk' || role === 'committee' ? 'village' : 'county', reach: rangeOf(county) }
}

function about(state: CaseState): CaseAbout {
  return { state, villageCode: village, responsibleUnitId: 'responsible', supervisingUnitId: 'supervising', helperUnitIds: ['helper'], namedOfficerIds: [], namedUnitIds: [], recordAuthorIds: [], extensionsAsked: 1 }
}

const askers = ['complainant', 'system', ...officerRoles, 'helper'] as const

function mayBy(asker: (typeof askers)[number], action: CaseAction, state: CaseState): boolean {
  if (!askableActions(state).includes(action)) return false
  // A custodian acts on a request and never sees the case.
  if (asker === 'complainant' || asker === 'system' || asker === 'custodian') return (actionRules[action].duties as readonly string[]).includes(asker)
  const who = asker === 'helper' ? officer('handler', 'helper') : officer(asker)
  return refusalFor(who, action, about(state)) === undefined
}

/** Where a move leads; one that is asked for early leads over the move that is made before it. */
function written(state: CaseState, action: CaseAction): string {
  const first = moveBefore(state, action)
  const passed = first ? possibleTargets(state, first) : []
  return [action, ...passed, (passed[0] ? possibleTargets(passed[0], action) : possibleTargets(state, action)).join(' | ')].join(' → ')
}

/** Every move × asker × state: a move that is not written under an asker is refused to that asker in that state. */
function matrix(): string {
  const blocks = caseStates.map(state => {
    const lines = askers.flatMap(asker => {
      const may = caseActions.filter(action => mayBy(asker, action, state))
      return may.length > 0 ? [`  ${asker.padEnd(12)}${may.map(action => written(state, action)).join('; ')}`] : []
    })
    const never = caseActions.filter(action => !askableActions(state).includes(action))
    return [state, ...lines, `  nobody      ${never.join(' ')}`].join('\n')
  })
  return [
    'Where a complaint stands, who may do what with it then, and where that leads. What is not written is refused.',
    'extensionPending is shown for the first request; the second is decided by triage. helper is a handler of a helping unit.',
    '', ...blocks, '',
  ].join('\n')
}

test('every move by every role in every state is answered as it is written down', async () => {
  await expect(matrix()).toMatchFileSnapshot('./moves-matrix.txt')
})

test('every move that exists can be made by somebody, and by nobody without the duty', () => {
  for (const state of caseStates) {
    for (const action of askableActions(state)) expect(askers.some(asker => mayBy(asker, action, state)), `${state} ${action}`).toBe(true)
    for (const role of ['clerk', 'committee', 'reviewer', 'leader'] as const) expect(caseActions.some(action => mayBy(role, action, state)), `${role} ${state}`).toBe(false)
  }
})
