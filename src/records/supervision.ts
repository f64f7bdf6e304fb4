import { sql } from 'kysely'
import type { SupervisionItem } from '#rules/cases/supervision-items.ts'
import { deskLevels, type DeskLevel } from '#rules/cases/states.ts'
import { deskPlaceOf } from '#rules/policy/desks.ts'
import type { Db, Tx } from './database.ts'

/** The desks that cards and letters go to, or rise to: of each level the desk that sorts complaints, and the leaders. */
export type CountyDesks = Readonly<Record<DeskLevel, { readonly triage: string | undefined; readonly leader: string | undefined }>>

/** The desks that have the cases of a county, at every level. */
export async function getCountyDesks(db: Db | Tx, countyCode: number): Promise<CountyDesks> {
  const places = deskLevels.map(level => deskPlaceOf(countyCode, level))
  const rows = await db.selectFrom('unit').select(['id', 'kind', 'divisionCode']).where('divisionCode', 'in', places).where('kind', 'in', ['discipline', 'leadership']).where('endedOn', 'is', null).orderBy('id').execute()
  const unitOf = (kind: string, level: DeskLevel) => rows.find(row => row.kind === kind && row.divisionCode === deskPlaceOf(countyCode, level))?.id
  const desksAt = (level: DeskLevel) => ({ triage: unitOf('discipline', level), leader: unitOf('leadership', level) })
  return { county: desksAt('county'), city: desksAt('city'), province: desksAt('province') }
}

/** Items of cases as their histories now add up to. */
export async function saveSupervisionItems(tx: Tx, items: readonly (SupervisionItem & { readonly caseId: string })[]): Promise<void> {
  if (items.length === 0) return
  const of = <Value>(value: (item: (typeof items)[number]) => Value) => items.map(item => value(item) ?? null)
  await sql`
    insert into supervision_item (case_id, n, kind, colour, ground, cycle, given_on, unit_id, due_on, answered_on, ended_on, level, raised_on, desk_level, raised_to)
    select case_id, n, kind, colour, ground, cycle, given_on, unit_id, due_on, answered_on, ended_on, level, raised_on, desk_level, raised_to::uuid[] from unnest(${of(item => item.caseId)}::uuid[], ${of(item => item.n)}::int[], ${of(item => item.kind)}::text[], ${of(item => item.colour)}::text[], ${of(item => item.ground)}::text[],
      ${of(item => item.cycle)}::int[], ${of(item => item.on)}::date[], ${of(item => item.unitId)}::uuid[], ${of(item => item.dueOn)}::date[],
      ${of(item => item.answeredOn)}::date[], ${of(item => item.endedOn)}::date[], ${of(item => item.level)}::text[], ${of(item => item.raisedOn)}::date[],
      ${of(item => item.deskLevel)}::text[], ${of(item => `{${item.raisedTo.join()}}`)}::text[])
      as item (case_id, n, kind, colour, ground, cycle, given_on, unit_id, due_on, answered_on, ended_on, level, raised_on, desk_level, raised_to)
    on conflict (case_id, n) do update set due_on = excluded.due_on, answered_on = excluded.answered_on, ended_on = excluded.ended_on, level = excluded.level, raised_on = excluded.raised_on, raised_to = excluded.raised_to`.execute(tx)
}

/** A message about a case, to become a notice on the desk of the unit, or where no unit is named on the desk the case lies on. */
export type CaseNotice = { readonly caseId: string; readonly unitId?: string; readonly topic: string; readonly details?: object; readonly at: string }

/** Writes messages about cases into the outbox. */
export async function writeCaseNotices(tx: Tx, notices: readonly CaseNotice[]): Promise<void> {
  if (notices.length === 0) return
  const of = <Value>(value: (notice: CaseNotice) => Value) => notices.map(notice => value(notice) ?? null)
  await sql`
    insert into outbox (id, topic, payload, written_at, next_try_at)
    select gen_random_uuid(), topic, payload::jsonb, at, at
    from unnest(${of(notice => notice.topic)}::text[], ${of(({ unitId, caseId, details }) => JSON.stringify({ unitId, caseId, details }))}::text[], ${of(notice => notice.at)}::timestamptz[]) as told (topic, payload, at)`.execute(tx)
}
