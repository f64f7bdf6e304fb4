import { setTimeout as pause } from 'node:timers/promises'
import { inTransaction, type Db } from '#records/database.ts'
import { listMasters, setWhole, type KnownMaster } from '#records/masters.ts'
import { keepEntry } from '../audit.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { putUnderNewest, type Found } from './put-under-newest.ts'

export type Replaced = { readonly masters: readonly KnownMaster[]; readonly kinds: readonly Found[] }

// Programs that were told of the newest, but make by the one before it, may add to what was looked through; and what somebody is at work on is passed over.
const mostPasses = 6

/** Everything under the newest master, and that it is, written down. Refused while another one makes: what it made would have to be done again. */
export async function endReplacing(context: Context, owner: Db, rekeyer: Db): Promise<Outcome<Replaced, { readonly code: 'newest-not-used' | 'still-added' }>> {
  const { keys, makes } = context.secrets.wrappingKey
  if (makes < keys.length - 1) return refuse({ code: 'newest-not-used' })
  const kinds = await untilNothingIsLeft(context, rekeyer)
  if (!kinds) return refuse({ code: 'still-added' })
  const newest = (await listMasters(owner)).at(-1)!
  if (newest.wholeAt === null) {
    const at = new Date(context.clock.now())
    await setWhole(owner, newest.generation, at)
    await inTransaction(context.db, tx => keepEntry(tx, { at, act: 'replaceMaster', subjectKind: 'program' }, done({})))
  }
  return done({ masters: await listMasters(owner), kinds })
}

async function untilNothingIsLeft({ secrets }: Context, rekeyer: Db): Promise<Found[] | undefined> {
  const kinds = new Map<Found['kind'], Found>()
  for (let pass = 0; pass < mostPasses; pass += 1) {
    await pause(pass * 200)
    const passed = await putUnderNewest(rekeyer, secrets)
    for (const each of passed) kinds.set(each.kind, { ...each, put: each.put + (kinds.get(each.kind)?.put ?? 0) })
    if (passed.every(({ found }) => found === 0)) return [...kinds.values()]
  }
  return undefined
}

/** The masters there were, and of each kind how much is not under the newest. */
export async function showMasters(context: Context, owner: Db, rekeyer: Db): Promise<Replaced> {
  return { masters: await listMasters(owner), kinds: await putUnderNewest(rekeyer, context.secrets, { countOnly: true }) }
}
