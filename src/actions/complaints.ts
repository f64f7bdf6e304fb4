import { createHash, randomUUID } from 'node:crypto'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { DueDay } from '#rules/calendar/working-days.ts'
import { complaintLimits, type ComplaintForm } from '#rules/cases/complaint-form.ts'
import type { CaseEvent } from '#rules/cases/events.ts'
import { after } from '#rules/cases/fold.ts'
import { promisedDates } from '#rules/cases/limits.ts'
import { cachedColumns } from '#records/case-columns.ts'
import { countyOf } from '#rules/divisions/division-code.ts'
import type { Channel } from '#rules/intake/channels.ts'
import type { EnteredPerson } from '#rules/intake/person.ts'
import { caseKeyFrom, suite, wrapCaseKey } from '#platform/crypto/case-key.ts'
import { receiptCodeFor, receiptHmac, receiptHmacs } from '#platform/crypto/receipt-code.ts'
import { sealToBoth, sealToOwner } from '#platform/crypto/identity.ts'
import { firstMark, isChanging, marksOf } from '#platform/crypto/key-ring.ts'
import { photoRefusal, type PhotoRefusal } from '#platform/images.ts'
import { findCaseIdByReceipt, findIdempotent, getCase, insertCase, type Intake, type NewCase } from '#records/cases.ts'
import { attempt } from '#records/database.ts'
import { findSeen } from '#records/disclosures.ts'
import { listUnitsById } from '#records/officers.ts'
import { caseLeafFor } from './case-ledger.ts'
import { identityText } from '#rules/identity/sealed.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { dropPhotos, keepPhotos, type KeptPhoto } from './kept-photos.ts'

/** A checked complaint with what comes along beside the form. */
export type ComplaintInput = Omit<ComplaintForm, 'person'> & {
  readonly person?: EnteredPerson
  /** The published record, row or value it questions, as the resident saw it. */
  readonly about?: { readonly disclosureId: string; readonly version: number; readonly rowSeq?: number; readonly fieldKey?: string }
  /** The item it falls under, where whoever wrote it down knows; a questioned record has its own. */
  readonly itemSlug?: string
  readonly photos: readonly { readonly bytes: Buffer }[]
  /** Made once per form: a double tap or a retry on a bad network carries the same. */
  readonly idempotencyKey: string
  readonly channel: Channel
  /** Who wrote it down for the complainant, and what the other office says of it. */
  readonly intake?: Intake
}

/** What the resident takes home. The code is shown and never stored. */
export type Filed = {
  readonly receiptCode: string
  readonly receivedOn: PlainDate
  readonly promised: { readonly acceptedBy: DueDay; readonly assignedBy: DueDay; readonly answeredBy: DueDay }
  /** This very complaint had been received before; it is one case. */
  readonly repeated: boolean
}

export type FilingRefusal =
  | { readonly code: 'unknown-village' | 'unknown-record' | 'key-used-for-another' | 'bad-key' | 'names-not-taken' }
  | { readonly code: PhotoRefusal | 'too-many-photos'; readonly n: number }

/**
 * Receives a complaint: durable before it is acknowledged, once however often it is sent, the person sealed away from the matter.
 */
export async function fileComplaint(context: Context, input: ComplaintInput): Promise<Outcome<Filed, FilingRefusal>> {
  if (!/^[\x21-\x7e]{16,200}$/.test(input.idempotencyKey)) return refuse({ code: 'bad-key' })
  if (input.person && !context.custodians) return refuse({ code: 'names-not-taken' })
  const bodyHashes = hashesOf(context, input)
  // Photos are dear to re-encode, so a repeated request with photos is looked for first; without, the insert itself finds out.
  const earlier = input.photos.length > 0 || isChanging(context.secrets.receiptPepper) ? await answerAgain(context, input, bodyHashes) ?? await receivedUnderEarlier(context, input) : undefined
  if (earlier) return earlier
  const about = await seenBy(context, input)
  if (about === 'unknown') return refuse({ code: 'unknown-record' })
  if (input.photos.length > complaintLimits.photos) return refuse({ code: 'too-many-photos', n: input.photos.length })
  const photos = await keepPhotos(context, input.photos)
  if (!photos.ok) return photos
  try {
    const filed = await compose(context, input, about, photos.value, bodyHashes[0]!)
    if (await attempt(context.db, () => insertCase(context.db, filed))) return done(await receiptOf(context, input, filed.receiptCode, filed.day, false))
  } catch (cause) {
    await dropPhotos(context, photos.value)
    // A form sent again after its key was forgotten makes the same receipt code: it is the same complaint.
    const earlier = isSameReceipt(cause) ? await findReceived(context, input) : undefined
    if (!earlier) throw cause
    return earlier
  }
  // Nothing was written: either the same request won elsewhere, and its photos are the ones kept, or there is no such village.
  await dropPhotos(context, photos.value)
  return await answerAgain(context, input, bodyHashes) ?? refuse({ code: 'unknown-village' })
}

function isSameReceipt(cause: unknown): boolean {
  return (cause as { constraint?: string }).constraint === 'case_file_receipt_hmac_key'
}

function codeOf(context: Context, input: ComplaintInput): string {
  return receiptCodeFor(context.secrets.receiptPepper, input.idempotencyKey)
}

/** The case that has the receipt code of this form already. */
async function findReceived(context: Context, input: ComplaintInput): Promise<Outcome<Filed, never> | undefined> {
  const code = codeOf(context, input)
  const id = await findCaseIdByReceipt(context.db, receiptHmacs(context.secrets.receiptPepper, code))
  return id === undefined ? undefined : done(await receiptOf(context, input, code, (await getCase(context.db, id)).receivedOn as PlainDate, true))
}

