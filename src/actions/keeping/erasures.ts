import { randomUUID } from 'node:crypto'
import type { Field } from '#rules/disclosures/field-schema.ts'
import { askErasureRefusal, erasureDecisionRefusal, type ErasureGround } from '#rules/policy/keeping.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { pubLeaf, pubLeafBytes } from '#rules/ledger/leaf.ts'
import { inTransaction, type Db, type Tx } from '#records/database.ts'
import { findDisclosureForUpdate, getSchema } from '#records/disclosures.ts'
import { decideErasure, eraseFromDrafts, eraseValue, findErasureRequestForUpdate, insertErasureRequest, type NamedLine } from '#records/erasures.ts'
import { isTakenDown } from '#records/incidents.ts'
import { isHeld } from '#records/keeping.ts'
import { findLeafIndex, findVersionForm } from '#records/publication.ts'
import { notifyPublished } from '#records/publication-notices.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { indexRecord } from '../search-index.ts'
import { eraseFromCorrection, lockCorrection } from './erase-correction.ts'
import { erasedAt, placeOf, placesOf, publicFieldsOf, type ErasedPlace, type ValuePlace, type ValuePlaces } from './erased-places.ts'
import { fingerprintsOf } from './erased-words.ts'
import { isReason, type KeepingRefusal } from './holds.ts'

/** Which value: the header's (row 0) or that of a line, of the newest version unless another is named. */
export type ErasureAsked = { readonly version?: number | undefined; readonly row: number; readonly field: string; readonly ground: ErasureGround; readonly note: string }

type Record = NonNullable<Awaited<ReturnType<typeof findDisclosureForUpdate>>>
type Request = NonNullable<Awaited<ReturnType<typeof findErasureRequestForUpdate>>>

/** What was asked, where the value will go, and where the same words stand that are asked for by themselves. */
export type ErasureAnswer = { readonly id: string; readonly places: ValuePlace[]; readonly elsewhere: ValuePlace[] }

/** Asks that one published personal value be deleted: the clerk of the village, a reviewer of its township, or the county's desk. */
export function askErasure(context: Context, officer: Officer, disclosureId: string, { version: named, row, field, ground, note }: ErasureAsked): Promise<Outcome<ErasureAnswer, KeepingRefusal>> {
  return inTransaction(context.db, async tx => {
    const record = await findDisclosureForUpdate(tx, disclosureId)
    if (!record || record.withdrawnAt !== null) return refuse({ code: 'not-found' })
    const forbidden = askErasureRefusal(officer, record.villageCode)
    if (forbidden) return refuse(forbidden)
    if (!isReason(note)) return refuse({ code: 'reason-missing' })
    const { countyCode, villageCode, currentVersion } = record
    const version = named ?? currentVersion
    const found = await findPlaces(tx, record.itemSlug, { countyCode, disclosureId, version, rowSeq: row, fieldKey: field })
    if (!found) return refuse({ code: 'no-personal-value' })
    const id = await insertErasureRequest(tx, { id: randomUUID(), countyCode, villageCode, disclosureId, version, newestVersion: currentVersion, rowSeq: row, fieldKey: field, ground, note: note.trim(), askedBy: officer.id, askedAt: new Date(context.clock.now()) })
    return id === undefined ? refuse({ code: 'already-so' }) : done({ id, places: found.places.map(placeOf), elsewhere: found.elsewhere.map(placeOf) })
  })
}

/** The places of the value a wish names, by the form of the version it names; undefined where there is none. */
export async function findPlaces(db: Db | Tx, itemSlug: string, named: NamedLine): Promise<ValuePlaces & { readonly field: Field } | undefined> {
  const form = await findVersionForm(db, named)
  const field = form === undefined ? undefined : publicFieldsOf(await getSchema(db, itemSlug, form), named.rowSeq).find(({ key }) => key === named.fieldKey)
  const found = field && await placesOf(db, named, field)
  return found && { ...found, field: field! }
}

