/** An object of a data file whose members have not been looked at yet. */
export type Members = Readonly<Record<string, unknown>>

/** Reads untyped JSON member by member and remembers every complaint, so that a county sees all its mistakes at once. */
export type ShapeReader = {
  readonly errors: string[]
  readonly path: string
  readonly members: Members
}

/** Begins reading at an object; what is no object is complained about and read as an empty one. */
export function readObject(value: unknown, path: string, errors: string[]): ShapeReader {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isObject) errors.push(`${path} must be an object`)
  return { errors, path, members: isObject ? value as Members : {} }
}

/** A text that must be there and not be empty. */
export function requiredText(reader: ShapeReader, key: string): string {
  const value = member(reader, key)
  if (typeof value === 'string' && value.trim() !== '') return value
  reader.errors.push(`${reader.path}.${key} must be a text that is not empty`)
  return ''
}

/** A text that may be left out. */
export function optionalText(reader: ShapeReader, key: string): string | undefined {
  return member(reader, key) === undefined ? undefined : requiredText(reader, key)
}

/** A whole number from `least` upwards. */
export function requiredCount(reader: ShapeReader, key: string, least: number): number {
  const value = member(reader, key)
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value
  reader.errors.push(`${reader.path}.${key} must be a whole number from ${least}`)
  return least
}

/** A yes or no; `absent` stands for a member that was left out, and leaving out is an error without it. */
export function flag(reader: ShapeReader, key: string, absent?: boolean): boolean {
  const value = member(reader, key) ?? absent
  if (typeof value === 'boolean') return value
  reader.errors.push(`${reader.path}.${key} must be true or false`)
  return false
}

/** One word out of a fixed list. */
export function oneWord<T extends string>(reader: ShapeReader, key: string, words: readonly T[]): T {
  const found = words.find(word => word === member(reader, key))
  if (found === undefined) reader.errors.push(`${reader.path}.${key} must be one of ${words.join(', ')}`)
  return found ?? (words[0] as T)
}

/** Each element of a list with its path. A member that was left out is an empty list unless it is needed. */
export function elements(reader: ShapeReader, key: string, isNeeded: boolean): readonly { value: unknown; path: string }[] {
  const value = member(reader, key)
  if (Array.isArray(value)) return value.map((element: unknown, index) => ({ value: element, path: `${reader.path}.${key}[${index}]` }))
  if (value !== undefined || isNeeded) reader.errors.push(`${reader.path}.${key} must be a list`)
  return []
}

/** A list of texts. */
export function texts(reader: ShapeReader, key: string, isNeeded: boolean): readonly string[] {
  return elements(reader, key, isNeeded).flatMap(({ value, path }) => {
    if (typeof value === 'string' && value !== '') return [value]
    reader.errors.push(`${path} must be a text that is not empty`)
    return []
  })
}

/** A name or sentence in both languages. */
export function bothLanguages(reader: ShapeReader, key: string): { readonly zh: string; readonly en: string } {
  const both = readObject(member(reader, key), `${reader.path}.${key}`, reader.errors)
  return { zh: requiredText(both, 'zh'), en: requiredText(both, 'en') }
}

/** A member of the object itself; what its prototype offers does not count. */
export function member(reader: ShapeReader, key: string): unknown {
  return Object.hasOwn(reader.members, key) ? reader.members[key] : undefined
}

/** Complains about words that occur twice. */
export function refuseRepeats(errors: string[], path: string, words: readonly string[]): void {
  const seen = new Set<string>()
  for (const word of words) {
    if (seen.has(word)) errors.push(`${path} has ${word} twice`)
    seen.add(word)
  }
}
