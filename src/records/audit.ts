import { sql } from 'kysely'
import type { AuditAct, AuditSubject } from '#rules/audit/acts.ts'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { DivisionRange } from '#rules/divisions/division-code.ts'
import { anyOf, type Db, type Tx } from './database.ts'

/** Who did or read what, and how it ended. Codes and ids only. */
export type AuditEntry = {
  readonly at: Date
  readonly act: AuditAct
  readonly subjectKind: AuditSubject
  readonly subjectId?: string | undefined
  readonly officer?: { readonly id: string; readonly role: string; readonly placeCode: number; readonly forId?: string | undefined } | undefined
  /** Where it belongs when no officer did it: the place of the account that somebody tried. */
  readonly placeCode?: number | undefined
  /** A hash of the session. */
  readonly session?: string | undefined
  /** The cases or drafts whose summaries a list showed. */
  readonly seen?: readonly string[] | undefined
  readonly why?: string | undefined
  /** `done`, or the code of the refusal. */
  readonly outcome: string
}

/** Puts entries into the audit. None of the roles that do so can read them back. */
export async function insertEntries(db: Db | Tx, entries: readonly AuditEntry[]): Promise<void> {
  const values = entries.map(({ at, act, subjectKind, subjectId = null, officer, placeCode = null, session = null, seen, why = null, outcome }) => ({
    at, act, subjectKind, subjectId, officerId: officer?.id ?? null, forOfficerId: officer?.forId ?? null, officerRole: officer?.role ?? null, placeCode: officer?.placeCode ?? placeCode, session, seen: seen ? [...seen] : null, why, outcome,
  }))
  await db.insertInto('audit.entry').values(values).execute()
}

export type AuditQuery = {
  readonly reach: DivisionRange
  /** Cases that the reader must learn nothing of. */
  readonly without: readonly string[]
  readonly officerIds?: readonly string[] | undefined
  readonly act?: AuditAct | undefined
  readonly about?: AuditSubject | undefined
  readonly subjectId?: string | undefined
  readonly from?: PlainDate | undefined
  readonly to?: PlainDate | undefined
  /** The entries older than this one. */
  readonly before?: number | undefined
  readonly limit: number
}

/** What may be told of an entry. */
export const auditColumns = ['id', 'at', 'officerId', 'forOfficerId', 'officerRole', 'session', 'act', 'subjectKind', 'subjectId', 'seen', 'why', 'outcome'] as const

export type AuditRow = Awaited<ReturnType<typeof listEntries>>[number]

/** Entries, the newest first. As ydt_audit. */
export function listEntries(reader: Db, { reach, without, officerIds, act, about, subjectId, from, to, before, limit }: AuditQuery) {
  return reader.selectFrom('audit.entry').select(auditColumns)
    .where(entry => entry.or([entry('placeCode', 'is', null), entry.and([entry('placeCode', '>=', reach.low), entry('placeCode', '<=', reach.high)])]))
    .$if(without.length > 0, query => query.where(sql<boolean>`coalesce(subject_id <> all(${without}::text[]), true)`))
    .$if(officerIds !== undefined, query => query.where(entry => entry.or([entry('officerId', '=', anyOf(officerIds!)), entry('forOfficerId', '=', anyOf(officerIds!))])))
    .$if(act !== undefined, query => query.where('act', '=', act!))
    .$if(about !== undefined, query => query.where('subjectKind', '=', about!))
    .$if(subjectId !== undefined, query => query.where(entry => entry.or([entry('subjectId', '=', subjectId!), sql<boolean>`seen @> array[${subjectId!}]::uuid[]`])))
    .$if(from !== undefined, query => query.where('at', '>=', startOf(from!)))
    .$if(to !== undefined, query => query.where('at', '<', sql<Date>`${startOf(to!)} + interval '1 day'`))
    .$if(before !== undefined, query => query.where('id', '<', before!))
    .orderBy('id', 'desc').limit(limit).execute()
}

/** The instant at which a day begins in China. */
function startOf(day: PlainDate) {
  return sql<Date>`(${day}::date at time zone 'Asia/Shanghai')`
}

export type AuditDay = { readonly day: PlainDate; readonly hash: Buffer }

/** The last day that was closed. */
export async function findLastDay(tx: Tx): Promise<AuditDay | undefined> {
  return await tx.selectFrom('audit.day').select(['day', 'hash']).orderBy('day', 'desc').limit(1).executeTakeFirst() as AuditDay | undefined
}

/** The first day on which anything happened. */
export async function findFirstDay(tx: Tx): Promise<PlainDate | undefined> {
  const found = await tx.selectFrom('audit.entry').select(sql<string>`to_char(min(at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`.as('day')).executeTakeFirst()
  return (found?.day ?? undefined) as PlainDate | undefined
}

/** The entries of one day as text, oldest first, a portion after the one before. What is hashed is what the database says of each row. */
export async function listDayEntries(tx: Tx, day: PlainDate, after: number): Promise<{ id: number; said: string }[]> {
  return await tx.selectFrom('audit.entry').select(['id', sql<string>`(to_jsonb(entry) - case when for_officer_id is null then 'for_officer_id' else '' end)::text`.as('said')])
    .where('at', '>=', startOf(day)).where('at', '<', sql<Date>`${startOf(day)} + interval '1 day'`).where('id', '>', after).orderBy('id').limit(5000).execute()
}

/** Closes a day: its hash and the leaf that puts it into the ledger. */
export async function insertDay(tx: Tx, { day, throughId, entries, hash, at }: { day: PlainDate; throughId: number; entries: number; hash: Buffer; at: Date }): Promise<void> {
  const { id } = await tx.insertInto('logQueue').values({ log: 'case', leaf: hash, queuedAt: at }).returning('id').executeTakeFirstOrThrow()
  await tx.insertInto('audit.day').values({ day, throughId, entries, hash, logQueueId: id }).execute()
}
