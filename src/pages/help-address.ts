import { countyOf, levelOf, townshipOf, type DivisionCode } from '#rules/divisions/division-code.ts'
import { everywhere } from './page-cache.ts'
import { addressOf } from './view.ts'

/** The county of a place; none of a city, a province, or `everywhere`. */
export function countyAbove(place: DivisionCode): DivisionCode | undefined {
  return place === everywhere || ['city', 'province'].includes(levelOf(place)) ? undefined : countyOf(place)
}

/** Where the limits of a place's county are explained: one address for a whole county. In a city without counties each township has its own, because the city's code means a city with counties too. */
export function helpAddress(place: DivisionCode = everywhere): string {
  const county = countyAbove(place)
  return addressOf('/help', { place: county !== undefined && levelOf(county) === 'city' ? townshipOf(place) : county })
}
