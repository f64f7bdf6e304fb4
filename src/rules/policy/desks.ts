import type { DeskLevel } from '../cases/states.ts'
import { cityOf, countyOf, provinceOf, townshipOf, type DivisionCode } from '../divisions/division-code.ts'

/** Kinds of unit whose desks are told what happens to the records of a village. */
export type UnitKind = 'village' | 'township' | 'discipline' | 'leadership'

const placeOf = {
  village: code => code, township: townshipOf, discipline: countyOf, leadership: countyOf,
} as const satisfies Record<UnitKind, (village: DivisionCode) => DivisionCode>

/** The desk of a kind that answers for a village: its own, its township's, its county's. */
export function deskFor(kind: UnitKind, village: DivisionCode): { readonly place: DivisionCode; readonly kind: UnitKind } {
  return { place: placeOf[kind](village), kind }
}

/** The place whose desk has the cases of a county while they lie at this level. */
export function deskPlaceOf(countyCode: DivisionCode, level: DeskLevel): DivisionCode {
  return { county: countyCode, city: cityOf(countyCode), province: provinceOf(countyCode) }[level]
}
