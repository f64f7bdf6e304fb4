import { describe, expect, test } from 'vitest'
import { calendarFrom } from '../calendar/working-days.ts'
import type { PlainDate } from '../calendar/plain-date.ts'
import notice from '../../../data/holidays/2026.json' with { type: 'json' }
import { isObjectionOpen, nextObjectionState, objectionActions, objectionStates, possibleObjectionActions, type ObjectionActor, type ObjectionState } from './lifecycle.ts'
import { objectionDue } from './limits.ts'
import { wordsProblem } from './words.ts'

const actors: readonly ObjectionActor[] = ['clerk', 'reviewer', 'triage', 'asker', 'system']

/** Every state and actor: what is possible, and where it leads. What is not here is refused. */
const possible: Record<ObjectionState, Partial<Record<ObjectionActor, string>>> = {
  raised: { clerk: 'answer→answered concede→upheld', asker: 'withdraw→withdrawn', system: 'escalate→escalated' },
  answered: { asker: 'accept→settled escalate→escalated withdraw→withdrawn', system: 'escalate→escalated settle→settled' },
  escalated: { reviewer: 'uphold→upheld dismiss→dismissed', asker: 'withdraw→withdrawn' },
  upheld: { system: 'correct→corrected' },
  corrected: {}, dismissed: {}, settled: {}, withdrawn: {},
}

test.each(objectionStates.flatMap(state => actors.map(actor => [state, actor] as const)))('an objection that is %s can be moved by %s only as the table says', (state, actor) => {
  const found = objectionActions.flatMap(action => nextObjectionState(state, action, actor) === undefined ? [] : [`${action}→${nextObjectionState(state, action, actor)}`])
  expect(found.join(' ')).toBe(possible[state][actor] ?? '')
})

test('every state can be reached, and none that is open is a trap', () => {
  const reached = new Set<ObjectionState>(['raised'])
  for (const state of reached) for (const actor of actors) for (const action of possibleObjectionActions(state, actor)) reached.add(nextObjectionState(state, action, actor)!)
  expect([...reached].sort()).toEqual([...objectionStates].sort())
  for (const state of objectionStates) expect(actors.some(actor => possibleObjectionActions(state, actor).length > 0)).toBe(isObjectionOpen(state))
})

describe('days', () => {
  const calendar = calendarFrom([notice as never])
  const due = (state: ObjectionState, since: string) => objectionDue(calendar, state, since as PlainDate)
  test('the village answers within three working days, over a weekend and over a holiday', () => {
    expect(due('raised', '2026-09-21')).toBe('2026-09-24')
    expect(due('raised', '2026-09-18')).toBe('2026-09-22') // Sunday the 20th is worked
    expect(due('raised', '2026-08-21')).toBe('2026-08-26')
    expect(due('raised', '2026-09-30')).toBe('2026-10-10') // National Day, 1 to 7 October; Saturday the 10th is worked
  })
  test('the township decides within ten', () => expect(due('escalated', '2026-11-02')).toBe('2026-11-16'))
  test('an answer rests after fifteen days of any kind', () => expect(due('answered', '2026-09-24')).toBe('2026-10-09'))
  test('what is closed is due no more', () => expect((['corrected', 'dismissed', 'settled', 'withdrawn'] as const).map(state => due(state, '2026-09-21'))).toEqual([undefined, undefined, undefined, undefined]))
})

test.each([['四个字啊', 'too-short'], ['五个字好了', undefined], ['  四 个 字 啊  ', 'too-short'], ['问'.repeat(500), undefined], ['问'.repeat(501), 'too-long'], ['这是一个\u202e疑问', 'unreadable-characters']] as const)('a question %s is %s', (text, expected) => expect(wordsProblem(text, 'question')).toBe(expected))
