import { randomUUID } from 'node:crypto'
import { addDays, addMonths, type PlainDate } from '#rules/calendar/plain-date.ts'
import type { FieldSchema, Values } from '#rules/disclosures/field-schema.ts'
import { villagerKeys, villagerValues } from '#rules/disclosures/views.ts'
import { householdLimits, householdRefusal } from '#rules/policy/households.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { householdCode, householdHash, householdHashes, toHouseholdCode } from '#platform/crypto/household-code.ts'
import { inTransaction } from '#records/database.ts'
import { endBatch, endHome, insertBatch, listBatches, listHomes, listWithheld, setHome, useCode, type Home, type HouseholdBatch } from '#records/households.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'

export type HouseholdRefusal = PolicyRefusal | { readonly code: 'not-found' }

/** Makes codes for the households of the clerk's village. They follow from `request`, which is how the act is known to its retries: see `codesOf`. */
export async function makeHouseholdCodes(context: Context, officer: Officer, request: string, count: number): Promise<Outcome<{ id: string; expiresOn: PlainDate }, HouseholdRefusal>> {
  const refusal = householdRefusal(officer)
  if (refusal) return refuse(refusal)
  return inTransaction(context.db, async tx => {
    const [id, expiresOn] = [randomUUID(), addDays(context.clock.today(), householdLimits.codeDays)]
    const hashes = codesOf(context, officer, request, count).map(code => householdHash(context.secrets.residentKey, code))
    await insertBatch(tx, { id, villageCode: officer.reach.low, madeBy: officer.id, madeAt: new Date(context.clock.now()), made: count, expiresOn }, hashes)
    return done({ id, expiresOn })
  })
}

/** The codes of a batch, for whoever makes it: they are kept nowhere, so they are printed with the act or never. */
export function codesOf({ secrets }: Pick<Context, 'secrets'>, officer: Officer, request: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => householdCode(secrets.residentKey, `${officer.id} ${request}`, n))
}

/** The batches of the clerk's village. */
export async function listHouseholdBatches(context: Context, officer: Officer): Promise<Outcome<HouseholdBatch[], HouseholdRefusal>> {
  const refusal = householdRefusal(officer)
  return refusal ? refuse(refusal) : done(await listBatches(context.db, officer.reach.low))
}

/** Ends what was not used of a batch: papers that were lost open nothing. */
export async function endHouseholdCodes(context: Context, officer: Officer, id: string): Promise<Outcome<{ id: string }, HouseholdRefusal>> {
  const refusal = householdRefusal(officer)
  if (refusal) return refuse(refusal)
  return inTransaction(context.db, async tx => await endBatch(tx, id, officer.reach.low, context.clock.today()) ? done({ id }) : refuse({ code: 'not-found' }))
}

export type { Home }
export type HomeRefusal = { readonly code: 'wrong' } | { readonly code: 'too-many'; readonly seconds: number }

/** A resident gives the code of the household. A wrong one costs an allowance of the resident and of the network; a used, an old and a made-up one are the same. */
export async function comeHome(context: Context, residentId: string, source: string, typed: string): Promise<Outcome<Home, HomeRefusal>> {
  const { householdCodes } = context.allowances
  const now = context.clock.now()
  const seconds = Math.max(householdCodes.wait(residentId, now), householdCodes.wait(source, now))
  if (seconds > 0) return refuse({ code: 'too-many', seconds })
  const code = toHouseholdCode(typed)
  const until = addMonths(context.clock.today(), householdLimits.verifiedMonths)
  const villageCode = code && await inTransaction(context.db, async tx => {
    const village = await useCode(tx, householdHashes(context.secrets.residentKey, code), context.clock.today())
    if (village !== undefined) await setHome(tx, residentId, { villageCode: village, until })
    return village
  })
  if (villageCode) return done({ villageCode, until })
  householdCodes.take(residentId, now)
  householdCodes.take(source, now)
  return refuse({ code: 'wrong' })
}

/** A resident is of this village no longer, on this account. */
export function leaveHome(context: Context, residentId: string, villageCode: number): Promise<void> {
  return endHome(context.db, residentId, villageCode)
}

/** The villages whose person a resident was shown to be. */
export function homesOf(context: Context, residentId: string): Promise<Home[]> {
  return listHomes(context.db, residentId, context.clock.today())
}

export type VillageRecord = { readonly id: string; readonly countyCode: number; readonly villageCode: number }

/**
 * What a published version says to the people of its village beside what everybody reads: values of fields of the class “verified”, masked as
 * their field says, by row (0 is the header). Undefined for whoever is not shown to be one of them.
 */
export async function readForVillager(context: Context, residentId: string, record: VillageRecord, { version, schema, after, most }: { readonly version: number; readonly schema: FieldSchema; readonly after: number; readonly most: number }): Promise<ReadonlyMap<number, Values> | undefined> {
  if (!(await homesOf(context, residentId)).some(home => home.villageCode === record.villageCode)) return undefined
  const withheld = await listWithheld(context.db, record, version, villagerKeys(schema), { after, most })
  return new Map(withheld.map(({ seq, cells }) => [seq, villagerValues(seq === 0 ? schema.fields : schema.rows?.fields ?? [], cells)]))
}
