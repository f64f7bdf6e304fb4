import type { MaskKind } from '#rules/disclosures/field-schema.ts'
import { maskPartyName } from './party.ts'
import { maskPersonName } from './person-name.ts'

/** Masks a value by the kind its field declares. When in doubt each of these hides too much rather than too little. */
export function maskValue(kind: MaskKind, text: string): string {
  switch (kind) {
    case 'person-name': return maskPersonName(text)
    case 'party-name': return maskPartyName(text)
    case 'id-number': return maskIdNumber(text)
    case 'bank-card': return maskBankCard(text)
    case 'phone': return maskPhone(text)
    case 'address': return maskAddress(text)
  }
}

/** At most the first six and the last two characters, and only of something long enough to be an identity number. */
export function maskIdNumber(text: string): string {
  const characters = significant(text)
  return characters.length < 15 ? '****' : `${characters.slice(0, 6).join('')}****${characters.slice(-2).join('')}`
}

/** The last four digits, and only of something long enough to be an account. */
export function maskBankCard(text: string): string {
  const characters = significant(text)
  return characters.length < 12 ? '****' : `****${characters.slice(-4).join('')}`
}

/** The first three and the last two digits of a mobile number; of anything shorter, nothing. */
export function maskPhone(text: string): string {
  const characters = significant(text)
  return characters.length < 11 ? '****' : `${characters.slice(0, 3).join('')}****${characters.slice(-2).join('')}`
}

// From the narrowest place to the widest; the first that the address names is the last that is shown.
const placeWords = [/村民小组|村民组|小组|组|生产队|队|自然村/u, /社区/u, /村/u, /街道/u, /[镇乡]/u] as const

/** An address down to the village group: house numbers, buildings and rooms are hidden, a street address altogether. */
export function maskAddress(text: string): string {
  for (const word of placeWords) {
    const found = word.exec(text)
    if (!found) continue
    const shown = text.slice(0, found.index + found[0].length)
    if (/[0-9０-９]\s*[号栋幢室]/u.test(shown)) return '***'
    return shown.length === text.length ? text : `${shown}***`
  }
  return '***'
}

// Letters and digits only: separators must not push a digit into the part that is shown.
function significant(text: string): string[] {
  return [...text].filter(character => /[\p{L}\p{N}]/u.test(character))
}
