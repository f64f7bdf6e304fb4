import { countyOf, townshipOf, type DivisionCode } from '../divisions/division-code.ts'

/** Kinds of unit whose desks are told what happens to the records of a village. */
export type UnitKind = 'village' | 'township' | 'discipline' | 'leadership'

const placeOf = {
  village: code => code, township: townshipOf, discipline: countyOf, leadership: countyOf,
} as const satisfies Record<UnitKind, (village: DivisionCode) => DivisionCode>

/** The desk of a kind that answers for a village: its own, its township's, its county's. */
export function deskFor(kind: UnitKind, village: DivisionCode): { readonly place: DivisionCode; readonly kind: UnitKind } {
  return { place: placeOf[kind](village), kind }
}
