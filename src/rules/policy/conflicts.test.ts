import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rangeOf } from '../divisions/division-code.ts'
import { canSee, allowedActions } from './cases.ts'
import { excludedBy, exclusionOf, type Matter, type Organisation, type Subject } from './conflicts.ts'
import { moveUpTo, type Standing } from './move-up.ts'
import { officerRoles, type Officer } from './officer.ts'
import { proposeSubjects } from './propose-subjects.ts'

const organisation: Organisation = {
  posts: [{ officerId: 'clerk', unitId: 'village' }, { officerId: 'mayor', unitId: 'township' }, { officerId: 'typist', unitId: 'township' }, { officerId: 'desk', unitId: 'discipline' }],
  edges: [{ unitId: 'village', aboveId: 'township' }, { unitId: 'township', aboveId: 'county' }, { unitId: 'water', aboveId: 'county' }],
  heads: [{ officerId: 'mayor', unitId: 'township' }],
  relations: [{ officerId: 'cousin', withOfficerId: 'mayor' }, { officerId: 'owner', withUnitId: 'village' }],
}
const about = (...subjects: Subject[]) => excludedBy({ subjects, complainantIds: [] }, organisation)

describe('who is kept away from a complaint', () => {
  test('a unit that is named, with every unit below it, and none above', () => {
    const { units } = about({ kind: 'unit', unitId: 'township' })
    expect([...units]).toEqual([['township', 'unit-named'], ['village', 'below-excluded']])
  })
  test('a unit whose head is named, with every unit below it: they answer to the head', () => {
    const excluded = about({ kind: 'officer', officerId: 'mayor' })
    expect([...excluded.units]).toEqual([['township', 'head-named'], ['village', 'below-excluded']])
    expect(exclusionOf({ id: 'typist', unitId: 'township' }, excluded)).toBe('head-named')
    expect(exclusionOf({ id: 'mayor', unitId: 'elsewhere' }, excluded)).toBe('officer-named')
  })
  test('the unit of an ordinary member who is named, alone', () => {
    expect([...about({ kind: 'officer', officerId: 'typist' }).units]).toEqual([['township', 'member-named']])
  })
  test('a person without an account keeps away the unit served, as its head those below too', () => {
    expect([...about({ kind: 'person', unitId: 'township', isHead: false }).units.keys()]).toEqual(['township'])
    expect([...about({ kind: 'person', unitId: 'township', isHead: true }).units.keys()]).toEqual(['township', 'village'])
  })
  test('whoever declared a relation with a named officer or unit, or with the unit of a named officer, and the named one from matters about the other', () => {
    expect(about({ kind: 'officer', officerId: 'mayor' }).officers.get('cousin')).toBe('declared-relation')
    expect(about({ kind: 'officer', officerId: 'cousin' }).officers.get('mayor')).toBe('declared-relation')
    expect(about({ kind: 'unit', unitId: 'village' }).officers.get('owner')).toBe('declared-relation')
    expect(about({ kind: 'officer', officerId: 'clerk' }).officers.get('owner')).toBe('declared-relation')
  })
  test('the complainant', () => {
    expect(excludedBy({ subjects: [], complainantIds: ['desk'] }, organisation).officers.get('desk')).toBe('own-complaint')
  })
  test('a ring of units ends the walk', () => {
    const ring = { ...organisation, edges: [{ unitId: 'a', aboveId: 'b' }, { unitId: 'b', aboveId: 'a' }] }
    expect([...excludedBy({ subjects: [{ kind: 'unit', unitId: 'a' }], complainantIds: [] }, ring).units.keys()]).toEqual(['a', 'b'])
  })
})

const unit = fc.constantFrom(...'uvwxyz')
const person = fc.constantFrom(...'abcdefgh')
const anySubject: fc.Arbitrary<Subject> = fc.oneof(
  fc.record({ kind: fc.constant('unit' as const), unitId: unit }), fc.record({ kind: fc.constant('officer' as const), officerId: person }), fc.record({ kind: fc.constant('person' as const), unitId: unit, isHead: fc.boolean() }))
const anyOrganisation: fc.Arbitrary<Organisation> = fc.record({
  posts: fc.uniqueArray(fc.record({ officerId: person, unitId: unit }), { selector: post => post.officerId }), edges: fc.array(fc.record({ unitId: unit, aboveId: unit })), heads: fc.array(fc.record({ officerId: person, unitId: unit }), { maxLength: 5 }),
  relations: fc.array(fc.oneof(fc.record({ officerId: person, withOfficerId: person }), fc.record({ officerId: person, withUnitId: unit })), { maxLength: 4 }),
})
const anyMatter: fc.Arbitrary<Matter> = fc.record({ subjects: fc.array(anySubject, { maxLength: 4 }), complainantIds: fc.uniqueArray(person, { maxLength: 2 }) })
const everybody = [...'abcdefgh'].flatMap(id => [...'uvwxyz'].map(unitId => ({ id, unitId })))
const away = (matter: Matter, of: Organisation) => everybody.filter(officer => exclusionOf(officer, excludedBy(matter, of))).map(({ id, unitId }) => id + unitId)

