import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { CaseFacts } from '#rules/cases/facts.ts'
import { stateOf } from '#rules/cases/fold.ts'
import { canBeOne, type HeldCase, type Kept, type Side } from './merging.ts'
import { moveUpTo } from './move-up.ts'

const begun = stateOf([{ seq: 1, action: 'file', at: '2026-11-02T01:00:00Z', day: '2026-11-02' as PlainDate, by: { kind: 'complainant' } }])
const nobody: Kept = { namedOfficerIds: [], namedUnitIds: [], recordAuthorIds: [] }
const desks = { county: [{ id: 'a', unitId: 'u' }, { id: 'b', unitId: 'u' }], city: [{ id: 'c', unitId: 'v' }], province: [] } as const

/** A case with its unit at work, in which these officers serve. */
function held(more: Partial<CaseFacts> = {}, officerIds: readonly string[] = []): HeldCase {
  const facts: CaseFacts = { ...begun, state: 'handling', ...more }
  const atWork = facts.responsibleUnitId === undefined ? [] : [{ unitId: facts.responsibleUnitId, level: 'county' as const, officerIds }]
  return { facts, standing: { deskLevel: facts.deskLevel, desks, atWork, barredOfficerIds: undefined, isUntouched: false } }
}
const side = (kept: Partial<Kept>, ...cases: HeldCase[]): Side => ({ kept: { ...nobody, ...kept }, cases })

describe('two complaints can be one matter', () => {
  const at = held({ responsibleUnitId: 'w', handlerId: 'd' }, ['d', 'e'])
  test.each<[string, boolean, Side, Side]>([
    ['while neither keeps anybody away', true, side({}, at), side({}, held())],
    ['while whom they keep away has neither', true, side({ namedUnitIds: ['x'], namedOfficerIds: ['e'] }, at), side({ namedOfficerIds: ['a'] }, held())],
    ['not where one names the unit that works on the other', false, side({}, at), side({ namedUnitIds: ['w'] }, held())],
    ['not where one keeps away who signed for the other', false, side({}, at), side({ recordAuthorIds: ['d'] }, held())],
    ['not where one names the desk that has both', false, side({ namedUnitIds: ['u'] }, held({ deskLevel: 'city' })), side({}, held({ deskLevel: 'county' }))],
    ['not where both together keep away everybody of the desk', false, side({ namedOfficerIds: ['a'] }, held()), side({ namedOfficerIds: ['b'] }, held())],
    ['not at different levels', false, side({}, held({ deskLevel: 'city' })), side({}, held())],
    ['though whoever worked on what waits for another is kept away', true, side({}, held(), held({ responsibleUnitId: 'w', merged: { intoCaseId: 'x', before: begun } })), side({ namedUnitIds: ['w'] }, held())],
  ])('%s', (_, can, one, other) => {
    expect([canBeOne(one, other), canBeOne(other, one)]).toEqual([can, can])
  })
})

describe('over any two complaints', () => {
  const officer = fc.constantFrom(...'abcdef')
  const unit = fc.constantFrom(...'uvwx')
  const anyKept: fc.Arbitrary<Kept> = fc.record({ namedOfficerIds: fc.uniqueArray(officer, { maxLength: 3 }), namedUnitIds: fc.uniqueArray(unit, { maxLength: 1 }), recordAuthorIds: fc.uniqueArray(officer, { maxLength: 1 }) })
  const anyCase = fc.record({ responsibleUnitId: fc.option(unit, { nil: undefined }), handlerId: fc.option(officer, { nil: undefined }), deskLevel: fc.constantFrom('county', 'city') }).chain(more => fc.uniqueArray(officer, { maxLength: 3 }).map(people => held(more, people)))
  const anySide: fc.Arbitrary<Side> = fc.record({ kept: anyKept, cases: fc.array(anyCase, { minLength: 1, maxLength: 3 }) })
  const bothOf = (one: Kept, other: Kept): Kept => ({ namedOfficerIds: [...one.namedOfficerIds, ...other.namedOfficerIds], namedUnitIds: [...one.namedUnitIds, ...other.namedUnitIds], recordAuthorIds: [...one.recordAuthorIds, ...other.recordAuthorIds] })

  test('it does not matter which leads', () => {
    fc.assert(fc.property(anySide, anySide, (one, other) => canBeOne(one, other) === canBeOne(other, one)), { numRuns: 1000 })
  })
  test('no case changes hands by becoming one matter with another, and nobody keeps one from which the other keeps him', () => {
    fc.assert(fc.property(anySide, anySide, (one, other) => {
      if (!canBeOne(one, other)) return true
      const all = bothOf(one.kept, other.kept)
      const away: readonly (string | undefined)[] = [...other.kept.namedOfficerIds, ...other.kept.recordAuthorIds, ...other.kept.namedUnitIds]
      return one.cases.every(({ facts }) => !away.includes(facts.handlerId) && !away.includes(facts.responsibleUnitId))
        && [...one.cases, ...other.cases].every(({ standing }) => moveUpTo({ ...standing, excludedUnitIds: all.namedUnitIds, excludedOfficerIds: [...all.namedOfficerIds, ...all.recordAuthorIds] }) === undefined)
    }), { numRuns: 3000 })
  })
  test('one more name never makes one matter of what could not be', () => {
    fc.assert(fc.property(anySide, anySide, anyKept, (one, other, more) => canBeOne(one, other) || !canBeOne({ ...one, kept: bothOf(one.kept, more) }, other)), { numRuns: 1000 })
  })
})
