import { sql } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { Written } from '#rules/tips/diversion.ts'
import type { ToldTipDay } from '#rules/tips/told-days.ts'
import type { Db, Tx } from './database.ts'
import { daysWritten, type SealedPart } from './tips.ts'

/** Whom a complaint named, lifted names too, as an inspector reads it. */
export async function listSubjectNames(tx: Tx, caseId: string): Promise<string[]> {
  const rows = await tx.selectFrom('caseSubject as named').leftJoin('officer', 'officer.id', 'named.officerId').leftJoin('unit', unit => unit.on(sql<boolean>`unit.id = coalesce(named.unit_id, named.serves_unit_id, officer.unit_id)`))
    .select(['named.person', 'officer.name as officerName', 'unit.nameZh']).where('named.caseId', '=', caseId).orderBy('named.namedSeq').orderBy('named.id').execute()
  return rows.map(({ person, officerName, nameZh }) => [nameZh, officerName ?? person].filter(known => known !== null).join(' '))
}

/** Words with their place in the course of a case: the instant, and of one instant the number of the event. */
export type PlacedWords = Written & { readonly at: Date; readonly seq: number }

/** What was written about a case beside its history: texts for the units, messages, releases and notes of every office. */
export async function listWritings(tx: Tx, caseId: string): Promise<PlacedWords[]> {
  const { rows } = await sql<PlacedWords>`
    select event.at, event.seq, event.day as on, written.what, written.words from (
      select event_seq, 'redactStatement' as what, concat_ws(E'\n', statement, place, happened, wish, reason) as words from case_redaction where case_id = ${caseId}::uuid
      union all select event_seq, 'writeMessage', words from case_message where case_id = ${caseId}::uuid
      union all select event_seq, 'releaseWords', words from case_release where case_id = ${caseId}::uuid
    ) as written join case_event as event on event.case_id = ${caseId}::uuid and event.seq = written.event_seq
    union all select at, 0, day, 'note', words from case_note where case_id = ${caseId}::uuid
    order by 1, 2`.execute(tx)
  return rows
}

/** The name of the complainant, sealed to the custodians as it came; undefined where none was given. */
export async function takeIdentity(tx: Tx, caseId: string, bodyCode: number): Promise<Buffer | undefined> {
  const { rows } = await sql<{ identity: Buffer | null }>`select tips.identity_of(${caseId}::uuid, ${bodyCode}::bigint) as identity`.execute(tx)
  return rows[0]?.identity ?? undefined
}

export type DivertedTip = {
  readonly id: string
  readonly bodyCode: number
  readonly receivedOn: PlainDate
  readonly formHash: Buffer
  readonly reporterRecipient: string
  readonly reporterKey: Buffer
  readonly caseKey: Buffer
  readonly countedDays: readonly ToldTipDay[]
  readonly leaf: Buffer
}

/** Puts one sealed part of a diverted case aside until `divertCase` takes them all: so no more than one is ever in memory. */
export async function keepPart(tx: Tx, caseId: string, bodyCode: number, n: number, { kind, suite, ciphertext }: SealedPart): Promise<void> {
  await sql`select tips.keep_part(${caseId}::uuid, ${bodyCode}::bigint, ${n}::integer, ${kind}::text, ${suite}::text, ${ciphertext}::bytea)`.execute(tx)
}

/** Keeps the report with the parts put aside and empties the case that it was, in one act of the database: the only way a case is ever emptied. */
export async function divertCase(tx: Tx, caseId: string, tip: DivertedTip): Promise<void> {
  const { countedDays, owedOn } = daysWritten(tip.countedDays)
  await sql`select tips.divert_case(${caseId}::uuid, ${tip.bodyCode}::bigint, ${tip.id}::uuid, ${tip.receivedOn}::date, ${tip.formHash}::bytea, ${tip.reporterRecipient}::text, ${tip.reporterKey}::bytea,
    ${tip.caseKey}::bytea, ${owedOn}::date, ${tip.leaf}::bytea, ${countedDays}::jsonb)`.execute(tx)
}

/** Files whose last row is gone. */
export async function listGoingFiles(db: Db): Promise<string[]> {
  return (await db.selectFrom('fileGoing').select('fileId').limit(500).execute()).map(({ fileId }) => fileId)
}

export async function forgetGoingFile(db: Db, fileId: string): Promise<void> {
  await db.deleteFrom('fileGoing').where('fileId', '=', fileId).execute()
}