/** The same rules from the officer's side, as the lists of the database ask them. */
function isAway({ id, unitId }: { id: string; unitId: string }, matter: Matter, { posts, edges, heads, relations }: Organisation): boolean {
  const over = new Set([unitId])
  for (let size = 0; size < over.size;) {
    size = over.size
    for (const edge of edges) if (over.has(edge.unitId)) over.add(edge.aboveId)
  }
  const unitOf = (officerId: string) => posts.find(post => post.officerId === officerId)?.unitId
  const isRelated = (other: string) => relations.some(({ officerId, withOfficerId, withUnitId }) => (officerId === id && (withOfficerId === other || (withUnitId !== undefined && withUnitId === unitOf(other)))) || (withOfficerId === id && officerId === other))
  const isRelatedUnit = (other: string) => relations.some(({ officerId, withUnitId }) => officerId === id && withUnitId === other)
  return matter.complainantIds.includes(id) || matter.subjects.some(subject => {
    if (subject.kind === 'unit') return over.has(subject.unitId) || isRelatedUnit(subject.unitId)
    if (subject.kind === 'person') return subject.unitId === unitId || (subject.isHead && over.has(subject.unitId)) || isRelatedUnit(subject.unitId)
    return subject.officerId === id || unitOf(subject.officerId) === unitId || heads.some(head => head.officerId === subject.officerId && over.has(head.unitId)) || isRelated(subject.officerId)
  })
}

describe('over any organisation', () => {
  test('whoever is kept away from one side is from the other', () => {
    fc.assert(fc.property(anyMatter, anyOrganisation, (matter, of) => {
      expect(away(matter, of)).toEqual(everybody.filter(officer => isAway(officer, matter, of)).map(({ id, unitId }) => id + unitId))
    }), { numRuns: 1000 })
  })
  test('one more ground never lets anybody in, and taking it away again lets in exactly whom it kept away', () => {
    fc.assert(fc.property(anyMatter, anyOrganisation, anySubject, fc.record({ unitId: unit, aboveId: unit }), (matter, of, subject, edge) => {
      const before = away(matter, of)
      const more = { ...matter, subjects: [...matter.subjects, subject] }
      expect(away(more, { ...of, edges: [...of.edges, edge] })).toEqual(expect.arrayContaining(before))
      expect(away({ ...more, subjects: more.subjects.slice(0, -1) }, of)).toEqual(before)
    }), { numRuns: 500 })
  })
  test('whoever is kept away sees nothing and may do nothing, whatever the role, level, state and binding', () => {
    const village = 340_521_100_201
    const anyOfficer = fc.record({ id: person, name: fc.constant('测试员'), role: fc.constantFrom(...officerRoles), unitId: unit, level: fc.constantFrom('province', 'city', 'county', 'township', 'village'), reach: fc.constantFrom(rangeOf(340_000_000_000), rangeOf(village)) }) satisfies fc.Arbitrary<Officer>
    fc.assert(fc.property(anyOfficer, anyMatter, anyOrganisation, fc.constantFrom('county', 'city', 'province'), unit, (officer, matter, of, deskLevel, bound) => {
      const excluded = excludedBy(matter, of)
      if (!exclusionOf(officer, excluded)) return
      const known = { state: 'handling', villageCode: village, deskLevel, responsibleUnitId: bound, supervisingUnitId: bound, helperUnitIds: [bound], namedOfficerIds: [...excluded.officers.keys()], namedUnitIds: [...excluded.units.keys()], recordAuthorIds: [], extensionsAsked: 0 } as const
      expect(canSee(officer, known)).toBe(false)
      expect(allowedActions(officer, known)).toEqual([])
    }), { numRuns: 1000 })
  })
})

