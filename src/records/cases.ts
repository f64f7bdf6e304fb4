import { sql } from 'kysely'
import type { CaseEvent } from '#rules/cases/events.ts'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { Channel } from '#rules/intake/channels.ts'
import type { KeptIdentity } from '#platform/crypto/identity.ts'
import type { CountedDay } from '#rules/cases/counted-days.ts'
import type { CachedColumns } from './case-columns.ts'
import { anyOf, type Db, type Tx } from './database.ts'

/** What the resident saw when complaining about a record: kept as it was, whatever is corrected later. */
export type Seen = { readonly title: string; readonly label?: string; readonly value?: string }

/** A complaint as it is written down for the first time, with everything that must not exist without it. */
export type NewCase = {
  readonly id: string
  readonly countyCode: number
  readonly villageCode: number
  readonly channel: Channel
  readonly itemSlug: string | null
  readonly about: { readonly disclosureId: string; readonly version: number; readonly rowSeq: number | null; readonly fieldKey: string | null; readonly seen: Seen } | undefined
  readonly statement: string
  readonly place: string | null
  readonly happened: string | null
  readonly wish: string | null
  readonly receiptHmac: Buffer
  readonly at: Date
  readonly day: PlainDate
  readonly leaf: Buffer
  readonly secret: { readonly suite: string; readonly wrappedKey: Buffer }
  readonly sealed: KeptIdentity | undefined
  readonly photos: readonly { readonly id: string; readonly fileId: string; readonly mediaType: string; readonly bytes: number; readonly width: number; readonly height: number }[]
  readonly idempotency: { readonly key: string; readonly bodyHash: Buffer }
  readonly outboxId: string
  /** By when it is to be accepted, and the first day on which a sweep looks at the case. */
  readonly begins: Pick<CachedColumns, 'stepDueOn' | 'countedDays' | 'nextSweepOn'>
  /** Of a case that somebody else wrote down: who, and what the other office says of it. */
  readonly intake: Intake | undefined
}

/** How a case came that its complainant did not file himself. */
export type Intake = {
  readonly officerId: string
  readonly unitId: string
  readonly channelNumber: string | null
  /** Which entry under this number it is, counted from 1, where those before are hidden from whoever enters; the first if left out. */
  readonly nth?: number
  readonly receivedOn: PlainDate
  readonly dueOn: PlainDate | null
  readonly importId: string | null
}

/**
 * Writes the case, its first event, its ledger leaf, its sealed identity, its photos and its message in one statement, so in one
 * journey to the database and all or nothing. The row is not read back, because nobody holds it before the statement ends. Returns false, writing nothing, when the village does not exist now or the idempotency key has been used before;
 * a request with the same key that is still under way is waited for.
 */
export async function insertCase(db: Db, filed: NewCase): Promise<boolean> {
  const { about, sealed, secret, idempotency, intake } = filed
  const photos = JSON.stringify(filed.photos.map((photo, i) => ({ ...photo, n: i + 1 })))
  const { rows } = await sql<{ key: string }>`/* file_complaint */
    with used as (
      insert into idempotency_key (key, body_hash, answer, at)
      select ${idempotency.key}, ${idempotency.bodyHash}::bytea, ${JSON.stringify({ caseId: filed.id })}::jsonb, ${filed.at}::timestamptz
      from pub.division where code = ${filed.villageCode}::bigint and level = 'village' and valid_to is null
      on conflict (key) do nothing returning key
    ), filed as (
      insert into case_file (id, county_code, village_code, channel, item_slug, disclosure_id, disclosure_version, row_seq, field_key, seen,
        statement, place, happened, wish, is_named, receipt_hmac, received_at, received_on, state, event_count, step_due_on, counted_days, next_sweep_on)
      select ${filed.id}::uuid, ${filed.countyCode}::bigint, ${filed.villageCode}::bigint, ${filed.channel}, ${filed.itemSlug}, ${about?.disclosureId ?? null}::uuid,
        ${about?.version ?? null}::int, ${about?.rowSeq ?? null}::int, ${about?.fieldKey ?? null}, ${about ? JSON.stringify(about.seen) : null}::jsonb,
        ${filed.statement}, ${filed.place}, ${filed.happened}, ${filed.wish}, ${sealed !== undefined}::boolean, ${filed.receiptHmac}::bytea, ${filed.at}::timestamptz, ${filed.day}::date, 'submitted', 1, ${filed.begins.stepDueOn}::date, ${filed.begins.countedDays}::jsonb, ${filed.begins.nextSweepOn}::date
      from used
    ), leaf as (
      insert into log_queue (log, leaf, queued_at) select 'case', ${filed.leaf}::bytea, ${filed.at}::timestamptz from used returning id
    ), happened as (
      insert into case_event (case_id, seq, action, by_kind, officer_id, unit_id, day, at, log_queue_id)
      select ${filed.id}::uuid, 1, 'file', ${intake ? 'officer' : 'complainant'}, ${intake?.officerId ?? null}::uuid, ${intake?.unitId ?? null}::uuid, ${filed.day}::date, ${filed.at}::timestamptz, leaf.id from leaf
    ), kept as (
      insert into case_secret (case_id, suite, wrapped_key) select ${filed.id}::uuid, ${secret.suite}, ${secret.wrappedKey}::bytea from used
    ), hidden as (
      insert into vault.sealed_identity (case_id, suite, ciphertext, sealed_to, own_ciphertext)
      select ${filed.id}::uuid, ${sealed?.suite ?? null}, ${sealed?.ciphertext ?? null}::bytea, ${sealed ? [...sealed.sealedTo] : null}::text[], ${sealed?.own ?? null}::bytea from used where ${sealed !== undefined}::boolean
    ), shown as (
      insert into case_attachment (id, case_id, n, by_kind, file_id, media_type, bytes, width, height)
      select photo.id, ${filed.id}::uuid, photo.n, 'complainant', photo."fileId", photo."mediaType", photo.bytes, photo.width, photo.height
      from used, jsonb_to_recordset(${photos}::jsonb) as photo (id uuid, n int, "fileId" uuid, "mediaType" text, bytes int, width int, height int)
    ), taken as (${takenIn(filed)}
    ), told as (
      insert into outbox (id, topic, payload, written_at, next_try_at)
      select ${filed.outboxId}::uuid, 'case-filed', jsonb_build_object('caseId', ${filed.id}::uuid), ${filed.at}::timestamptz, ${filed.at}::timestamptz from used
    )
    select key from used`.execute(db)
  return rows.length === 1
}

