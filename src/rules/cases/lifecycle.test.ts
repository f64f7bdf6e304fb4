import { describe, expect, test } from 'vitest'
import { actionRules, availableActions, caseActions, caseStates, move, noteRefusal } from './lifecycle.ts'
import type { CaseAction, CaseState } from './states.ts'

/** Every move that exists, written out once more by hand. What is not here must be refused. */
const expected: [CaseState | undefined, CaseAction, CaseState][] = [
  [undefined, 'file', 'submitted'],
  ['submitted', 'accept', 'accepted'],
  ['accepted', 'assign', 'assigned'],
  ['returned', 'assign', 'assigned'],
  ['assigned', 'return', 'returned'],
  ['assigned', 'sign', 'handling'],
  ['handling', 'askExtension', 'extensionPending'],
  ['extensionPending', 'grantExtension', 'handling'],
  ['extensionPending', 'refuseExtension', 'handling'],
  ['handling', 'draftReply', 'replyDrafted'],
  ['replyDrafted', 'passReview', 'replied'],
  ['replyDrafted', 'failReview', 'handling'],
  ['replied', 'rate', 'rated'],
  ['rated', 'close', 'closed'],
  ['replied', 'close', 'closed'],
]

const everyState: readonly (CaseState | undefined)[] = [undefined, ...caseStates]

function reachableFrom(start: CaseState | undefined): Set<CaseState | undefined> {
  const seen = new Set([start])
  for (const state of seen) {
    for (const action of availableActions(state)) {
      const moved = move(state, action)
      if (moved.ok) seen.add(moved.value)
    }
  }
  return seen
}

describe('the life of a complaint', () => {
  test.each(everyState)('from %s every action either leads where it should or is refused with what is possible', state => {
    for (const action of caseActions) {
      const next = expected.find(([from, by]) => from === state && by === action)?.[2]
      const possible = expected.filter(([from]) => from === state).map(([, by]) => by)
      const answer = move(state, action)
      if (next) expect(answer, action).toEqual({ ok: true, value: next })
      else expect(answer, action).toEqual({ ok: false, refusal: { code: 'not-now', state, possible: expect.arrayContaining(possible) as unknown } })
      if (!answer.ok && answer.refusal.code === 'not-now') expect(answer.refusal.possible).toHaveLength(possible.length)
    }
  })

  test('can reach every state, and leads nowhere else', () => {
    expect(reachableFrom(undefined)).toEqual(new Set(everyState))
  })

  test('has no trap: from every state it can be closed', () => {
    for (const state of everyState) expect(reachableFrom(state).has('closed'), state).toBe(true)
  })

  test('ends when it is closed', () => {
    expect(availableActions('closed')).toEqual([])
  })

  test('uses every action', () => {
    expect(new Set(everyState.flatMap(availableActions))).toEqual(new Set(caseActions))
  })

  test('gives each move to a duty', () => {
    expect(Object.entries(actionRules).map(([action, { duties }]) => `${action}: ${duties.join(' or ')}`)).toEqual([
      'file: complainant',
      'accept: triage',
      'assign: triage',
      'return: handler',
      'sign: handler',
      'askExtension: handler',
      'grantExtension: supervisor or triage',
      'refuseExtension: supervisor or triage',
      'draftReply: handler',
      'passReview: supervisor',
      'failReview: supervisor',
      'rate: complainant',
      'close: system',
    ])
  })
})

describe('a note', () => {
  test('is required where somebody must be told why', () => {
    const required = caseActions.filter(action => noteRefusal(action, undefined)?.code === 'note-missing')
    expect(required).toEqual(['assign', 'return', 'askExtension', 'grantExtension', 'refuseExtension', 'failReview'])
  })

  test('must say something: blanks and invisible characters do not count', () => {
    for (const note of ['', '    ', '\n\t', '\u200b\u200b\u200b\u200b', '\u3000\u3000\u3000\u3000', '\ufeff\u00ad\u2060\u180e']) {
      expect(noteRefusal('return', note), JSON.stringify(note)).toMatchObject({ code: 'note-missing', least: 4 })
    }
    expect(noteRefusal('return', '不是 的')).toEqual({ code: 'note-too-short', action: 'return', least: 4 })
    expect(noteRefusal('return', '不归我管')).toBeUndefined()
  })

  test('counts a rare character as one', () => {
    expect(noteRefusal('return', '𠮷𠮷𠮷')).toMatchObject({ code: 'note-too-short' })
    expect(noteRefusal('return', '𠮷𠮷𠮷𠮷')).toBeUndefined()
    expect(noteRefusal('return', '𠮷'.repeat(1000))).toBeUndefined()
    expect(noteRefusal('return', '𠮷'.repeat(1001))).toEqual({ code: 'note-too-long', action: 'return', most: 1000 })
  })

  test('may be left out of a remark, and has no place in a filing', () => {
    expect(noteRefusal('accept', undefined)).toBeUndefined()
    expect(noteRefusal('accept', '好')).toBeUndefined()
    expect(noteRefusal('accept', '好'.repeat(501))).toMatchObject({ code: 'note-too-long', most: 500 })
    expect(noteRefusal('file', '你好')).toEqual({ code: 'note-not-taken', action: 'file' })
    expect(noteRefusal('file', ' ')).toBeUndefined()
  })
})
