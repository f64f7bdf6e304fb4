/**
 * A 12-digit statistical division code as a whole number: province 2 digits, city 2, county 2, township 3, village 3.
 * A place above the village level ends in zeros, so everything below it is one range of numbers.
 */
export type DivisionCode = number

export const divisionLevels = ['province', 'city', 'county', 'township', 'village'] as const
export type DivisionLevel = (typeof divisionLevels)[number]

/** Every code from `low` to `high`, both included. */
export type DivisionRange = { readonly low: DivisionCode; readonly high: DivisionCode }

/** How many codes one place of each level spans: the last digits that its subtree may use. */
const spans = {
  province: 10_000_000_000,
  city: 100_000_000,
  county: 1_000_000,
  township: 1_000,
  village: 1,
} as const satisfies Record<DivisionLevel, number>

/** Reads exactly twelve digits that can be a place; anything else is undefined. */
export function toDivisionCode(text: string): DivisionCode | undefined {
  if (!/^[1-9]\d{11}$/.test(text)) return undefined
  const code = Number(text)
  return isPlace(code) ? code : undefined
}

/** The level of a place. Throws on a number that is no division code. */
export function levelOf(code: DivisionCode): DivisionLevel {
  if (!isPlace(code)) throw new Error(`${code} is not a division code`)
  for (const level of divisionLevels) if (code % spans[level] === 0) return level
  return 'village'
}

/** The place and everything below it. */
export function rangeOf(code: DivisionCode): DivisionRange {
  return { low: code, high: code + spans[levelOf(code)] - 1 }
}

/** Whether a place lies in a range. */
export function isWithin(code: DivisionCode, range: DivisionRange): boolean {
  return code >= range.low && code <= range.high
}

/** The province a place belongs to, or the place itself if it is a province. */
export function provinceOf(code: DivisionCode): DivisionCode {
  return above(code, 'province')
}

/** The city a place belongs to, or the place itself if it is a city. Throws for a province. */
export function cityOf(code: DivisionCode): DivisionCode {
  return above(code, 'city')
}

/**
 * The county a place belongs to, or the place itself if it is a county. Throws for a city or province.
 * A few cities have no counties (东莞 441900000000); their townships carry county digits 00 and answer the city's own code.
 */
export function countyOf(code: DivisionCode): DivisionCode {
  return above(code, 'county')
}

/**
 * The place whose staff administer a place: of a city the city itself, which is not that of its counties; of a county and everything below it the county. Townships of a city without
 * counties are that city's.
 */
export function organisationOf(code: DivisionCode): DivisionCode {
  return ['province', 'city'].includes(levelOf(code)) ? code : countyOf(code)
}

/** The places of one organisation: a county with all below it; a city alone, with the townships that no county lies above. */
export function ownPlacesOf(code: DivisionCode): DivisionRange {
  const low = organisationOf(code)
  return { low, high: low + spans.county - 1 }
}

/** The township a place belongs to, or the place itself if it is a township. Throws above the township level. */
export function townshipOf(code: DivisionCode): DivisionCode {
  return above(code, 'township')
}

/** The places that a place lies in and itself, from the city down. */
export function placesAbove(code: DivisionCode): DivisionCode[] {
  const own = divisionLevels.indexOf(levelOf(code))
  return [...new Set((['city', 'county', 'township', 'village'] as const).filter(level => divisionLevels.indexOf(level) <= own).map(level => level === 'village' ? code : above(code, level)))]
}

function above(code: DivisionCode, level: DivisionLevel): DivisionCode {
  const own = levelOf(code)
  if (divisionLevels.indexOf(own) < divisionLevels.indexOf(level)) {
    throw new Error(`division ${code} is a ${own} and lies above the ${level} level`)
  }
  return code - (code % spans[level])
}

/** Digits may be zero only where everything after them is zero too, save the county digits of a city without counties. */
function isPlace(code: number): boolean {
  if (!Number.isSafeInteger(code) || code < 110_000_000_000 || code > 999_999_999_999) return false
  const city = Math.floor(code / spans.city) % 100
  const township = Math.floor(code / spans.township) % 1000
  const village = code % 1000
  if (city === 0 && code % spans.city !== 0) return false
  return township !== 0 || village === 0
}
