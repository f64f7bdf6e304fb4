import { toDivisionCode, townshipOf, type DivisionCode, type DivisionLevel } from '../divisions/division-code.ts'
import { plainWord } from './set-up-words.ts'

export type Place = { readonly code: DivisionCode; readonly name: string; readonly level: DivisionLevel }
export type PlaceFound = { readonly ok: true; readonly place: Place } | { readonly ok: false; readonly code: 'place-unknown' | 'place-many' }

/** Finds places as people write them: the 12-digit code, the name, or the township and the village together where a village's name alone is not one place. */
export function placeFinder(places: readonly Place[]): (text: string) => PlaceFound {
  const byCode = new Map(places.map(place => [place.code, place]))
  const byName = new Map<string, Place[]>()
  const note = (name: string, place: Place) => byName.set(plainWord(name), [...byName.get(plainWord(name)) ?? [], place])
  for (const place of places) {
    note(place.name, place)
    const township = place.level === 'village' ? byCode.get(townshipOf(place.code)) : undefined
    if (township) note(township.name + place.name, place)
  }
  return text => {
    const written = plainWord(text)
    const code = toDivisionCode(written)
    const found = code === undefined ? byName.get(written.replaceAll(/[/·-]/gu, '')) ?? [] : [byCode.get(code) ?? []].flat()
    if (found.length === 1) return { ok: true, place: found[0]! }
    return { ok: false, code: found.length === 0 ? 'place-unknown' : 'place-many' }
  }
}
