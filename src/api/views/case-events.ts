import type { CaseEvent, RatingGrade } from '#rules/cases/events.ts'
import { ratingGrades } from '#rules/cases/events.ts'
import type { UnitRow } from '#records/officers.ts'
import type { CaseEventView } from '../contract/case-shapes.ts'
import { unitNames } from './units.ts'

/** Names of the officers and units that a history mentions. */
export type Named = { readonly officers: ReadonlyMap<string, string>; readonly units: ReadonlyMap<string, UnitRow> }

/** Every unit a history mentions, whoever mentions it. */
export function unitsNamedIn(events: readonly CaseEvent[]): string[] {
  return events.flatMap(event => [event.by.unitId, ...(event.action === 'assign' ? [event.details.responsibleUnitId, event.details.supervisingUnitId] : [])].filter(id => id !== undefined))
}

/** One line of the history, as staff read it: with names. The complainant has none here. */
export function eventView(event: CaseEvent, { officers, units }: Named): CaseEventView {
  const officerName = event.by.officerId && officers.get(event.by.officerId)
  const unit = event.by.unitId ? units.get(event.by.unitId) : undefined
  const details = detailsOf(event, units)
  return {
    seq: event.seq, action: event.action, day: event.day, at: event.at, byKind: event.by.kind,
    ...(officerName && { officerName }), ...(unit && { unitName: unitNames(unit) }),
    ...(event.note !== undefined && { note: event.note }), ...(details && { details }),
  }
}

function detailsOf(event: CaseEvent, units: ReadonlyMap<string, UnitRow>): CaseEventView['details'] {
  switch (event.action) {
    case 'accept': case 'grantExtension':
      return { dueOn: event.details.dueOn, provisional: event.details.provisional }
    case 'assign': {
      const [responsible, supervising] = [units.get(event.details.responsibleUnitId), units.get(event.details.supervisingUnitId)]
      return { ...(responsible && { responsibleUnit: unitNames(responsible) }), ...(supervising && { supervisingUnit: unitNames(supervising) }) }
    }
    case 'askExtension':
      return { days: event.details.days }
    case 'draftReply':
      return { reply: event.details.reply }
    case 'rate':
      return { grade: gradeNumber(event.details.grade) }
    case 'file': case 'return': case 'sign': case 'refuseExtension': case 'passReview': case 'failReview': case 'close':
      return undefined
  }
}

/** The five grades by number, 5 the best. */
export function gradeNumber(grade: RatingGrade): number {
  return ratingGrades.length - ratingGrades.indexOf(grade)
}
