import type { Values } from './field-schema.ts'

/** A line of one version that has a certain value in a certain field. Line 0 is the header. */
export type LineWithValue = {
  readonly version: number
  readonly seq: number
  /** A digest of everything public in the line. */
  readonly line: string
  /** What the public view masks or leaves out of it, as far as it is still kept. */
  readonly hidden: Values
}

/**
 * The lines of other versions that are provably the same line as this one, and it. `all` are the lines of every version that have the same value in
 * the field `key`. Two lines that say the same may be of two people, so whatever could be somebody else's is left out: it must be named by itself.
 */
export function sameLines<Line extends LineWithValue>(mine: Line, all: readonly Line[], key: string, isMasked: boolean): Line[] {
  const alike = all.filter(line => agree(mine, line, [key])).toSorted((a, b) => a.seq - b.seq)
  const versions = [...new Set(alike.map(({ version }) => version))].filter(version => version !== mine.version)
  return [mine, ...versions.flatMap(version => sameIn(version, mine, alike, key, isMasked) ?? [])].toSorted((a, b) => a.version - b.version || a.seq - b.seq)
}

/** The line itself where the whole line stands there as often as here, in the same order; else the only line with this value, here and there. */
function sameIn<Line extends LineWithValue>(version: number, mine: Line, alike: readonly Line[], key: string, isMasked: boolean): Line | undefined {
  const [here, there] = [alike.filter(line => line.version === mine.version), alike.filter(line => line.version === version)]
  const [twins, equal] = [here.filter(line => isWhole(mine, line)), there.filter(line => isWhole(mine, line))]
  if (equal.length > 0) return equal.length === twins.length ? equal[twins.findIndex(({ seq }) => seq === mine.seq)] : undefined
  const [only] = there
  // Behind one masked name there may be two people: only what was entered tells that it is one.
  const isKnown = !isMasked || (mine.hidden[key] !== undefined && only?.hidden[key] !== undefined)
  return here.length === 1 && there.length === 1 && isKnown ? only : undefined
}

function isWhole(mine: LineWithValue, other: LineWithValue): boolean {
  return other.line === mine.line && agree(mine, other, Object.keys(mine.hidden))
}

/** Whether nothing that is still known of both speaks against their being one. */
function agree(a: LineWithValue, b: LineWithValue, keys: readonly string[]): boolean {
  return keys.every(key => a.hidden[key] === undefined || b.hidden[key] === undefined || a.hidden[key] === b.hidden[key])
}
