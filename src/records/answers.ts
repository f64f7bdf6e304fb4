import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { countyOf } from '#rules/divisions/division-code.ts'
import type { TextState } from '#rules/answers/publicity.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { isVisibleTo } from './case-visibility.ts'
import type { Db, Tx } from './database.ts'
import type { PublicAnswer } from './public-answers.ts'

/** What the complainant said last about showing the answer. */
export type Consent = { readonly seq: number; readonly answerSeq: number; readonly isGiven: boolean; readonly day: PlainDate }

export async function findConsent(db: Db | Tx, caseId: string): Promise<Consent | undefined> {
  const found = await db.selectFrom('answerConsent').select(['seq', 'answerSeq', 'isGiven', 'day']).where('caseId', '=', caseId).orderBy('seq', 'desc').limit(1).executeTakeFirst()
  return found && { ...found, day: found.day as unknown as PlainDate }
}

/** Appends what the complainant says now. When it is taken back, the database takes away what was shown, in this same statement. */
export async function insertConsent(tx: Tx, consent: Consent & { readonly caseId: string; readonly at: Date }): Promise<void> {
  await tx.insertInto('answerConsent').values(consent).execute()
}

export type NewText = {
  readonly id: string
  readonly countyCode: number
  readonly question: string
  readonly answer: string
  readonly authorId: string
  readonly day: PlainDate
  readonly at: Date
} & ({ readonly kind: 'answer'; readonly villageCode: number; readonly caseId: string; readonly consentSeq: number; readonly namesRow: boolean } | { readonly kind: 'typical'; readonly title: string; readonly chosenId: string | null })

export async function insertAnswerText(tx: Tx, text: NewText): Promise<void> {
  await tx.insertInto('answerText').values(text).execute()
}

export async function insertAnswerDecision(tx: Tx, decision: { readonly textId: string; readonly isApproved: boolean; readonly officerId: string; readonly note: string | null; readonly appearsOn: PlainDate | null; readonly day: PlainDate; readonly at: Date }): Promise<void> {
  await tx.insertInto('answerDecision').values(decision).execute()
}

/** Nothing of a text that is withdrawn stays public: the database takes it away in the same statement. */
export async function insertAnswerWithdrawal(tx: Tx, withdrawal: { readonly textId: string; readonly officerId: string; readonly reason: string; readonly day: PlainDate; readonly at: Date }): Promise<void> {
  await tx.insertInto('answerWithdrawal').values(withdrawal).execute()
}

/** A prepared text with what became of it. `caseId` is also that of the answer from which a typical case was chosen. */
export type AnswerText = {
  readonly id: string
  readonly kind: 'answer' | 'typical'
  readonly countyCode: number
  readonly villageCode: number | null
  readonly villageName: string | null
  readonly caseId: string | null
  readonly chosenId: string | null
  readonly title: string | null
  readonly question: string
  readonly answer: string
  readonly namesRow: boolean
  readonly authorId: string
  readonly day: PlainDate
  readonly state: TextState
  readonly appearsOn: PlainDate | null
  readonly note: string | null
}

// The consent of a typical case that was chosen among the answers is that of its answer.
const isAllowed = sql<SqlBool>`(source.case_id is null or (select consent.is_given and consent.seq = source.consent_seq from answer_consent as consent where consent.case_id = source.case_id order by consent.seq desc limit 1))`
const isShown = sql<SqlBool>`(exists (select 1 from pub.answer where pub.answer.id = prepared.id) or exists (select 1 from pub.typical_case where pub.typical_case.id = prepared.id))`

const texts = sql`
  select prepared.id, prepared.kind, prepared.county_code, prepared.village_code, village.name as village_name, source.case_id, prepared.chosen_id, prepared.title, prepared.question, prepared.answer,
    prepared.names_row, prepared.author_id, prepared.day, decision.appears_on, coalesce(gone.reason, decision.note) as note, prepared.at,
    case when gone.text_id is not null or exists (select 1 from answer_withdrawal where text_id = prepared.chosen_id) then 'withdrawn' when not ${isAllowed} then 'revoked' when decision.text_id is null then 'waiting'
      when not decision.is_approved then 'returned' when ${isShown} then 'shown' else 'coming' end as state
  from answer_text as prepared join answer_text as source on source.id = coalesce(prepared.chosen_id, prepared.id)
  left join pub.division as village on village.code = prepared.village_code
  left join answer_decision as decision on decision.text_id = prepared.id left join answer_withdrawal as gone on gone.text_id = prepared.id`

