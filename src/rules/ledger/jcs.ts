/** What canonical JSON can hold here. Numbers are whole: money is in fen, and floats are written differently by different machines. */
export type CanonicalValue =
  | null
  | boolean
  | number
  | string
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue }

/** Deeper than anything the log holds; stops a value that contains itself. */
const deepest = 64

/**
 * Writes a value as RFC 8785 (JSON Canonicalization Scheme) prescribes: keys sorted by UTF-16 code units, no blanks, strings
 * escaped as ECMAScript does. Text is never normalised: NFC would turn some Chinese compatibility characters into others, and
 * then the log would no longer hold what was published.
 *
 * Throws a TypeError on what cannot be written the same everywhere: numbers that are not safe integers, lone surrogates,
 * undefined, and objects that are not plain.
 */
export function canonicalJson(value: CanonicalValue): string {
  return written(value, 0)
}

function written(value: unknown, depth: number): string {
  if (depth > deepest) throw new TypeError(`canonical JSON deeper than ${deepest} levels`)
  if (value === null) return 'null'
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false'
    case 'number':
      // Minus zero is written 0, as ECMAScript and RFC 8785 do.
      if (!Number.isSafeInteger(value)) throw new TypeError(`canonical JSON takes safe integers only, not ${value}`)
      return String(value)
    case 'string':
      return quoted(value)
    case 'object':
      return Array.isArray(value) ? writtenList(value, depth) : writtenObject(value, depth)
    default:
      throw new TypeError(`canonical JSON cannot hold ${typeof value}`)
  }
}

function writtenList(list: readonly unknown[], depth: number): string {
  // Array.from, not map: map skips the holes of a sparse array, and a hole must be refused as undefined is.
  return `[${Array.from(list, item => written(item, depth + 1)).join(',')}]`
}

function writtenObject(object: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(object)
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError('canonical JSON takes plain objects only')
  const entries = Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${entries.map(([key, item]) => `${quoted(key)}:${written(item, depth + 1)}`).join(',')}}`
}

function quoted(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('canonical JSON cannot hold a lone surrogate')
  return JSON.stringify(text)
}
