import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import rulesFile from '../data/cases/rules.v2.json' with { type: 'json' }
import { toCaseRules } from '../src/rules/cases/case-rules.ts'
import type { PlainDate } from '../src/rules/calendar/plain-date.ts'
import { nthWorkingDayAfter } from '../src/rules/calendar/working-days.ts'
import { suite, wrapCaseKey } from '../src/platform/crypto/case-key.ts'
import { clockFrom, type Context } from '../src/actions/context.ts'
import { recalculateCases, sweepCases } from '../src/actions/sweep-cases.ts'
import { mainVillages, officerId, unitId } from '../src/cli/demonstration/people.ts'
import type { Program } from '../src/cli/open-program.ts'
import { figure } from './measure.ts'

const open = 100_000
const late = 2_000
const silent = 500
/** Every case was filed on one day, accepted on the next, and is handled; the due day of the late ones has passed. */
const asOf = '2026-03-20'
/** Seventeen of the twenty-four working days are used: seven tenths. */
const cardDay = '2026-03-26'

/** One night over a hundred thousand open cases of a county: what is due happens, and nothing else is touched. */
export async function benchSweeps(program: Program): Promise<void> {
  const clock = clockFrom(() => Date.parse(`${asOf}T00:15:00+08:00`))
  const context: Context = { ...program.context, clock }
  // The demonstration's own cases first, so that only ours are measured.
  await sweepCases(context)
  await fill(program, context)
  const begun = performance.now()
  const swept = await sweepCases(context)
  const seconds = (performance.now() - begun) / 1000
  if (swept.happened !== late + silent) throw new Error(`${swept.happened} of ${late + silent} happened`)
  figure(`one sweep over ${open} open cases, ${swept.happened} of them due`, `${seconds.toFixed(1)} s`, '30 s', seconds <= 30)
  const again = performance.now()
  const nothing = await sweepCases(context)
  figure('the same sweep again, nothing due', `${(performance.now() - again).toFixed(0)} ms, ${nothing.looked} looked at`, '1 s', nothing.looked === 0 && performance.now() - again <= 1000)
  const counted = performance.now()
  const { looked } = await recalculateCases(context)
  figure(`all promises of ${open} cases counted anew, ${looked} different ones`, `${(performance.now() - counted).toFixed(0)} ms`, '2 s', performance.now() - counted <= 2000)
  await sweepWithCards(context)
}

/** The hardest night: every open case earns a card at once. */
async function sweepWithCards(context: Context): Promise<void> {
  const narrowed = toCaseRules(rulesFile)
  if (!narrowed.ok) throw new Error(narrowed.errors.join('; '))
  const { rules } = narrowed.value
  const carded: Context = { ...context, clock: clockFrom(() => Date.parse(`${cardDay}T00:15:00+08:00`)), caseRules: { on: async () => rules } }
  await sql`update case_file set next_sweep_on = ${cardDay}::date where state = 'handling'`.execute(context.db)
  const begun = performance.now()
  const { looked, happened } = await sweepCases(carded)
  const seconds = (performance.now() - begun) / 1000
  const { rows: [cards] } = await sql<{ count: number }>`select count(*)::int as count from supervision_item`.execute(context.db)
  if (cards!.count < open - silent) throw new Error(`${cards!.count} cards for ${open - silent} cases`)
  figure(`one sweep that gives ${cards!.count} cards in ${happened} of ${looked} open cases`, `${seconds.toFixed(1)} s`, '30 s', seconds <= 30)
}

