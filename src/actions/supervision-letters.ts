import { nthWorkingDayAfter } from '#rules/calendar/working-days.ts'
import type { CaseEventDetails } from '#rules/cases/events.ts'
import type { CaseFacts } from '#rules/cases/fold.ts'
import { extensionLengthRefusal } from '#rules/cases/may.ts'
import type { SupervisionItem } from '#rules/cases/supervision-items.ts'
import type { CaseAbout } from '#rules/policy/cases.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { explanationRefusal } from '#rules/policy/supervision.ts'
import { findPersonalData } from '#rules/masking/detect.ts'
import type { Db, Tx } from '#records/database.ts'
import { getOfficerOn } from '#records/officers.ts'
import { listHeadsInOffice } from '#records/unit-heads.ts'
import { getCountyDesks } from '#records/supervision.ts'
import type { RecordedCase } from './case-events.ts'
import type { Asking, MoveRefusal } from './case-move.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'

/** The fewest and most characters of a letter, and the longest time it may give. */
export const letterLimits = { least: 20, most: 3000, days: 30 } as const

/** The unit whose head a letter is sent to: the one that has to answer, or while there is none the desk that should have named one. */
export async function addresseeOf(db: Db | Tx, file: RecordedCase, facts: CaseFacts): Promise<string | undefined> {
  return facts.responsibleUnitId ?? (await getCountyDesks(db, file.countyCode))[facts.deskLevel].triage
}

/** Why an officer may not answer a card or letter; a letter is for the heads of the unit, as far as one of them is in office and could answer. */
export async function explanationForbidden({ clock }: Pick<Context, 'clock'>, db: Db | Tx, officer: Officer, item: SupervisionItem, about: CaseAbout): Promise<ReturnType<typeof explanationRefusal>> {
  const forbidden = explanationRefusal(officer, item, about, [])
  if (forbidden || item.kind !== 'letter') return forbidden
  const heads = await Promise.all((await listHeadsInOffice(db, officer.unitId, clock.today())).map(id => getOfficerOn(db, id, clock.today())))
  return explanationRefusal(officer, item, about, heads.filter(head => explanationRefusal(head, item, about, []) === undefined).map(head => head.id))
}

/** The letter that puts a case under supervision. It never says who complained, so whatever looks personal in it is refused. */
export async function letterFor({ tx, file, facts, asked, rules, day: { calendar, today } }: Asking): Promise<Outcome<object, MoveRefusal>> {
  const days = asked.days ?? rules.limits.supervise
  const refusal = extensionLengthRefusal(days, { extensionDays: letterLimits.days })
  if (refusal) return refuse(refusal)
  const text = asked.letter?.trim() ?? ''
  if ([...text].length < letterLimits.least || [...text].length > letterLimits.most) return refuse({ code: 'letter-missing' })
  if (findPersonalData(text).length > 0) return refuse({ code: 'letter-personal' })
  const unitId = await addresseeOf(tx, file, facts)
  if (!unitId) return refuse({ code: 'unit-missing' })
  return done({ dueOn: nthWorkingDayAfter(calendar, today, days).day, days, letter: { text, unitId } } satisfies CaseEventDetails['supervise'])
}