/** A second person has the value deleted, or not. What was committed to it stays, so that everything else still proves. */
export async function decideOnErasure(context: Context, officer: Officer, id: string, { erase, note = '' }: { readonly erase: boolean; readonly note?: string | undefined }): Promise<Outcome<{ id: string }, KeepingRefusal>> {
  const decided = await inTransaction(context.db, async (tx): Promise<Outcome<{ villageCode: number }, KeepingRefusal>> => {
    const asked = await findErasureRequestForUpdate(tx, id)
    if (!asked) return refuse({ code: 'not-found' })
    const forbidden = erasureDecisionRefusal(officer, asked)
    if (forbidden) return refuse(forbidden)
    if (asked.isGranted !== null) return refuse({ code: 'keeping-not-now' })
    const decision = { isGranted: erase, decidedBy: officer.id, decidedAt: new Date(context.clock.now()), decisionNote: note.trim() || null }
    if (erase) {
      const erased = await carryOut(context, tx, officer, asked, decision)
      return erased.ok ? done({ villageCode: asked.villageCode }) : erased
    }
    if (!isReason(note)) return refuse({ code: 'reason-missing' })
    await decideErasure(tx, id, { ...decision, fingerprints: [] })
    return done({ villageCode: asked.villageCode })
  })
  if (decided.ok && erase) context.published.tell(decided.value.villageCode)
  return decided.ok ? done({ id }) : decided
}

type Granted = Omit<Parameters<typeof decideErasure>[2], 'fingerprints'>

async function carryOut(context: Context, tx: Tx, officer: Officer, asked: Request, granted: Granted): Promise<Outcome<object, KeepingRefusal>> {
  if (await isHeld(tx, 'disclosure', asked.disclosureId)) return refuse({ code: 'held' })
  // Before the record: whoever publishes a correction locks the two in this order.
  const correction = await lockCorrection(tx, asked.disclosureId)
  const record = (await findDisclosureForUpdate(tx, asked.disclosureId))!
  const found = await findPlaces(tx, record.itemSlug, asked)
  if (!found) return refuse({ code: 'no-personal-value' })
  // A correction came since, and nobody can tell whether what it says is of the same person: two persons look again.
  if (found.elsewhere.some(({ version }) => version > asked.newestVersion)) return refuse({ code: 'erasure-overtaken' })
  const places: ErasedPlace[] = []
  for (const line of found.places) places.push(await erasedAt(tx, { ...asked, itemSlug: record.itemSlug }, line, asked.fieldKey))
  const fingerprints = fingerprintsOf(context, asked, places.flatMap(({ said }) => said))
  await decideErasure(tx, asked.id, { ...granted, fingerprints })
  await eraseValue(tx, { requestId: asked.id, places, day: context.clock.today(), leaf: await leafOf(context, tx, officer, record, asked, places) })
  await eraseFromDrafts(tx, record.id, places, asked.fieldKey)
  const open = correction?.state === 'approved' ? undefined : correction ?? await lockCorrection(tx, asked.disclosureId)
  if (open) await eraseFromCorrection(context, tx, officer, open, { ...asked, fingerprints }, places)
  if (!await isTakenDown(tx, record.id, record.currentVersion)) await indexRecord(context, tx, record.id)
  await notifyPublished(tx, record.villageCode)
  return done({})
}

async function leafOf(context: Context, tx: Tx, officer: Officer, record: Record, asked: Request, places: readonly ErasedPlace[]): Promise<Buffer> {
  const newest = places.at(-1)!
  return Buffer.from(pubLeafBytes(pubLeaf({
    type: 'erase', recordId: record.id, version: newest.version, regionCode: record.villageCode, itemSlug: record.itemSlug, period: record.period,
    previousLeaf: await findLeafIndex(tx, record.countyCode, record.id, newest.version), commitment: newest.whole.commitment, rowCount: newest.whole.rowCount, totals: {}, reasonCode: asked.ground,
    unitId: officer.unitId, approvers: 2, at: new Date(context.clock.now()).toISOString(),
  })))
}
