import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { PlainDate } from '../src/rules/calendar/plain-date.ts'
import { nthWorkingDayAfter } from '../src/rules/calendar/working-days.ts'
import { suite, wrapCaseKey } from '../src/platform/crypto/case-key.ts'
import type { Context } from '../src/actions/context.ts'
import { mainVillages, officerId, unitId } from '../src/cli/demonstration/people.ts'
import type { Program } from '../src/cli/open-program.ts'

export const [open, late, silent] = [Number(process.env['SWEEP_CASES'] ?? 100_000), 2_000, 500]

/** As many as one statement may write within its bound, also on a busy machine. */
const atOnce = 10_000

/** A hundred thousand open cases of one village, filed on one day, accepted on the next and handled; of a few the due day has passed. Where they are already, nothing is made. */
export async function fillCases({ owner }: Program, { secrets, calendar }: Context): Promise<void> {
  const { rows: [made] } = await sql<{ isThere: boolean }>`select to_regclass('bench_case') is not null as is_there`.execute(owner)
  if (made!.isThere) return
  const far = nthWorkingDayAfter(calendar, '2026-03-03' as PlainDate, 24).day
  await sql`create table bench_case as select gen_random_uuid() as id, n, n <= ${late} as is_late, n > ${late} and n <= ${late + silent} as is_silent from generate_series(1, ${open}) as n`.execute(owner)
  for (let from = 0; from < open; from += atOnce) await sql`
    insert into case_file (id, county_code, village_code, channel, statement, is_named, receipt_hmac, received_on, state, event_count, accepted_on, due_on, original_due_on, due_reason, due_from, due_days,
      step_due_on, counted_days, responsible_unit_id, supervising_unit_id, handler_id, next_sweep_on)
    select id, 340522000000, ${mainVillages[0]}, 'api', '测量用：村口路灯坏了。', false, sha256(id::text::bytea), '2026-03-02', case when is_silent then 'replied' else 'handling' end, case when is_silent then 6 else 4 end,
      '2026-03-03', case when is_late or is_silent then '2026-03-17' else ${far}::date end, '2026-03-17', 'acceptance', '2026-03-03', case when is_late or is_silent then 10 else 24 end, case when is_silent then null when is_late then '2026-03-17' else ${far}::date end,
      case when is_silent then '[]'::jsonb else jsonb_build_array(jsonb_build_object('what', 'contact', 'from', '2026-03-03', 'days', 2, 'dueOn', '2026-03-05', 'stands', false)) end,
      ${unitId.department('agriculture')}::uuid, ${unitId.stationed('agriculture')}::uuid, ${officerId.handler('agriculture')}::uuid,
      case when is_late then '2026-03-18'::date when is_silent then '2026-03-20'::date else ${far}::date + 1 end
    from bench_case where n > ${from} and n <= ${from + atOnce}`.execute(owner)
  await analyse(owner, 'case_file')
  await events(owner, 1, 'file', 'complainant', undefined, '2026-03-02', sql`'{}'::jsonb`)
  // What guards the next events looks at the first ones: without figures about them it would be planned as if there were none.
  await analyse(owner, 'case_event')
  await events(owner, 2, 'accept', 'officer', officerId.triage, '2026-03-03', sql`jsonb_build_object('dueOn', case when is_late or is_silent then '2026-03-17' else ${far}::text end, 'provisional', false, 'days', case when is_late or is_silent then 10 else 24 end)`)
  // A text for the unit stands with the event that wrote it, in one transaction.
  await owner.transaction().execute(async tx => {
    await sql`insert into case_redaction (case_id, event_seq, statement) select id, 3, '测量用：村口路灯坏了。' from bench_case`.execute(tx)
    await analyse(tx, 'case_redaction')
    await events(tx, 3, 'assign', 'officer', officerId.triage, '2026-03-03', sql`jsonb_build_object('responsibleUnitId', ${unitId.department('agriculture')}::text, 'supervisingUnitId', ${unitId.stationed('agriculture')}::text)`)
  })
  await events(owner, 4, 'sign', 'officer', officerId.handler('agriculture'), '2026-03-03', sql`'{}'::jsonb`)
  await events(owner, 5, 'draftReply', 'officer', officerId.handler('agriculture'), '2026-03-04', sql`'{"reply": {"found": "灯座进水", "done": "已换灯座", "answeredBy": "测量单位", "text": "路灯已经修好，谢谢。"}}'::jsonb`, true)
  await events(owner, 6, 'passReview', 'officer', officerId.supervisor('agriculture'), '2026-03-04', sql`'{}'::jsonb`, true)
  const due = (await sql<{ id: string }>`select id from bench_case`.execute(owner)).rows
  const keys = due.map(({ id }) => ({ id, key: wrapCaseKey(secrets.wrappingKey, id, randomBytes(32)).toString('hex') }))
  await sql`insert into case_secret (case_id, suite, wrapped_key) select id, ${suite}, decode(key, 'hex') from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as made (id uuid, key text)`.execute(owner)
  await analyse(owner, 'case_file', 'case_event', 'case_grant', 'log_queue', 'case_secret')
}

async function analyse(owner: Program['owner'], ...tables: string[]): Promise<void> {
  for (const table of tables) await sql`analyze ${sql.table(table)}`.execute(owner)
}

/** One event of every case, with its leaf. */
async function events(owner: Program['owner'], seq: number, action: string, by: string, officer: string | undefined, day: string, details: ReturnType<typeof sql>, onlySilent = false): Promise<void> {
  for (let from = 0; from < (onlySilent ? late + silent : open); from += atOnce) await sql`
    with chosen as (select *, row_number() over (order by n) as place from bench_case where n > ${from} and n <= ${from + atOnce} and (${!onlySilent}::boolean or is_silent)),
    leaf as (insert into log_queue (log, leaf) select 'case', sha256((id::text || ${seq}::text)::bytea) from chosen order by place returning id),
    placed as (select id, row_number() over (order by id) as place from leaf)
    insert into case_event (case_id, seq, action, by_kind, officer_id, unit_id, details, day, log_queue_id)
    select chosen.id, ${seq}::int, ${action}, ${by}, ${officer ?? null}::uuid, ${officer === undefined ? null : unitId.discipline}::uuid, ${details}, ${day}::date, placed.id from chosen join placed using (place)`.execute(owner)
}