/** One text, whoever asks; permission is the action's. */
export async function findAnswerText(db: Db | Tx, id: string): Promise<AnswerText | undefined> {
  return (await sql<AnswerText>`select * from (${texts}) as told where id = ${id}::uuid`.execute(db)).rows[0]
}

/** The texts that were prepared for a case, the newest first. */
export async function listTextsOfCase(db: Db | Tx, caseId: string): Promise<AnswerText[]> {
  return (await sql<AnswerText>`select * from (${texts}) as told where case_id = ${caseId}::uuid and kind = 'answer' order by at desc, id`.execute(db)).rows
}

/** Texts in some states that an officer may know of, the newest first. */
export async function listAnswerTexts(db: Db, officer: Officer, states: readonly TextState[], { page, pageSize }: { readonly page: number; readonly pageSize: number }): Promise<{ total: number; texts: AnswerText[] }> {
  const matching = sql`from (${texts}) as told where state in (${sql.join([...states])}) and ${isTextVisibleTo(officer)}`
  const { rows: [count] } = await sql<{ n: number }>`select count(*)::int as n ${matching}`.execute(db)
  const { rows } = await sql<AnswerText>`select * ${matching} order by at desc, id limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(db)
  return { total: count!.n, texts: rows }
}

/** Says in SQL what `answerRefusal` of rules/policy/answers.ts says of one text. */
function isTextVisibleTo(officer: Officer): RawBuilder<SqlBool> {
  const isOfCounty = officer.level === 'county' ? sql<SqlBool>`told.county_code = ${countyOf(officer.reach.low)}::bigint` : sql<SqlBool>`false`
  return sql<SqlBool>`case when told.case_id is null then ${isOfCounty} else exists (select 1 from case_file where case_file.id = told.case_id and ${isVisibleTo(officer)}) end`
}

/** Cases whose complainant allows that their answer is shown and for which nothing is prepared yet, the longest waiting first. */
export async function listAllowedCases(db: Db, officer: Officer, { page, pageSize }: { readonly page: number; readonly pageSize: number }): Promise<{ total: number; cases: { id: string; day: PlainDate }[] }> {
  const matching = sql`from case_file cross join lateral (select * from answer_consent where case_id = case_file.id order by seq desc limit 1) as consent
    where consent.is_given and case_file.state in ('replied', 'rated', 'closed') and ${isVisibleTo(officer)}
      and consent.answer_seq = (select max(seq) from case_event where case_id = case_file.id and action in ('passReview', 'answerTogether'))
      and not exists (select 1 from (${texts}) as told where told.case_id = case_file.id and told.kind = 'answer' and told.state in ('waiting', 'coming', 'shown'))`
  const { rows: [count] } = await sql<{ n: number }>`select count(*)::int as n ${matching}`.execute(db)
  const { rows } = await sql<{ id: string; day: PlainDate }>`select case_file.id, consent.day ${matching} order by consent.day, case_file.id limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(db)
  return { total: count!.n, cases: rows }
}

/** Approved texts whose day has come and that still may be shown; answers before the typical cases chosen among them. */
export async function listDueTexts(tx: Tx, today: PlainDate): Promise<AnswerText[]> {
  return (await sql<AnswerText>`select * from (${texts}) as told where state = 'coming' and appears_on <= ${today}::date order by kind, id`.execute(tx)).rows
}

export type ShownAnswer = PublicAnswer & { readonly countyCode: number; readonly villageCode: number; readonly itemSlug: string | null; readonly shownIn: string }

/** Puts an answer before everybody, under the words it is found by. */
export async function showAnswer(tx: Tx, answer: ShownAnswer, words: readonly string[]): Promise<void> {
  await tx.insertInto('pub.answer').values({ ...answer, words: sql<string>`array_to_tsvector(array(select jsonb_array_elements_text(${JSON.stringify(words)}::jsonb)))` }).execute()
}

/** Puts a typical case before everybody; one whose answer is not shown stays behind. */
export async function showTypicalCase(tx: Tx, { id, countyCode, chosenId, title, question, answer, shownIn }: { readonly id: string; readonly countyCode: number; readonly chosenId: string | null; readonly title: string; readonly question: string; readonly answer: string; readonly shownIn: string }): Promise<boolean> {
  if (chosenId !== null && !await tx.selectFrom('pub.answer').select('id').where('id', '=', chosenId).executeTakeFirst()) return false
  await tx.insertInto('pub.typicalCase').values({ id, countyCode, answerId: chosenId, title, question, answer, shownIn }).execute()
  return true
}

/** Lets only one process show texts at a time. */
export async function lockAnswers(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('showing answers'))`.execute(tx)
}
