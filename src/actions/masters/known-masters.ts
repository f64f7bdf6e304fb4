import { CannotStart } from '#platform/cannot-start.ts'
import type { GivenMasters } from '#platform/crypto/master-key.ts'
import { keyForEarlier, masterName, type Masters } from '#platform/crypto/secrets.ts'
import { unwrap, wrap } from '#platform/crypto/wrapping.ts'
import type { Db } from '#records/database.ts'
import { insertMaster, listMasters, type KnownMaster } from '#records/masters.ts'

/**
 * Every master this database has known, from the one that is given and what the database keeps under it. One that is new here is written down, with the one
 * before it under it. A master under which nothing here was made is refused: with it receipts would be found no more, and nobody would be told.
 */
export async function knownMasters(owner: Db, given: GivenMasters, at: Date): Promise<Masters> {
  const known = await listMasters(owner)
  if (known.length === 0) {
    await insertMaster(owner, { generation: 1, name: masterName(given.before ?? given.own), earlierWrapped: null, at })
    return knownMasters(owner, given, at)
  }
  const newest = known.at(-1)!
  if (given.before && isOf(newest, given.before) && !known.some(master => isOf(master, given.own))) {
    await insertMaster(owner, { generation: newest.generation + 1, name: masterName(given.own), earlierWrapped: wrap(keyForEarlier(given.own), boundTo(newest), given.before), at })
    return knownMasters(owner, given, at)
  }
  const least = known.findLastIndex(({ wholeAt }) => wholeAt !== null)
  if (isOf(newest, given.own)) return { all: [...chain(known, given.own), ...given.next ? [given.next] : []], makes: known.length - 1, least }
  // Another program came with the next one already.
  if (given.next && isOf(newest, given.next) && known.length > 1 && isOf(known.at(-2)!, given.own)) return { all: chain(known, given.next), makes: known.length - 2, least }
  throw new CannotStart(whyNot(known, given.own))
}

/** From the newest back, each under the one that followed it. */
function chain(known: readonly KnownMaster[], newest: Buffer): Buffer[] {
  const masters = [newest]
  for (let n = known.length - 1; n > 0; n--) masters.unshift(unwrap(keyForEarlier(masters[0]!), boundTo(known[n - 1]!), known[n]!.earlierWrapped!))
  return masters
}

function isOf({ name }: KnownMaster, master: Buffer): boolean {
  return name === masterName(master)
}

function boundTo({ generation }: KnownMaster): string {
  return `master ${generation}`
}

function whyNot(known: readonly KnownMaster[], own: Buffer): string {
  const [newest, earlier] = [known.at(-1)!, known.find(master => isOf(master, own))]
  if (earlier) return `SECRET_KEY (or secrets/master-key) is the master ${earlier.name}, and this database is under ${newest.name}, which replaced it: give that one`
  return `SECRET_KEY (or secrets/master-key) is the master ${masterName(own)}, and this database is under ${newest.name}: give that one, or, to replace it, both (SECRET_KEY_BEFORE, or secrets/master-key-before)`
}