/** Beside a case that somebody else wrote down, how it came. */
function takenIn({ id, countyCode, channel, intake }: NewCase) {
  return sql`
      insert into case_intake (case_id, county_code, channel, channel_number, nth, received_on, due_on, import_id, entered_by, entered_unit)
      select ${id}::uuid, ${countyCode}::bigint, ${channel}, ${intake?.channelNumber ?? null}, ${intake?.nth ?? 1}::smallint, ${intake?.receivedOn ?? null}::date, ${intake?.dueOn ?? null}::date, ${intake?.importId ?? null}::uuid,
        ${intake?.officerId ?? null}::uuid, ${intake?.unitId ?? null}::uuid
      from used where ${intake !== undefined}::boolean`
}

/** The case whose receipt code is kept by one of these HMACs, or by this one. */
export async function findCaseIdByReceipt(db: Db | Tx, receiptHmac: Buffer | readonly Buffer[]): Promise<string | undefined> {
  const known = [receiptHmac].flat().map(hmac => sql`case_of_receipt(${hmac})`)
  const { rows } = await sql<{ id: string | null }>`select coalesce(${sql.join(known)}) as id`.execute(db)
  return rows[0]?.id ?? undefined
}

/** What an earlier request with this key wrote, and the hash of its body. */
export async function findIdempotent(db: Db | Tx, key: string): Promise<{ bodyHash: Buffer; answer: { caseId: string } } | undefined> {
  const found = await db.selectFrom('idempotencyKey').select(['bodyHash', 'answer']).where('key', '=', key).executeTakeFirst()
  return found && { bodyHash: found.bodyHash, answer: found.answer as { caseId: string } }
}

export type CaseFile = Awaited<ReturnType<typeof getCase>>

const caseColumns = ['id', 'countyCode', 'villageCode', 'channel', 'itemSlug', 'disclosureId', 'disclosureVersion', 'rowSeq', 'fieldKey', 'seen', 'statement', 'place', 'happened', 'wish',
  'isNamed', 'receivedAt', 'receivedOn', 'state', 'eventCount', 'acceptedOn', 'dueOn', 'originalDueOn', 'dueIsProvisional', 'dueReason', 'responsibleUnitId', 'supervisingUnitId', 'handlerId', 'rating',
  'cycle', 'helperUnitIds', 'mergedInto', 'splitFrom', 'part', 'deskLevel', 'bodyCode', 'wordsDeletedOn'] as const

/** Asked for by an id of our own and not there: for an officer that is one which row security keeps away, so it is answered as not found. */
export class CaseNotThere extends Error {
  readonly code = 'NO_CASE'
}

/** A case by an id from our own tables. Throws `CaseNotThere`. */
export async function getCase(db: Db | Tx, id: string) {
  const found = await findCase(db, id)
  if (!found) throw new CaseNotThere('no case ' + id)
  return found
}

/** A case by an id that somebody typed. */
export function findCase(db: Db | Tx, id: string) {
  return db.selectFrom('caseFile').select(caseColumns).where('id', '=', id).executeTakeFirst()
}

