import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { workingDaysBetween, type Calendar } from '#rules/calendar/working-days.ts'
import type { CaseFacts } from '#rules/cases/fold.ts'
import { countyOf, townshipOf } from '#rules/divisions/division-code.ts'
import { letterDraft } from '#text/supervision-letter.ts'
import type { CaseFile } from '#records/cases.ts'
import { findItemFor } from '#records/catalogue.ts'
import { listDivisionNames } from '#records/divisions.ts'
import type { UnitRow } from '#records/officers.ts'
import { listHeads } from '#records/unit-heads.ts'
import type { Context } from '#actions/context.ts'

/** The letter that the facts of a case draft: the place and the matter by the words of the list, never those of the complainant. */
export async function draftOf(context: Context, file: CaseFile, facts: CaseFacts, unit: UnitRow, now: { readonly today: PlainDate; readonly calendar: Calendar; readonly dueOn: PlainDate }): Promise<string> {
  const names = await listDivisionNames(context.db, [file.villageCode, townshipOf(file.villageCode)])
  const item = file.itemSlug === null ? undefined : await findItemFor(context.db, countyOf(file.villageCode), file.itemSlug, now.today)
  return letterDraft({
    unit: unit.nameZh, heads: await headsOf(context, unit), place: `${names.get(townshipOf(file.villageCode)) ?? ''}${names.get(file.villageCode) ?? ''}`, matter: item?.zh, number: file.id.slice(0, 8), receivedOn: facts.filedOn,
    ...(facts.assignedOn && { assignedOn: facts.assignedOn }), today: now.today, daysUsed: workingDaysBetween(now.calendar, facts.filedOn, now.today),
    ...(facts.dueOn && { dueOn: facts.dueOn, daysLate: workingDaysBetween(now.calendar, facts.dueOn, now.today) }), answerBy: now.dueOn,
  })
}

async function headsOf({ db }: Context, { id }: UnitRow): Promise<string[]> {
  return (await listHeads(db, [id])).filter(({ validTo }) => validTo === null).map(({ name }) => name)
}
