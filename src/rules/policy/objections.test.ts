import { expect, test } from 'vitest'
import { rangeOf } from '../divisions/division-code.ts'
import { hidingRefusal, objectionActorOf } from './objections.ts'
import { officerRoles, type Officer, type OfficerRole } from './officer.ts'

const village = 340_521_100_201
const at = (role: OfficerRole, level: Officer['level'], place: number): Officer => ({ id: role, name: '测试员', role, unitId: 'u', level, reach: rangeOf(place) })

test.each([
  ['village', village, { clerk: 'clerk' }], ['township', 340_521_100_000, { clerk: 'clerk', reviewer: 'reviewer' }], ['county', 340_521_000_000, {}],
  ['village', 340_521_100_202, {}], ['township', 340_521_101_000, {}],
] as const)('at %s level in %s, these and no others deal with the objections of a village', (level, place, expected) => {
  const found = Object.fromEntries(officerRoles.flatMap(role => {
    const actor = objectionActorOf(at(role, level, place), village)
    return actor === undefined ? [] : [[role, actor]]
  }))
  expect(found).toEqual(expected)
})

test.each(officerRoles.flatMap(role => [[role, 'township', 340_521_100_000] as const, [role, 'county', 340_521_000_000] as const, [role, 'county', 340_522_000_000] as const]))('a %s at %s level in %s may hide words only as a reviewer of the township or at the triage desk of the county', (role, level, place) => {
  const may = (role === 'reviewer' && place === 340_521_100_000) || (role === 'triage' && place === 340_521_000_000) || (role === 'triage' && place === 340_521_100_000)
  expect(hidingRefusal(at(role, level, place), { villageCode: village, involvedIds: [] }) === undefined).toBe(may)
})

test('whoever made or approved the record, or answered, may not hide the doubt about it', () => {
  expect(hidingRefusal(at('reviewer', 'township', 340_521_100_000), { villageCode: village, involvedIds: ['reviewer'] })).toEqual({ code: 'conflict-of-interest', of: 'record-author' })
})
