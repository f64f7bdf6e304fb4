import { dutyWords, roleOf, type Duty } from '../organisation/set-up-words.ts'

/** What the office of a post is called: its unit, the places around it from the city down, its duty. `spellings` are those of the city's and the county's name in pinyin, without tones. */
export type Office = { readonly unit: string; readonly places: readonly string[]; readonly spellings: readonly string[]; readonly role: string }

const kindsOfPlace = /(?:特别行政区|自治区|自治州|自治县|地区|省|市|县|区|旗|镇|乡|街道|社区|村民委员会|居民委员会|居委会|村委会|村)$/u
const shortestUnit = 3
const shortestSpelling = 5 // shorter ones stand in words of other languages

/**
 * Words by which whoever knows the office would begin to guess: names of the places with and without what kind they are, the unit's with and without the place, the duty's.
 * What is looked for is Chinese, so two characters are enough of a place.
 */
export function officeWords({ unit, places, spellings, role }: Office): string[] {
  const [unitName = unit] = unit.split(/[（(]/u) // what stands in brackets tells two units apart
  const placeWords = places.flatMap(name => [name, bareName(name)])
  const unitPart = placeWords.toSorted((one, other) => other.length - one.length).reduce((rest, place) => rest.startsWith(place) ? rest.slice(place.length) : rest, unitName).replace(/^[省市县区镇乡村]/u, '')
  const duties = Object.entries(dutyWords).filter(([duty]) => roleOf(duty as Duty) === role).flatMap(([, { zh }]) => zh)
  return [...new Set([...placeWords, ...[unitName, unitPart, ...duties].filter(word => word.length >= shortestUnit), ...spellings.filter(word => word.length >= shortestSpelling)])]
}

/** A place’s name without what kind of place it is; the whole where a single character would be left. */
export function bareName(name: string): string {
  const bare = name.replace(kindsOfPlace, '')
  if ([...bare].length < 2) return name
  return bare === name ? name : bareName(bare)
}
