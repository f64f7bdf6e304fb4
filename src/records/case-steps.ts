import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { answeredStates, answerOwedStates, endedStates, type CaseState } from '#rules/cases/states.ts'
import { answerSteps } from '#rules/cases/steps.ts'
import type { Db } from './database.ts'

/** By when a step counted from this day should be over. Asked once for each beginning and length, because the database has no calendar. */
export type StepDue = (from: PlainDate, days: number) => PlainDate

/**
 * The day of the present step as an SQL expression. Where the answer itself is owed it stands in the row; for the other steps the days
 * are worked out here, one for each beginning and length that occurs, and handed to the query.
 */
export async function stepDueSql(db: Db, isAmong: RawBuilder<SqlBool>, stepDue: StepDue): Promise<RawBuilder<string | null>> {
  const begun = await db.selectFrom('caseFile').select(['stepFrom', 'stepDays']).distinct().where('stepDays', 'is not', null).where(isAmong).execute()
  const days = Object.fromEntries(begun.map(({ stepFrom, stepDays }) => [`${stepFrom} ${stepDays}`, stepDue(stepFrom as PlainDate, stepDays!)]))
  return sql<string | null>`case when case_file.state in (${sql.join([...answerSteps])}) then case_file.due_on when case_file.step_days is null then null
    else (${JSON.stringify(days)}::jsonb ->> (to_char(case_file.step_from, 'YYYY-MM-DD') || ' ' || case_file.step_days))::date end`
}

/** The day the light looks at, as `lightDue` in rules/cases/limits.ts says of one case. */
export function lightDueSql(stepDue: RawBuilder<string | null>): RawBuilder<string | null> {
  const none: readonly CaseState[] = [...answeredStates, ...endedStates, 'needsMoreInfo']
  return sql<string | null>`case when case_file.state in (${sql.join([...none])}) then null when case_file.state in (${sql.join([...answerOwedStates])}) then case_file.due_on else ${stepDue} end`
}
