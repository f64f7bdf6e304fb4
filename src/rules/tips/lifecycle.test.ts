import { describe, expect, test } from 'vitest'
import { disposals, nextTipState, screeningOutcomes, tipActions, tipActionsFrom, tipStates, type TipAction, type TipState } from './lifecycle.ts'

/** Everywhere an action can lead, whatever was proposed before it. */
function targets(state: TipState, action: TipAction): TipState[] {
  const found = [undefined, ...screeningOutcomes].flatMap(outcome => [undefined, ...disposals].map(disposal => nextTipState(state, action, outcome, disposal)))
  return [...new Set(found)].filter(target => target !== undefined)
}

function reachableFrom(start: TipState, without: readonly TipAction[] = []): Set<TipState> {
  const seen = new Set([start])
  for (const state of seen) for (const action of tipActionsFrom(state)) if (!without.includes(action)) for (const next of targets(state, action)) seen.add(next)
  return seen
}

/** Where a report rests for good: put away here, or gone to the body above, where it goes on. */
const ends: readonly TipState[] = ['archived', 'transferredUp']

// Who may do which move in which state: test/tips/moves-matrix.txt, which a reader checks by eye.
describe('the life of a confidential report', () => {
  test('can reach every state, and leads nowhere else', () => {
    expect(reachableFrom('received')).toEqual(new Set(tipStates))
  })
  test('has no trap: from every state it can come to an end, and its reporter’s silence holds nothing up', () => {
    for (const state of tipStates) expect(ends.some(end => reachableFrom(state, ['object']).has(end)), state).toBe(true)
  })
  test('is over where nobody can do anything any more', () => {
    expect(tipStates.filter(state => tipActionsFrom(state).length === 0)).toEqual(ends.toReversed())
  })
  test('uses every action but the one that begins it, and answers every other with no', () => {
    expect(new Set(tipStates.flatMap(tipActionsFrom))).toEqual(new Set(tipActions.filter(action => action !== 'file')))
    for (const state of tipStates) for (const action of tipActions) expect(targets(state, action).length > 0, `${state} ${action}`).toBe(tipActionsFrom(state).includes(action))
  })
  test('leads nowhere by a decision on what nobody proposed', () => {
    expect(nextTipState('screening', 'confirmScreening')).toBeUndefined()
  })
})