/** Locks the case until the transaction ends, so that two officers cannot move it at once. */
export function findCaseForUpdate(tx: Tx, id: string) {
  return tx.selectFrom('caseFile').select(caseColumns).where('id', '=', id).forUpdate().executeTakeFirst()
}

/** The history of a case, oldest first, as the rules read it. */
export async function listEvents(db: Db | Tx, caseId: string): Promise<CaseEvent[]> {
  return (await listEventsOf(db, [caseId])).get(caseId) ?? []
}

/** An event as it is read: a night reads hundreds of thousands, so nothing is renamed on the way, and the instant comes as a number. */
type StoredEvent = {
  readonly case_id: string; readonly seq: number; readonly action: string; readonly at: number; readonly day: PlainDate; readonly by_kind: string
  readonly officer_id: string | null; readonly for_officer_id: string | null; readonly unit_id: string | null; readonly note: string | null; readonly details: object
}

/** The histories of several cases. */
export async function listEventsOf(db: Db | Tx, caseIds: readonly string[]): Promise<Map<string, CaseEvent[]>> {
  const histories = new Map<string, CaseEvent[]>(caseIds.map(id => [id, []]))
  if (caseIds.length === 0) return histories
  const { rows } = await sql<StoredEvent>`
    select case_id, seq, action, (extract(epoch from at) * 1000)::float8 as at, day, by_kind, officer_id, for_officer_id, unit_id, note, details
    from case_event where case_id = ${anyOf(caseIds)} order by case_id, seq`.execute(db.withoutPlugins())
  for (const { case_id: caseId, seq, action, at, day, by_kind: kind, officer_id: officerId, for_officer_id: forOfficerId, unit_id: unitId, note, details } of rows) {
    histories.get(caseId)!.push({
      seq, action, at: new Date(at).toISOString(), day, by: { kind, officerId: officerId ?? undefined, unitId: unitId ?? undefined, ...(forOfficerId !== null && { forOfficerId }) }, note: note ?? undefined, details,
    } as CaseEvent)
  }
  return histories
}

/** Appends one event with its ledger leaf, and brings the cached columns to what the history now adds up to. */
export async function appendCaseEvent(tx: Tx, caseId: string, event: CaseEvent, leaf: Buffer, columns: CachedColumns): Promise<void> {
  await sql`
    with leaf as (insert into log_queue (log, leaf, queued_at) values ('case', ${leaf}, ${event.at}::timestamptz) returning id)
    insert into case_event (case_id, seq, action, by_kind, officer_id, unit_id, note, details, day, at, log_queue_id)
    select ${caseId}::uuid, ${event.seq}::int, ${event.action}, ${event.by.kind}, ${event.by.officerId ?? null}::uuid, ${event.by.unitId ?? null}::uuid, ${event.note ?? null},
      ${JSON.stringify(event.details ?? {})}::jsonb, ${event.day}::date, ${event.at}::timestamptz, leaf.id from leaf`.execute(tx)
  await updateColumns(tx, caseId, columns)
}

/** Brings the cached columns of a case up to date without anything having happened: the calendar may have changed. */
export async function updateColumns(tx: Tx, caseId: string, columns: CachedColumns): Promise<void> {
  await tx.updateTable('caseFile').set(columns).where('id', '=', caseId).execute()
}

/** The wrapped key of a case, the leaf of its newest event, which the next leaf names, and its counted days as they were told. */
export async function getLedgerState(tx: Tx, caseId: string): Promise<{ wrappedKey: Buffer; previousLeaf: Buffer; told: readonly CountedDay[] | null }> {
  const found = await tx.selectFrom('caseSecret').innerJoin('caseEvent', 'caseEvent.caseId', 'caseSecret.caseId').innerJoin('logQueue', 'logQueue.id', 'caseEvent.logQueueId').innerJoin('caseFile', 'caseFile.id', 'caseSecret.caseId')
    .select(['caseSecret.wrappedKey', 'logQueue.leaf', 'caseFile.countedDays']).where('caseSecret.caseId', '=', caseId).orderBy('caseEvent.seq', 'desc').limit(1).executeTakeFirstOrThrow()
  return { wrappedKey: found.wrappedKey, previousLeaf: found.leaf, told: found.countedDays as CountedDay[] | null }
}

/** Photos of a case, in order. */
export function listCasePhotos(db: Db | Tx, caseId: string) {
  return db.selectFrom('caseAttachment').select(['n', 'fileId', 'mediaType', 'width', 'height', 'byKind', 'eventSeq']).where('caseId', '=', caseId).orderBy('n').execute()
}

/** Puts a message into the outbox, to be delivered after the transaction is committed. */
export async function writeOutbox(tx: Tx, id: string, topic: string, payload: Record<string, unknown>, at: Date): Promise<void> {
  await tx.insertInto('outbox').values({ id, topic, payload: JSON.stringify(payload), writtenAt: at, nextTryAt: at }).execute()
}
