import { countyOf, levelOf, toDivisionCode, type DivisionCode, type DivisionLevel } from './division-code.ts'

/** One place as a division file names it. */
export type DivisionEntry = {
  readonly code: DivisionCode
  readonly name: string
  readonly level: DivisionLevel
  readonly countyCode: DivisionCode | null
  readonly urbanRural: string | null
  /** A code without villagers, such as a development zone: it owes no disclosure. */
  readonly isVirtual: boolean
}

type Named = { readonly code: string; readonly name: string; readonly urbanRural?: string }
type CityFile = Named & { readonly counties: readonly (Named & { readonly towns: readonly (Named & { readonly villages: readonly Named[] })[] })[] }

/** The places of a city file, parents first. Throws, naming the entry, on anything that is no city file. */
export function divisionsOfCity(file: unknown): DivisionEntry[] {
  if (!isCityFile(file)) throw new Error('a division file needs code, name and counties')
  const counties = file.counties.flatMap(county => [county, ...county.towns.flatMap(town => [town, ...town.villages])])
  return [file, ...counties].map(toEntry)
}

export const divisionColumns = ['city_code', 'city', 'county_code', 'county', 'town_code', 'town', 'village_code', 'village', 'urban_rural'] as const

/** The places of a table with one village a line, parents first and once. */
export function divisionsOfTable(lines: readonly Readonly<Record<string, string>>[]): DivisionEntry[] {
  const found = new Map<string, DivisionEntry>()
  for (const line of lines) {
    for (const level of ['city', 'county', 'town', 'village'] as const) {
      const code = line[`${level}_code`] ?? ''
      if (found.has(code)) continue
      found.set(code, toEntry({ code, name: line[level] ?? '', ...(level === 'village' && { urbanRural: line['urban_rural'] ?? '' }) }))
    }
  }
  return [...found.values()]
}

function isCityFile(file: unknown): file is CityFile {
  return typeof file === 'object' && file !== null && 'counties' in file && Array.isArray(file.counties)
}

function toEntry({ code: text, name, urbanRural }: Named): DivisionEntry {
  const code = toDivisionCode(text)
  if (code === undefined || !name) throw new Error(`not a division: ${text} ${name}`)
  const level = levelOf(code)
  const isBelowCity = level !== 'province' && level !== 'city'
  return { code, name, level, countyCode: isBelowCity ? countyOf(code) : null, urbanRural: urbanRural || null, isVirtual: level === 'village' && name.includes('虚拟') }
}
