import { describe, expect, test } from 'vitest'
import { suggestUnits, type Candidate } from './suggest-units.ts'

const unit = (id: string, more: Partial<Candidate> = {}): Candidate => ({ id, isBound: false, isOfPlace: false, assigned: 0, returned: 0, ...more })
const ids = (...candidates: Candidate[]) => suggestUnits(candidates, []).map(({ id }) => id)

describe('units that are suggested', () => {
  test('are those for which something speaks, the unit of the list first, and three at most', () => {
    expect(ids(unit('water'), unit('town', { isOfPlace: true }), unit('roads', { assigned: 9 }), unit('housing', { isBound: true }))).toEqual(['housing', 'roads', 'town'])
    expect(ids(unit('a', { assigned: 1 }), unit('b', { assigned: 2 }), unit('c', { assigned: 3 }), unit('d', { assigned: 4 }))).toEqual(['d', 'c', 'b'])
  })
  test('are not chosen for a history of returns: as many returned as kept is none', () => {
    expect(ids(unit('roads', { assigned: 4, returned: 2 }))).toEqual([])
    expect(suggestUnits([unit('roads', { assigned: 5, returned: 2 })], [])).toEqual([{ id: 'roads', reasons: ['history'], kept: 3, returned: 2 }])
  })
  test('do not include one that returned this very case, even the one the list binds', () => {
    expect(suggestUnits([unit('housing', { isBound: true, assigned: 9 }), unit('town', { isOfPlace: true })], ['housing']).map(({ id }) => id)).toEqual(['town'])
  })
  test('come with every reason there is, and in the same order whoever asks', () => {
    expect(suggestUnits([unit('town', { isBound: true, isOfPlace: true, assigned: 2 })], [])).toEqual([{ id: 'town', reasons: ['bound', 'history', 'place'], kept: 2, returned: 0 }])
    expect(ids(unit('b', { assigned: 2 }), unit('a', { assigned: 2 }))).toEqual(['a', 'b'])
  })
})
