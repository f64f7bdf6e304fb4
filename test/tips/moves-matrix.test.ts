import { expect, test } from 'vitest'
import { addDays, type PlainDate } from '#rules/calendar/plain-date.ts'
import { calendarFrom } from '#rules/calendar/working-days.ts'
import { rangeOf } from '#rules/divisions/division-code.ts'
import { officerRoles, type Officer } from '#rules/policy/officer.ts'
import { allowedOnTip, mayObject, tipBodyOf } from '#rules/policy/tips.ts'
import type { TipFacts } from '#rules/tips/fold.ts'
import { disposals, nextTipState, screeningOutcomes, tipActions, tipStates, type TipAction, type TipState } from '#rules/tips/lifecycle.ts'
import type { TipStanding } from '#rules/tips/limits.ts'
import { tipDays } from '#rules/tips/told-days.ts'
import { county } from './reporting.ts'

const today = '2026-09-21' as PlainDate

function officer(role: Officer['role'], id: string, level: Officer['level'] = 'county'): Officer {
  return { id, name: '测试', role, unitId: 'unit', level, reach: rangeOf(county) }
}

function factsIn(state: TipState, more: Partial<TipFacts> = {}): TipFacts {
  const proposed = state === 'screening' ? { by: 'proposer', outcome: screeningOutcomes[0] } : state === 'disposalProposed' ? { by: 'proposer', disposal: disposals[0] } : undefined
  return { state, proposed, receivedOn: today, disposals: [], lastSeq: 3, lastOn: today, endedOn: today, ...more }
}

/** A report that has ended stands in one of several ways towards its reporter. */
const towardsReporter: readonly (readonly [string, boolean, Partial<TipFacts>])[] = [
  ['without a name, told nothing', false, {}], ['named, not told the result', true, {}], ['told the result today', true, { resultToldOn: today }],
  ['told the result long ago', true, { resultToldOn: addDays(today, -90) }], ['told, and has objected', true, { resultToldOn: today, objectedOn: today }],
]

const standing = (facts: TipFacts, isNamed: boolean): TipStanding => ({ facts, isNamed, today, days: tipDays(facts, isNamed, calendarFrom([])) })

const standings: readonly (readonly [string, TipStanding])[] = tipStates.flatMap(state => {
  const ways = state === 'closed' || state === 'noSubstance' ? towardsReporter : [['', true, {}]] as const
  return ways.map(([how, isNamed, more]) => [how === '' ? state : `${state} (${how})`, standing(factsIn(state, more), isNamed)] as const)
})

const inspectors = { proposer: officer('inspector', 'proposer'), inspector: officer('inspector', 'another') } as const
const askers = ['reporter', 'program', 'proposer', 'inspector'] as const

function mayBy(asker: (typeof askers)[number], action: TipAction, standing: TipStanding): boolean {
  if (asker === 'program') return action === 'recalculate' && nextTipState(standing.facts.state, action) !== undefined
  if (asker === 'reporter') return action === 'object' && mayObject(standing.facts)
  return (allowedOnTip(inspectors[asker], standing) as readonly TipAction[]).includes(action)
}

/** Where a move leads, by what was or is being proposed. */
function written({ facts: { state } }: TipStanding, action: TipAction): string {
  const targets = action === 'confirmScreening' ? screeningOutcomes.map(outcome => nextTipState(state, action, outcome)) : disposals.map(disposal => nextTipState(state, action, undefined, disposal))
  return `${action} → ${[...new Set(targets)].join(' | ')}`
}

function matrix(): string {
  const blocks = standings.map(([label, standing]) => {
    const lines = askers.flatMap(asker => {
      const may = tipActions.filter(action => mayBy(asker, action, standing))
      return may.length > 0 ? [`  ${asker.padEnd(10)}${may.map(action => written(standing, action)).join('; ')}`] : []
    })
    return [label, ...lines, `  nobody    ${tipActions.filter(action => !askers.some(asker => mayBy(asker, action, standing))).join(' ')}`].join('\n')
  })
  return [
    'Where a confidential report stands, who may do what with it then, and where that leads. What is not written is refused.',
    'proposer is the inspector who made the proposal that waits, inspector any other of the body, program counts days anew; no other role knows that there is a report.',
    '', ...blocks, '',
  ].join('\n')
}

test('every move by everybody in every state is answered as it is written down', async () => {
  await expect(matrix()).toMatchFileSnapshot('./moves-matrix.txt')
})

test('nobody but inspectors of a county or a city is of a body that has reports', () => {
  for (const role of officerRoles) for (const level of ['village', 'township', 'county', 'city'] as const)
    expect(tipBodyOf(officer(role, 'x', level)) !== undefined, `${role} ${level}`).toBe(role === 'inspector' && (level === 'county' || level === 'city'))
})
