import type { MaskKind } from '#rules/disclosures/field-schema.ts'
import { maskPartyName } from './party.ts'

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

// Surnames of two characters. Without them 欧阳锋 would be shown as 欧*锋, which hides half a surname and no given name.
const compoundSurnames: ReadonlySet<string> = new Set((
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 '
  + '钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 '
  + '百里 呼延 东郭 南门 羊舌 微生 左丘 东门 西门 第五'
).split(' '))

/**
 * A name as strangers see it: 张三丰 → 张*丰, 李四 → 李*, 欧阳锋 → 欧阳*, 阿卜杜拉·买买提 → 阿***·买**. Several names in one
 * cell are masked one by one, and what stands in brackets behind a name is hidden altogether.
 */
export function maskPersonName(text: string): string {
  const bracketless = text.replace(/[（(][^（()）]*[）)]?/gu, inside => (inside.startsWith('（') ? '（**）' : '(**)'))
  return bracketless.replace(/[^、，,；;/|\n（()）]+/gu, name => maskOneName(name))
}

function maskOneName(name: string): string {
  if (/^[\s*]*$/u.test(name)) return name
  const compact = name.trim().replace(/\s+/gu, ' ')
  // Spreadsheets pad short names to the width of long ones: 李　四 is 李四.
  if (/^[\p{Script=Han}*\s]+$/u.test(compact)) return maskHanName([...compact.replace(/\s/gu, '')])
  return compact.replace(/[^\s·•・‧∙.\-]+/gu, part => maskTail([...part], part.length === 1 ? 0 : 1))
}

function maskHanName(characters: readonly string[]): string {
  const surname = characters.length > 2 && compoundSurnames.has(characters.slice(0, 2).join('')) ? 2 : 1
  if (characters.length === 1) return '*'
  if (characters.length - surname <= 1) return maskTail(characters, surname)
  return characters.map((character, index) => (index < surname || index === characters.length - 1 ? character : '*')).join('')
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

function maskTail(characters: readonly string[], kept: number): string {
  return characters.slice(0, kept).join('') + '*'.repeat(Math.min(Math.max(characters.length - kept, 1), 20))
}

// Letters and digits only: separators must not push a digit into the part that is shown.
function significant(text: string): string[] {
  return [...text].filter(character => /[\p{L}\p{N}]/u.test(character))
}