describe('where a case goes by itself', () => {
  const desks = { county: [{ id: 'desk', unitId: 'discipline' }, { id: 'second', unitId: 'discipline' }], city: [{ id: 'city', unitId: 'city-discipline' }], province: [] }
  const stands = (more: Partial<Standing>) => moveUpTo({ deskLevel: 'county', desks, atWork: [], excludedUnitIds: [], excludedOfficerIds: [], barredOfficerIds: undefined, isUntouched: true, ...more })
  const at = (unitId: string, level: 'township' | 'county', ...officerIds: string[]) => ({ unitId, level, officerIds })
  test('nowhere while nobody who has it is in conflict, though others are', () => {
    expect(stands({ atWork: [at('water', 'county', 'one', 'other')], excludedUnitIds: ['roads'], excludedOfficerIds: ['desk', 'one'] })).toBeUndefined()
  })
  test('to the city when the county’s desk is in conflict, as a unit or in every one of its officers', () => {
    expect(stands({ excludedUnitIds: ['discipline'] })).toBe('city')
    expect(stands({ excludedOfficerIds: ['desk', 'second'] })).toBe('city')
  })
  test('to the desk above the unit at work: from a township to the county, from a department to the city', () => {
    expect(stands({ atWork: [at('town', 'township')], excludedUnitIds: ['town'] })).toBe('county')
    expect(stands({ atWork: [at('water', 'county', 'one')], excludedUnitIds: ['water'] })).toBe('city')
  })
  test('past a desk that is in conflict too, and never past the province', () => {
    expect(stands({ excludedUnitIds: ['discipline', 'city-discipline'] })).toBe('province')
    expect(stands({ deskLevel: 'province', desks: { ...desks, province: [{ id: 'p', unitId: 'province' }] }, excludedUnitIds: ['province'] })).toBeUndefined()
  })
  test('past a desk without officers while it is new to it, as far as there is a desk that has some', () => {
    const [none, city, province] = [[], desks.city, [{ id: 'p', unitId: 'province' }]]
    expect(stands({ desks: { county: none, city, province: none } })).toBe('city')
    expect(stands({ desks: { county: none, city: none, province } })).toBe('province')
    expect(stands({ desks: { county: none, city: none, province: none } })).toBeUndefined()
    expect(stands({ desks: { county: none, city, province: none }, isUntouched: false })).toBeUndefined()
    // Once it must go up, it goes to somebody.
    expect(stands({ desks: { county: desks.county, city: none, province }, excludedUnitIds: ['discipline'], isUntouched: false })).toBe('province')
  })
  test('back to the desk that gave it when everybody in a unit at work is kept away, though the unit is not', () => {
    expect(stands({ isUntouched: false, atWork: [at('water', 'county', 'one', 'other')], excludedOfficerIds: ['one', 'other'] })).toBe('county')
    expect(stands({ isUntouched: false, deskLevel: 'city', atWork: [at('water', 'county', 'one'), at('group', 'county', 'watcher')], excludedOfficerIds: ['watcher'] })).toBe('city')
    // Nobody in post is no conflict.
    expect(stands({ isUntouched: false, atWork: [at('water', 'county')], excludedOfficerIds: ['one'] })).toBeUndefined()
  })
  test('to the first desk with somebody who had no hand in what waits for a second person; where there is none it stays', () => {
    const waits = { isUntouched: false, barredOfficerIds: ['desk', 'second'] }
    expect(stands(waits)).toBe('city')
    expect(stands({ ...waits, barredOfficerIds: ['desk'] })).toBeUndefined()
    expect(stands({ ...waits, excludedOfficerIds: ['city'] })).toBeUndefined()
    expect(stands({ ...waits, excludedOfficerIds: ['city'], desks: { ...desks, province: [{ id: 'p', unitId: 'province' }] } })).toBe('province')
  })
  test('never down', () => {
    expect(stands({ deskLevel: 'city', atWork: [at('town', 'township')], excludedUnitIds: ['town'] })).toBe('city')
  })
})

describe('proposals', () => {
  const approval = { authorId: 'clerk', committeeId: undefined, approverId: 'reviewer' }
  test('name whoever brought the disputed record to publication and the village, each with the reason', () => {
    expect(proposeSubjects({ approval, villageUnitId: 'village' }, { officerIds: [], unitIds: [] })).toEqual([
      { reason: 'wrote-record', officerId: 'clerk' }, { reason: 'approved-record', officerId: 'reviewer' }, { reason: 'village-of-record', unitId: 'village' }])
    expect(proposeSubjects({ approval: undefined, villageUnitId: 'village' }, { officerIds: [], unitIds: [] })).toEqual([{ reason: 'village-of-complaint', unitId: 'village' }])
  })
  test('leave out whoever is named already', () => {
    expect(proposeSubjects({ approval, villageUnitId: 'village' }, { officerIds: ['clerk'], unitIds: ['village'] })).toEqual([{ reason: 'approved-record', officerId: 'reviewer' }])
  })
})
