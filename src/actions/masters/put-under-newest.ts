import { listKept, replaceKept, type KeptValue } from '#records/rekeying.ts'
import type { Db } from '#records/database.ts'
import type { Secrets } from '#platform/crypto/secrets.ts'
import { keptKinds, type KeptKind } from './kept-values.ts'

/** Of each kind, how many values were not under the newest master, in how many rows they were put under it, and how many no master opens. */
export type Found = { readonly kind: KeptKind['kind']; readonly found: number; readonly put: number; readonly unreadable: number }

const atOnce = 2_000

/**
 * Puts everything that is kept under the newest master, a batch at a time, each one statement: whenever it ends, every value is whole under one master or under the next, and
 * it goes on where it was. Beside programs that work: what they change meanwhile stays as they left it, and is looked at again. `countOnly` changes nothing.
 */
export async function putUnderNewest(rekeyer: Db, secrets: Secrets, { countOnly = false }: { readonly countOnly?: boolean } = {}): Promise<Found[]> {
  const found = new Map<KeptKind['kind'], Found>()
  for (const kept of keptKinds) {
    const passed = await passOver(rekeyer, secrets, kept, countOnly)
    const before = found.get(kept.kind) ?? { kind: kept.kind, found: 0, put: 0, unreadable: 0 }
    found.set(kept.kind, { kind: kept.kind, found: before.found + passed.found, put: before.put + passed.put, unreadable: before.unreadable + passed.unreadable })
  }
  return [...found.values()]
}

async function passOver(rekeyer: Db, secrets: Secrets, kept: KeptKind, countOnly: boolean): Promise<Omit<Found, 'kind'>> {
  let [found, put, unreadable] = [0, 0, 0]
  for (let values = await listKept(rekeyer, kept, undefined, atOnce); values.length > 0; values = await listKept(rekeyer, kept, values.at(-1)!.text, atOnce)) {
    const changes: { was: string; now: string }[] = []
    for (const { ids, value, text } of values) {
      const now = await anew(secrets, kept, { ids, value, text })
      if (now === 'unreadable') unreadable += 1
      else if (now !== undefined) changes.push({ was: text, now })
    }
    found += changes.length
    if (changes.length > 0 && !countOnly) put += await replaceKept(rekeyer, kept, changes)
  }
  return { found, put, unreadable }
}

/** What no master opens was lost before: it stays as it is, and is told. */
async function anew(secrets: Secrets, kept: KeptKind, { ids, value }: KeptValue): Promise<string | undefined> {
  try {
    return await kept.anew(secrets, value, ids)
  } catch {
    return 'unreadable'
  }
}