async function fill({ owner }: Program, { secrets, calendar }: Context): Promise<void> {
  const far = nthWorkingDayAfter(calendar, '2026-03-03' as PlainDate, 24).day
  await sql`create table bench_case as select gen_random_uuid() as id, n, n <= ${late} as is_late, n > ${late} and n <= ${late + silent} as is_silent from generate_series(1, ${open}) as n`.execute(owner)
  await sql`
    insert into case_file (id, county_code, village_code, channel, statement, is_named, receipt_hmac, received_on, state, event_count, accepted_on, due_on, original_due_on, due_reason, due_from, due_days,
      step_from, responsible_unit_id, supervising_unit_id, handler_id, next_sweep_on)
    select id, 340522000000, ${mainVillages[0]}, 'api', '测量用：村口路灯坏了。', false, sha256(id::text::bytea), '2026-03-02', case when is_silent then 'replied' else 'handling' end, case when is_silent then 6 else 4 end,
      '2026-03-03', case when is_late or is_silent then '2026-03-17' else ${far}::date end, '2026-03-17', 'acceptance', '2026-03-03', case when is_late or is_silent then 10 else 24 end, '2026-03-03',
      ${unitId.department('agriculture')}::uuid, ${unitId.stationed('agriculture')}::uuid, ${officerId.handler('agriculture')}::uuid,
      case when is_late then '2026-03-18'::date when is_silent then '2026-03-20'::date else ${far}::date + 1 end
    from bench_case`.execute(owner)
  await events(owner, 1, 'file', 'complainant', undefined, '2026-03-02', sql`'{}'::jsonb`)
  await events(owner, 2, 'accept', 'officer', officerId.triage, '2026-03-03', sql`jsonb_build_object('dueOn', case when is_late or is_silent then '2026-03-17' else ${far}::text end, 'provisional', false, 'days', case when is_late or is_silent then 10 else 24 end)`)
  // A text for the unit stands with the event that wrote it, in one transaction.
  await owner.transaction().execute(async tx => {
    await sql`insert into case_redaction (case_id, event_seq, statement) select id, 3, '测量用：村口路灯坏了。' from bench_case`.execute(tx)
    await events(tx, 3, 'assign', 'officer', officerId.triage, '2026-03-03', sql`jsonb_build_object('responsibleUnitId', ${unitId.department('agriculture')}::text, 'supervisingUnitId', ${unitId.stationed('agriculture')}::text)`)
  })
  await events(owner, 4, 'sign', 'officer', officerId.handler('agriculture'), '2026-03-03', sql`'{}'::jsonb`)
  await events(owner, 5, 'draftReply', 'officer', officerId.handler('agriculture'), '2026-03-04', sql`'{"reply": {"found": "灯座进水", "done": "已换灯座", "answeredBy": "测量单位", "text": "路灯已经修好，谢谢。"}}'::jsonb`, true)
  await events(owner, 6, 'passReview', 'officer', officerId.supervisor('agriculture'), '2026-03-04', sql`'{}'::jsonb`, true)
  const due = (await sql<{ id: string }>`select id from bench_case`.execute(owner)).rows
  const keys = due.map(({ id }) => ({ id, key: wrapCaseKey(secrets.wrappingKey, id, randomBytes(32)).toString('hex') }))
  await sql`insert into case_secret (case_id, suite, wrapped_key) select id, ${suite}, decode(key, 'hex') from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as made (id uuid, key text)`.execute(owner)
  for (const table of ['case_file', 'case_event', 'log_queue']) await sql`analyze ${sql.table(table)}`.execute(owner)
}

/** One event of every case, with its leaf. */
async function events(owner: Program['owner'], seq: number, action: string, by: string, officer: string | undefined, day: string, details: ReturnType<typeof sql>, onlySilent = false): Promise<void> {
  await sql`
    with chosen as (select *, row_number() over (order by n) as place from bench_case where ${!onlySilent}::boolean or is_silent),
    leaf as (insert into log_queue (log, leaf) select 'case', sha256((id::text || ${seq}::text)::bytea) from chosen order by place returning id),
    placed as (select id, row_number() over (order by id) as place from leaf)
    insert into case_event (case_id, seq, action, by_kind, officer_id, unit_id, details, day, log_queue_id)
    select chosen.id, ${seq}::int, ${action}, ${by}, ${officer ?? null}::uuid, ${officer === undefined ? null : unitId.discipline}::uuid, ${details}, ${day}::date, placed.id from chosen join placed using (place)`.execute(owner)
}
