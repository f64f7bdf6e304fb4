import { describe, expect, test } from 'vitest'
import { availableActions, caseActions, caseStates, move, noteRefusal, possibleTargets } from './lifecycle.ts'
import { complainantActions, identityActions, type CaseState } from './states.ts'

const everyState: readonly (CaseState | undefined)[] = [undefined, ...caseStates]

function reachableFrom(start: CaseState | undefined): Set<CaseState | undefined> {
  const seen = new Set([start])
  for (const state of seen) {
    for (const action of availableActions(state)) for (const next of possibleTargets(state, action)) seen.add(next)
  }
  return seen
}

/** Where a case can rest for good: answered and closed, or over for a reason that its complainant was told. */
const ends: readonly CaseState[] = ['closed', 'withdrawn', 'diverted', 'rejected', 'lapsed']

// Which move leads where, for whom: test/cases/moves-matrix.txt, which a reader checks by eye.
describe('the life of a complaint', () => {
  test('can reach every state, and leads nowhere else', () => {
    expect(reachableFrom(undefined)).toEqual(new Set(everyState))
  })

  test('has no trap: from every state it can come to an end', () => {
    for (const state of everyState) expect(ends.some(end => reachableFrom(state).has(end)), state).toBe(true)
  })

  test('needs nobody but the system, an officer and time to end: a silent complainant holds nothing up', () => {
    const withoutComplainant = (state: CaseState | undefined) => availableActions(state).filter(action => action === 'file' || !(complainantActions as readonly string[]).includes(action))
    const reachable = (start: CaseState) => {
      const seen = new Set<CaseState>([start])
      for (const state of seen) for (const action of withoutComplainant(state)) for (const next of possibleTargets(state, action)) seen.add(next)
      return seen
    }
    for (const state of caseStates) expect(ends.some(end => reachable(state).has(end)), state).toBe(true)
  })

  test('is over where only the complainant, or nobody, can go on', () => {
    // Whom it is about, and what the units read of it, can be said for as long as the file can be read; that leads nowhere.
    const onwards = (state: CaseState) => availableActions(state).filter(action => !['nameSubjects', 'moveUp', 'redactStatement', 'releaseWords', ...identityActions].includes(action))
    expect(caseStates.filter(state => onwards(state).length === 0)).toEqual(['diverted', 'withdrawn'])
    expect(onwards('lapsed')).toEqual(['revive'])
    expect(onwards('rejected')).toEqual(['appeal'])
  })

  test('uses every action', () => {
    expect(new Set(everyState.flatMap(availableActions))).toEqual(new Set(caseActions))
  })

  test('is left by nobody but its complainant while it runs, except for a reason he is told', () => {
    for (const state of caseStates) {
      if (ends.includes(state)) continue
      const ending = availableActions(state).filter(action => possibleTargets(state, action).some(next => ends.includes(next)))
      for (const action of ending) expect(['withdraw', 'divert', 'confirmRejection', 'upholdRejection', 'lapse', 'close', 'decideEscalation'], `${state} ${action}`).toContain(action)
    }
  })

  test('what does not exist is refused with what is possible instead', () => {
    for (const state of everyState) {
      for (const action of caseActions) {
        const answer = move(state, action)
        if (answer.ok) expect(availableActions(state)).toContain(action)
        else expect(answer.refusal).toEqual({ code: 'not-now', state, possible: availableActions(state) })
      }
    }
  })
})

describe('a note', () => {
  test('is required where somebody must be told why', () => {
    const required = caseActions.filter(action => noteRefusal(action, undefined)?.code === 'note-missing')
    expect(required).toEqual([
      'askMore', 'proposeRejection', 'declineRejection', 'upholdRejection', 'overruleRejection', 'assign', 'return', 'recall', 'joinUnits', 'releaseUnits', 'contribute', 'askExtension', 'grantExtension', 'refuseExtension',
      'failReview', 'recordVisit', 'orderRedo', 'decideEscalation', 'supervise', 'liftSupervision', 'merge', 'unmerge', 'split', 'explain', 'nameSubjects', 'askIdentity', 'refuseIdentity', 'supplyMore', 'revive', 'appeal', 'reopen',
    ])
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