// While the master is being replaced, one code may be kept under two keys, and the database would not see that it is one.
async function receivedUnderEarlier(context: Context, input: ComplaintInput): Promise<Outcome<Filed, never> | undefined> {
  return isChanging(context.secrets.receiptPepper) ? findReceived(context, input) : undefined
}

async function answerAgain(context: Context, input: ComplaintInput, bodyHashes: readonly Buffer[]): Promise<Outcome<Filed, FilingRefusal> | undefined> {
  const key = input.idempotencyKey
  const earlier = await findIdempotent(context.db, keptKey(key))
  if (!earlier) return undefined
  if (!bodyHashes.some(hash => earlier.bodyHash.equals(hash))) return refuse({ code: 'key-used-for-another' })
  const file = await getCase(context.db, earlier.answer.caseId)
  return done(await receiptOf(context, input, receiptCodeFor(context.secrets.receiptPepper, key), file.receivedOn as PlainDate, true))
}

async function receiptOf(context: Context, { villageCode }: ComplaintInput, receiptCode: string, receivedOn: PlainDate, repeated: boolean): Promise<Filed> {
  const { limits } = await context.caseRules.on(countyOf(villageCode), receivedOn)
  const promised = promisedDates(context.calendar, receivedOn, limits)
  return { receiptCode, receivedOn, promised, repeated }
}

/** The receipt code follows from the key, so the database must not hold the key: only what recognises it. */
function keptKey(idempotencyKey: string): string {
  return createHash('sha256').update('complaint\0').update(idempotencyKey).digest('hex')
}

/** Keyed, because a plain hash of a name and a phone number could be tried out by whoever reads the table. */
function hashesOf(context: Context, input: ComplaintInput): Buffer[] {
  const { photos, idempotencyKey: _, ...rest } = input
  const sums = photos.map(photo => createHash('sha256').update(photo.bytes).digest('hex'))
  const { formKey } = context.secrets
  return marksOf(formKey, firstMark(formKey, 'complaint body\0', JSON.stringify([rest.villageCode, rest.statement, rest.place, rest.happened, rest.wish, rest.person, rest.about, sums, ...(rest.intake ? [rest.channel, { ...rest.intake, nth: undefined }] : rest.channel === 'proxy' ? [rest.channel] : []), ...(rest.itemSlug === undefined ? [] : [rest.itemSlug])])))
}

async function seenBy(context: Context, input: ComplaintInput): Promise<NewCase['about'] & { itemSlug: string } | undefined | 'unknown'> {
  const { about } = input
  if (!about) return undefined
  const seen = await findSeen(context.db, about)
  if (!seen || seen.villageCode !== input.villageCode) return 'unknown'
  return { disclosureId: about.disclosureId, version: about.version, rowSeq: about.rowSeq ?? null, fieldKey: about.fieldKey ?? null, seen: seen.seen, itemSlug: seen.itemSlug }
}

/** What is wrong with each photo, keeping none: for a form that is going back anyway. */
export async function findPhotoRefusals(photos: ComplaintInput['photos']): Promise<{ code: PhotoRefusal; n: number }[]> {
  const found: { code: PhotoRefusal; n: number }[] = []
  for (const [i, { bytes }] of photos.slice(0, complaintLimits.photos).entries()) {
    const code = bytes.length > complaintLimits.photoBytes ? 'photo-too-large' : await photoRefusal(bytes)
    if (code) found.push({ code, n: i + 1 })
  }
  return found
}

async function compose(context: Context, input: ComplaintInput, about: Exclude<Awaited<ReturnType<typeof seenBy>>, 'unknown'>, photos: readonly KeptPhoto[], bodyHash: Buffer): Promise<NewCase & { readonly receiptCode: string }> {
  const id = randomUUID()
  const { intake } = input
  const code = codeOf(context, input)
  const key = caseKeyFrom(code)
  const at = new Date(context.clock.now())
  const day = context.clock.today()
  const event: CaseEvent = { seq: 1, action: 'file', at: at.toISOString(), day, by: intake ? { kind: 'officer', officerId: intake.officerId, unitId: intake.unitId } : { kind: 'complainant' } }
  const unitClass = intake ? (await listUnitsById(context.db, [intake.unitId])).get(intake.unitId)!.kind : 'complainant'
  const rules = await context.caseRules.on(countyOf(input.villageCode), day)
  return {
    id, receiptCode: code, countyCode: countyOf(input.villageCode), villageCode: input.villageCode, channel: input.channel,
    itemSlug: about?.itemSlug ?? input.itemSlug ?? null, about,
    statement: input.statement, place: input.place ?? null, happened: input.happened ?? null, wish: input.wish ?? null,
    receiptHmac: receiptHmac(context.secrets.receiptPepper, code),
    at, day, leaf: caseLeafFor(key, id, event, undefined, null, unitClass),
    secret: { suite, wrappedKey: wrapCaseKey(context.secrets.wrappingKey, id, key) },
    sealed: await sealPerson(context, id, input, code), photos, idempotency: { key: keptKey(input.idempotencyKey), bodyHash }, outboxId: randomUUID(), intake,
    begins: cachedColumns(after(undefined, event), context.calendar, rules, null),
  }
}

async function sealPerson(context: Context, caseId: string, { person, intake }: ComplaintInput, receiptCode: string): Promise<NewCase['sealed']> {
  if (!person) return undefined
  const text = identityText(caseId, person)
  // The key of an imported work order follows from its number, so its code is no secret of the complainant's.
  const isOwners = (intake?.importId ?? null) === null
  return { ...await sealToBoth(context.custodians!, text), own: isOwners ? sealToOwner(context.secrets, receiptCode, caseId, text) : undefined }
}
