import { deskLevels, type DeskLevel } from '../cases/states.ts'
import type { DivisionLevel } from '../divisions/division-code.ts'

/** A desk that sorts complaints: the officers who are there today, with their units. Without officers nobody can say that it is in conflict. */
export type Desk = readonly { readonly id: string; readonly unitId: string }[]

/** Where a case lies and who works on it, against whom it keeps away. */
export type Standing = {
  readonly deskLevel: DeskLevel
  readonly desks: Readonly<Record<DeskLevel, Desk>>
  /** The responsible and the supervising unit, with the levels they serve at and the officers whose work it would be. */
  readonly atWork: readonly { readonly unitId: string; readonly level: DivisionLevel; readonly officerIds: readonly string[] }[]
  readonly excludedUnitIds: readonly string[]
  readonly excludedOfficerIds: readonly string[]
  /** While a second person has to decide: who cannot, for having had a hand in it. */
  readonly barredOfficerIds: readonly string[] | undefined
  /** Nobody did anything yet. Only then does it leave a desk that has no officers: while a post is vacant for some days, work that was begun stays where it is. */
  readonly isUntouched: boolean
}

/** The level that decides about what a unit of this level does. The county's is the lowest desk there is. */
const levelAbove = { village: 'county', township: 'county', county: 'city', city: 'province', province: 'province' } as const satisfies Record<DivisionLevel, DeskLevel>

/**
 * To which level a case goes by itself because whoever has it is in conflict (rule R3), or undefined where it may stay. A unit at work takes it to
 * the desk above itself; a unit whose people alone are kept away, back to the desk that gave it the case; a desk in conflict to the next one, until there is one that is not, at most the province's.
 * A desk without officers, as in a county that was not set up, is passed over by what is new to it, as long as a desk above has some; so is one in which nobody may decide what waits. Nothing comes down by itself.
 */
export function moveUpTo(standing: Standing): DeskLevel | undefined {
  const { deskLevel, desks, atWork, excludedUnitIds, excludedOfficerIds, isUntouched } = standing
  const inConflict = atWork.filter(unit => excludedUnitIds.includes(unit.unitId))
  const isLeft = inConflict.length > 0 || atWork.some(({ officerIds }) => officerIds.length > 0 && officerIds.every(id => excludedOfficerIds.includes(id)))
  let level = inConflict.map(unit => levelAbove[unit.level]).reduce(higher, deskLevel)
  const isShut = (desk: Desk) => desk.length > 0 && (desk.some(officer => excludedUnitIds.includes(officer.unitId)) || desk.every(officer => excludedOfficerIds.includes(officer.id)))
  const isPassedOver = (at: DeskLevel) => desks[at].length === 0 && (isUntouched || at !== deskLevel) && from(at).some(above => desks[above].length > 0)
  while (level !== 'province' && (isShut(desks[level]) || isPassedOver(level))) level = from(level)[1]!
  level = decidingFrom(level, standing)
  return isLeft || level !== deskLevel ? level : undefined
}

/** The first desk with somebody who may decide what waits; where there is none the case stays. */
function decidingFrom(level: DeskLevel, { desks, excludedUnitIds, excludedOfficerIds, barredOfficerIds }: Standing): DeskLevel {
  if (barredOfficerIds === undefined) return level
  const mayDecide = ({ id, unitId }: Desk[number]) => !excludedUnitIds.includes(unitId) && !excludedOfficerIds.includes(id) && !barredOfficerIds.includes(id)
  return from(level).find(at => desks[at].some(mayDecide)) ?? level
}

function from(level: DeskLevel): readonly DeskLevel[] {
  return deskLevels.slice(deskLevels.indexOf(level))
}

function higher(one: DeskLevel, other: DeskLevel): DeskLevel {
  return deskLevels.indexOf(one) >= deskLevels.indexOf(other) ? one : other
}
