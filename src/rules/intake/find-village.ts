import { countyOf, townshipOf, type DivisionCode } from '../divisions/division-code.ts'

/** Villages that a desk serves now; and the townships and counties around, also those that it does not serve: an address that names one of these is theirs. */
export type KnownPlaces = { readonly villages: readonly { readonly code: DivisionCode; readonly name: string }[]; readonly townships: ReadonlyMap<DivisionCode, string>; readonly counties: ReadonlyMap<DivisionCode, string> }

export type VillageFound = { readonly code: DivisionCode } | { readonly code: undefined; readonly candidates: readonly DivisionCode[] }

/**
 * The village an address lies in: its 12-digit code, or the longest name of a village that the address contains, in the county and township that it names.
 * Where villages of two townships share it, the township must be named too; a guess would send the complaint to strangers.
 */
export function findVillage(address: string, { villages, townships, counties }: KnownPlaces): VillageFound {
  const typed = address.normalize('NFKC').replace(/\s/gu, '')
  const code = /(?<!\d)\d{12}(?!\d)/u.exec(typed)?.[0]
  if (code !== undefined && villages.some(village => village.code === Number(code))) return { code: Number(code) }
  const [inCounties, inTownships] = [namedIn(typed, counties), namedIn(typed, townships)]
  const isWhereNamed = (at: DivisionCode) => (inCounties.size === 0 || inCounties.has(countyOf(at))) && (inTownships.size === 0 || inTownships.has(townshipOf(at)))
  const named = villages.filter(village => isWhereNamed(village.code)).map(village => ({ ...village, length: lengthOf(village.name, typed) })).filter(({ length }) => length > 0)
  const longest = Math.max(0, ...named.map(({ length }) => length))
  const best = named.filter(({ length }) => length === longest)
  const inTownship = best.filter(village => lengthOf(townships.get(townshipOf(village.code)) ?? '', typed) > 0)
  const chosen = best.length > 1 && inTownship.length > 0 ? inTownship : best
  return chosen.length === 1 ? { code: chosen[0]!.code } : { code: undefined, candidates: chosen.map(village => village.code) }
}

function namedIn(address: string, places: ReadonlyMap<DivisionCode, string>): ReadonlySet<DivisionCode> {
  return new Set([...places].flatMap(([code, name]) => (address.includes(name) ? [code] : [])))
}

/** How many characters of a name an address has: 朝阳村委会 as 朝阳村, or as 朝阳 where neither a road nor a bridge is called so. */
function lengthOf(name: string, address: string): number {
  const whole = name.replace(/村?(?:村民委员会|村委会)$/u, '村').replace(/(?:居民委员会|居委会)$/u, '')
  if (whole !== '' && address.includes(whole)) return whole.length
  const bare = whole.replace(/(?:社区|村|镇|乡|街道)$/u, '')
  const at = bare.length >= 2 ? address.indexOf(bare) : -1
  return at === -1 || /^[路街道巷桥河湖山庄]/u.test(address.slice(at + bare.length)) ? 0 : bare.length
}
