import { randomUUID } from 'node:crypto'
import { askErasureRefusal, erasureDecisionRefusal, type ErasureGround } from '#rules/policy/keeping.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { Field, FieldSchema } from '#rules/disclosures/field-schema.ts'
import { fieldPreimage } from '#rules/ledger/commitment.ts'
import { canonicalJson } from '#rules/ledger/jcs.ts'
import { pubLeaf, pubLeafBytes } from '#rules/ledger/leaf.ts'
import { sha256 } from '#platform/crypto/commitment.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { findDisclosureForUpdate, getSchema } from '#records/disclosures.ts'
import { isTakenDown } from '#records/incidents.ts'
import { decideErasure, eraseFromDrafts, eraseValue, findErasureRequestForUpdate, insertErasureRequest, isHeld, listHeaderValues, listRowValues, type PlacedValue } from '#records/keeping.ts'
import { findLeafIndex } from '#records/publication.ts'
import { notifyPublished } from '#records/publication-notices.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { indexRecord } from '../search-index.ts'
import { isReason, type KeepingRefusal } from './holds.ts'

/** Which value: the header's (row 0) or that of a line of the newest version. */
export type ErasureAsked = { readonly row: number; readonly field: string; readonly ground: ErasureGround; readonly note: string }

type Record = NonNullable<Awaited<ReturnType<typeof findDisclosureForUpdate>>>

/** Asks that one published personal value be deleted: the clerk of the village, a reviewer of its township, or the county's desk. */
export function askErasure(context: Context, officer: Officer, disclosureId: string, { row, field, ground, note }: ErasureAsked): Promise<Outcome<{ id: string }, KeepingRefusal>> {
  return inTransaction(context.db, async tx => {
    const record = await findDisclosureForUpdate(tx, disclosureId)
    if (!record || record.withdrawnAt !== null) return refuse({ code: 'not-found' })
    const forbidden = askErasureRefusal(officer, record.villageCode)
    if (forbidden) return refuse(forbidden)
    if (!isReason(note)) return refuse({ code: 'reason-missing' })
    if (!await placesOf(tx, record, row, field)) return refuse({ code: 'no-personal-value' })
    const id = await insertErasureRequest(tx, { id: randomUUID(), countyCode: record.countyCode, villageCode: record.villageCode, disclosureId, rowSeq: row, fieldKey: field, ground, note: note.trim(), askedBy: officer.id, askedAt: new Date(context.clock.now()) })
    return id === undefined ? refuse({ code: 'already-so' }) : done({ id })
  })
}

/** A second person has the value deleted, or not. What was committed to it stays, so that everything else still proves. */
export async function decideOnErasure(context: Context, officer: Officer, id: string, { erase, note = '' }: { readonly erase: boolean; readonly note?: string | undefined }): Promise<Outcome<{ id: string }, KeepingRefusal>> {
  const decided = await inTransaction(context.db, async (tx): Promise<Outcome<{ villageCode: number }, KeepingRefusal>> => {
    const asked = await findErasureRequestForUpdate(tx, id)
    if (!asked) return refuse({ code: 'not-found' })
    const forbidden = erasureDecisionRefusal(officer, asked)
    if (forbidden) return refuse(forbidden)
    if (asked.isGranted !== null) return refuse({ code: 'keeping-not-now' })
    if (!erase && !isReason(note)) return refuse({ code: 'reason-missing' })
    if (erase && await isHeld(tx, 'disclosure', asked.disclosureId)) return refuse({ code: 'held' })
    await decideErasure(tx, id, { isGranted: erase, decidedBy: officer.id, decidedAt: new Date(context.clock.now()), decisionNote: note.trim() || null })
    if (erase && !await carryOut(context, tx, officer, asked)) return refuse({ code: 'no-personal-value' })
    return done({ villageCode: asked.villageCode })
  })
  if (decided.ok && erase) context.published.tell(decided.value.villageCode)
  return decided.ok ? done({ id }) : decided
}

async function carryOut(context: Context, tx: Tx, officer: Officer, asked: { id: string; disclosureId: string; rowSeq: number; fieldKey: string; ground: string }): Promise<boolean> {
  const record = (await findDisclosureForUpdate(tx, asked.disclosureId))!
  const found = await placesOf(tx, record, asked.rowSeq, asked.fieldKey)
  if (!found) return false
  const { atField, places } = found
  const at = new Date(context.clock.now()).toISOString()
  const newest = places.at(-1)!
  const leaf = pubLeafBytes(pubLeaf({
    type: 'erase', recordId: record.id, version: newest.version, regionCode: record.villageCode, itemSlug: record.itemSlug, period: record.period,
    previousLeaf: await findLeafIndex(tx, record.countyCode, record.id, newest.version), commitment: newest.commitment, rowCount: newest.rowCount, totals: {}, reasonCode: asked.ground, unitId: officer.unitId, approvers: 2, at,
  }))
  await eraseValue(tx, {
    requestId: asked.id, atField, day: context.clock.today(), leaf: Buffer.from(leaf),
    places: places.map(place => ({ version: place.version, seq: place.seq, commitment: committed(place, atField, asked.fieldKey) })),
  })
  await eraseFromDrafts(tx, record.id, places, asked.fieldKey)
  if (!await isTakenDown(tx, record.id, record.currentVersion)) await indexRecord(context, tx, record.id)
  await notifyPublished(tx, record.villageCode)
  return true
}

/** Where a personal value stands, if it is one; figures are none, and the totals rest on them. */
async function placesOf(tx: Tx, record: Record, row: number, key: string): Promise<{ atField: number; places: PlacedValue[] } | undefined> {
  const schema = await getSchema(tx, record.itemSlug, record.schemaVersion)
  const fields = publicFieldsOf(schema, row)
  const atField = fields.findIndex(field => field.key === key)
  if (atField < 0 || !isPersonal(fields[atField]!)) return undefined
  const all = row === 0
    ? await listHeaderValues(tx, { countyCode: record.countyCode, disclosureId: record.id }, key)
    : await listRowValues(tx, { countyCode: record.countyCode, disclosureId: record.id, version: record.currentVersion }, row, key)
  // A form changed between two versions has its fields at other places: such a version is asked for by itself.
  const places = all.filter(place => place.schemaVersion === record.schemaVersion)
  return places.length === 0 ? undefined : { atField, places }
}

function publicFieldsOf(schema: FieldSchema, row: number): readonly Field[] {
  return (row === 0 ? schema.fields : schema.rows?.fields ?? []).filter(field => field.audience === 'public')
}

const figures: readonly Field['type'][] = ['money', 'quantity', 'integer', 'percent']

function isPersonal(field: Field): boolean {
  return !figures.includes(field.type) && field.place === undefined
}

function committed({ seq, value, salts }: PlacedValue, atField: number, key: string): Buffer {
  const bytes = Buffer.from(canonicalJson(value as string))
  return Buffer.from(sha256(fieldPreimage(salts.subarray(32 * atField, 32 * atField + 32), seq === 0 ? key : `${seq}/${key}`, bytes)))
}
