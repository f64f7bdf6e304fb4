import type { Field, PlaceKind } from '#rules/disclosures/field-schema.ts'

/** What a column header says: the words to look up, and the unit in brackets behind them. */
export type HeaderWords = { readonly full: string; readonly base: string; readonly unit: string | undefined }

/** Cleans a header for comparison only; it is never stored. 补贴 金额（元）* and 补贴金额/元 both ask for 补贴金额 in yuan. */
export function headerWords(text: string): HeaderWords {
  const full = simplified(text.slice(0, 100).normalize('NFKC').replace(/[\s*:]+/gu, ''))
  // Only the last bracket is the unit: 底价(年)(元) asks for 底价(年) in yuan.
  const bracket = /^(.+)\(([^()]*)\)$/u.exec(full)
  if (bracket) return { full, base: bracket[1] ?? full, unit: (bracket[2] ?? '').replace(/^(?:单位|金额单位)/u, '') }
  const slash = /^(.+?)[/_](元|万元|亩|户|人|%)$/u.exec(full)
  return slash ? { full, base: slash[1] ?? full, unit: slash[2] } : { full, base: full, unit: undefined }
}

const pairs = '號号項项補补貼贴積积額额戶户鎮镇鄉乡區区單单總总計计間间開开據据時时標标準准發发產产權权糧粮種种農农資资組组數数實实類类畝亩註注結结餘余'
const simplerOf = new Map([...pairs].flatMap((char, index, all) => (index % 2 === 0 ? [[char, all[index + 1] ?? char] as const] : [])))

// Pages converted to traditional characters carry the same headers. For comparison only.
function simplified(text: string): string {
  return [...text].map(char => simplerOf.get(char) ?? char).join('')
}

/** Finds the field a header stands for: its own name and aliases first, then the same without the unit. */
export function fieldFor(words: HeaderWords, fields: readonly Field[]): Field | undefined {
  return fields.find(field => namesOf(field).has(words.full)) ?? fields.find(field => namesOf(field).has(words.base))
}

const placeHeaders: readonly { readonly kind: PlaceKind; readonly words: RegExp }[] = [
  { kind: 'division-code', words: /^(?:(?:行政)?区划(?:代)?码|(?:行政)?区划|(?:省级|地区|区域|行政村|村)代码)$/u },
  { kind: 'village-name', words: /^(?:所在村|所属村|行政村|村名称?|村别|村居|村社区|村\(社区\)|村\(居\)|(?:行政)?村\(社区\)名称|村委会)$/u },
  { kind: 'township-name', words: /^(?:所在|所属)?(?:乡镇|镇街|乡\(镇\)|镇\(街道\)|乡镇\(街道\)|乡\(镇、街道\)|街道)(?:名称)?$/u },
]

/** Whether a header that no field claims still says which place its rows belong to. */
export function placeFor(words: HeaderWords): PlaceKind | undefined {
  return placeHeaders.find(header => header.words.test(words.full))?.kind
}

/** Columns that carry nothing to keep: running numbers. */
export function isRunningNumber(words: HeaderWords): boolean {
  return /^(?:序号|序|编号|行号|no\.?)$/iu.test(words.full)
}

const areaUnits: ReadonlySet<string> = new Set(['亩', '公顷', '平方米', '㎡', 'm2', '平米'])

/** A header that measures an area in another unit than the field: its numbers would be wrong by a factor. */
export function hasOtherUnit(words: HeaderWords, field: Field): boolean {
  return words.unit !== undefined && field.unit !== undefined && areaUnits.has(field.unit) && areaUnits.has(words.unit) && words.unit !== field.unit
}

const named = new WeakMap<Field, ReadonlySet<string>>()

// Looked up once for every header cell and label; computing it each time would dominate a large import.
function namesOf(field: Field): ReadonlySet<string> {
  const known = named.get(field)
  if (known) return known
  const names = new Set([field.zh, field.en, ...field.aliases ?? []].map(name => headerWords(name).full))
  named.set(field, names)
  return names
}
