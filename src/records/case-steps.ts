import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { Light } from '#rules/cases/limits.ts'
import { answeredStates, answerOwedStates, endedStates, type CaseState } from '#rules/cases/states.ts'
import type { Db } from './database.ts'

/** The day the light looks at, as `lightDue` in rules/cases/limits.ts says of one case. */
export function lightDueSql(): RawBuilder<string | null> {
  const none: readonly CaseState[] = [...answeredStates, ...endedStates, 'needsMoreInfo']
  return sql<string | null>`case when case_file.state in (${sql.join([...none])}) then null when case_file.state in (${sql.join([...answerOwedStates])}) then case_file.due_on else case_file.step_due_on end`
}

/** A promise that stands, and the day whose rules of the county judge it. */
export type Standing = { readonly countyCode: number; readonly cycleFrom: PlainDate; readonly from: PlainDate; readonly dueOn: PlainDate }

/** Whether the day of a promise is near. Asked once for each that occurs. */
export type IsNear = (promise: Standing) => Promise<boolean>

const cycleFrom = sql<string>`coalesce((select max(reopened.day) from case_event as reopened where reopened.case_id = case_file.id and reopened.action = 'reopen'), case_file.received_on)`

/** Whether an answer is owed soon, as an SQL expression: of the promises whose day has not passed, those that the rules call near are handed to the query. */
export async function isNearSql(db: Db, isAmong: RawBuilder<SqlBool>, today: PlainDate, isNear: IsNear): Promise<RawBuilder<SqlBool>> {
  const standing = await db.selectFrom('caseFile').select(['countyCode', cycleFrom.as('cycleFrom'), 'dueFrom as from', 'dueOn']).distinct()
    .where('state', 'in', [...answerOwedStates]).where('dueOn', '>=', today).where('dueFrom', 'is not', null).where(isAmong).execute() as Standing[]
  const near: Standing[] = []
  for (const promise of standing) if (await isNear(promise)) near.push(promise)
  return sql<SqlBool>`(case_file.state in (${sql.join([...answerOwedStates])}) and (case_file.county_code, ${cycleFrom}, case_file.due_from, case_file.due_on)
    in (select "countyCode", "cycleFrom", "from", "dueOn" from jsonb_to_recordset(${JSON.stringify(near)}::jsonb) as near ("countyCode" bigint, "cycleFrom" date, "from" date, "dueOn" date)))`
}

/** The light of a case, as `lightOf` in rules/cases/limits.ts says of one. */
export function hasLightSql(light: Light, today: PlainDate, isNear: RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  const due = lightDueSql()
  switch (light) {
    case 'none': return sql<SqlBool>`(${due} is null)`
    case 'red': return sql<SqlBool>`(${due} < ${today}::date)`
    case 'yellow': return sql<SqlBool>`(${due} >= ${today}::date and ${isNear})`
    case 'green': return sql<SqlBool>`(${due} >= ${today}::date and not ${isNear})`
  }
}
