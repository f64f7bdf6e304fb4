import { sql } from 'kysely'
import type { SupervisionItem } from '#rules/cases/supervision-items.ts'
import { cityOf } from '#rules/divisions/division-code.ts'
import type { Db, Tx } from './database.ts'

/** The desks of a county that cards and letters go to, or rise to. */
export type CountyDesks = { readonly triage: string | undefined; readonly leader: string | undefined; readonly city: string | undefined }

/** The triage desk and the leaders of a county, and the discipline body of its city. */
export async function getCountyDesks(db: Db | Tx, countyCode: number): Promise<CountyDesks> {
  const city = cityOf(countyCode)
  const rows = await db.selectFrom('unit').select(['id', 'kind', 'divisionCode']).where('divisionCode', 'in', [countyCode, city]).where('kind', 'in', ['discipline', 'leadership']).orderBy('id').execute()
  const unitOf = (kind: string, place: number) => rows.find(row => row.kind === kind && row.divisionCode === place)?.id
  return { triage: unitOf('discipline', countyCode), leader: unitOf('leadership', countyCode), city: unitOf('discipline', city) }
}

/** Items of cases as their histories now add up to. */
export async function saveSupervisionItems(tx: Tx, items: readonly (SupervisionItem & { readonly caseId: string })[]): Promise<void> {
  if (items.length === 0) return
  const rows = items.map(item => ({
    case_id: item.caseId, n: item.n, kind: item.kind, colour: item.colour, ground: item.ground, cycle: item.cycle, given_on: item.on, unit_id: item.unitId, due_on: item.dueOn,
    answered_on: item.answeredOn, ended_on: item.endedOn, level: item.level, raised_on: item.raisedOn,
  }))
  await sql`
    insert into supervision_item (case_id, n, kind, colour, ground, cycle, given_on, unit_id, due_on, answered_on, ended_on, level, raised_on)
    select case_id, n, kind, colour, ground, cycle, given_on, unit_id, due_on, answered_on, ended_on, level, raised_on
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (case_id uuid, n int, kind text, colour text, ground text, cycle int, given_on date, unit_id uuid, due_on date,
      answered_on date, ended_on date, level text, raised_on date)
    on conflict (case_id, n) do update set answered_on = excluded.answered_on, ended_on = excluded.ended_on, level = excluded.level, raised_on = excluded.raised_on`.execute(tx)
}

/** A message about a case, to become a notice on the desk of the unit, or where no unit is named on the desk the case lies on. */
export type CaseNotice = { readonly caseId: string; readonly unitId?: string; readonly topic: string; readonly details?: object; readonly at: string }

/** Writes messages about cases into the outbox. */
export async function writeCaseNotices(tx: Tx, notices: readonly CaseNotice[]): Promise<void> {
  if (notices.length === 0) return
  await sql`
    insert into outbox (id, topic, payload, written_at, next_try_at)
    select gen_random_uuid(), topic, jsonb_strip_nulls(jsonb_build_object('unitId', "unitId", 'caseId', "caseId", 'details', details)), at, at
    from jsonb_to_recordset(${JSON.stringify(notices)}::jsonb) as told ("caseId" uuid, "unitId" uuid, topic text, details jsonb, at timestamptz)`.execute(tx)
}
