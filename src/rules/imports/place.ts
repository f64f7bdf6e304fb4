import type { PlaceKind } from '#rules/disclosures/field-schema.ts'

/** The village an import is for. Names that are not known are not compared. */
export type ImportPlace = {
  readonly villageCode: string
  readonly villageName?: string | undefined
  /** Names of the township, county, city and province above it. */
  readonly placesAbove?: readonly string[] | undefined
}

/** Whether a row that names this place belongs to another village than the one the import is for. */
export function isOtherPlace(kind: PlaceKind, text: string, place: ImportPlace): boolean {
  if (text === '') return false
  switch (kind) {
    case 'division-code': return !place.villageCode.startsWith(significantCode(text))
    case 'village-name': return place.villageName !== undefined && !isSameName(text, place.villageName)
    case 'township-name': return place.placesAbove !== undefined && !place.placesAbove.some(name => isSameName(text, name))
  }
}

/**
 * The digits of a division code that mean something: 340000 is the province 34, 340521 a county, 340521100000 the township 340521100.
 * What is no code at all answers itself, and so begins no village's code.
 */
function significantCode(text: string): string {
  const code = text.normalize('NFKC').replace(/\s/gu, '')
  if (!/^\d{2,12}$/u.test(code)) return text
  const length = code.replace(/0+$/u, '').length
  const level = [2, 4, 6, 9, 12].find(digits => digits >= length) ?? 12
  return code.padEnd(12, '0').slice(0, level)
}

/** 姑孰镇东大社区 and 东大社区居委会 are one village; 东大村 and 大东村 are two. */
function isSameName(text: string, name: string): boolean {
  const [one, other] = [bareName(text), bareName(name)]
  if (one === other) return true
  // A name may carry the places above it, which end in a word for their level.
  return one.endsWith(other) && other !== '' && /(?:省|市|县|区|镇|乡|街道|办事处)$/u.test(one.slice(0, one.length - other.length))
}

function bareName(text: string): string {
  const name = text.normalize('NFKC').replace(/[\s()]/gu, '')
  const bare = name.replace(/(?:社区)?(?:村民委员会|居民委员会|村委会|居委会)$/u, '').replace(/(?:社区|村|居)$/u, '')
  return bare === '' ? name : bare
}

/** A village that rows of a file may belong to. */
export type KnownVillage = { readonly code: number; readonly name: string }

export type FoundVillage = { readonly code: number } | { readonly code: undefined; readonly count: number }

/**
 * Finds villages by code or name among those an officer serves. A name that could be two villages is nobody's: `count` says how many
 * it might be. Codes must be whole; 340521100 would be a township.
 */
export function villageFinder(villages: readonly KnownVillage[]): (kind: PlaceKind, text: string) => FoundVillage {
  const found = new Map<string, FoundVillage>()
  return (kind, text) => {
    const known = found.get(kind + text)
    if (known) return known
    const typed = text.normalize('NFKC').replace(/\s/gu, '')
    const isCode = /^\d{12}$/u.test(typed)
    const fitting = villages.filter(village => (kind === 'division-code' || isCode ? String(village.code) === typed : isSameName(text, village.name)))
    // The exact name wins over one that only means the same: 东大村 beside 东大社区.
    const exact = fitting.filter(village => village.name === text)
    const chosen = exact.length === 1 ? exact : fitting
    const answer: FoundVillage = chosen.length === 1 ? { code: chosen[0]!.code } : { code: undefined, count: chosen.length }
    found.set(kind + text, answer)
    return answer
  }
}
