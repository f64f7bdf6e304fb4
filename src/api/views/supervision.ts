import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { CaseFacts } from '#rules/cases/fold.ts'
import { isOverdue } from '#rules/cases/limits.ts'
import { isOpenItem, type SupervisionItem } from '#rules/cases/supervision-items.ts'
import type { CaseAbout } from '#rules/policy/cases.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { itemsSeen } from '#rules/ratings/sight.ts'
import type { Context } from '#actions/context.ts'
import { explanationForbidden } from '#actions/supervision-letters.ts'
import type { UnitRow } from '#records/officers.ts'
import type { CaseSupervisionItem } from '../contract/supervision.ts'
import type { Named } from './case-events.ts'
import { unitNames, unitView } from './units.ts'

/** Cards and letters of a case, the newest first. */
export async function supervisionItemsOf(context: Context, officer: Officer, facts: CaseFacts, about: CaseAbout, { units }: Named, numbers: ReadonlyMap<number, number>): Promise<CaseSupervisionItem[]> {
  return Promise.all(itemsSeen(officer.role, facts.supervisionItems).toReversed().map(async item => {
    const byUnit = units.get(item.byUnitId ?? '')
    const number = numbers.get(item.n)
    return {
      ...itemView(item, units, context.clock.today()), mayExplain: isOpenItem(item) && await explanationForbidden(context, context.db, officer, item, about) === undefined,
      ...(number !== undefined && { number }), ...(item.text !== undefined && { text: item.text }), ...(byUnit && { byUnit: unitNames(byUnit) }), ...(item.answer !== undefined && { answer: item.answer }),
    }
  }))
}

/** What a card or letter is, in a list as on its case. */
export function itemView(item: Omit<SupervisionItem, 'cycle' | 'deskLevel' | 'raisedTo'>, units: ReadonlyMap<string, UnitRow>, today: PlainDate) {
  const unit = units.get(item.unitId ?? '')
  return {
    n: item.n, kind: item.colour ?? 'letter' as const, ...(item.ground && { ground: item.ground }), on: item.on, ...(unit && { unit: unitView(unit) }), ...(item.dueOn && { dueOn: item.dueOn }),
    isOverdue: isOpenItem(item) && isOverdue(item.dueOn!, today), level: item.level, ...(item.answeredOn && { answeredOn: item.answeredOn }), ...(item.endedOn && { endedOn: item.endedOn }),
  }
}
