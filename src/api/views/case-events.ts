import type { CaseEvent, RatingGrade } from '#rules/cases/events.ts'
import { ratingGrades } from '#rules/cases/events.ts'
import type { UnitRow } from '#records/officers.ts'
import { whyUp } from '#actions/tracking.ts'
import type { CaseEventView } from '../contract/case-shapes.ts'
import { unitNames } from './units.ts'

/** Names of the officers and units that a history mentions. */
export type Named = { readonly officers: ReadonlyMap<string, string>; readonly units: ReadonlyMap<string, UnitRow> }

/** Every unit a history mentions, whoever mentions it. */
export function unitsNamedIn(events: readonly CaseEvent[]): string[] {
  return events.flatMap(event => [event.by.unitId, ...unitsIn(event)].filter(id => id !== undefined))
}

function unitsIn(event: CaseEvent): readonly string[] {
  switch (event.action) {
    case 'assign': case 'answerTogether': return [event.details.responsibleUnitId, event.details.supervisingUnitId]
    case 'joinUnits': case 'recall': return event.details.unitIds
    case 'giveCard': case 'raise': return event.details.unitId ? [event.details.unitId] : []
    default: return []
  }
}

/** One line of the history, as staff read it: with names. The complainant has none here. */
export function eventView(event: CaseEvent, { officers, units }: Named): CaseEventView {
  const officerName = event.by.officerId && officers.get(event.by.officerId)
  const forName = event.by.forOfficerId && officers.get(event.by.forOfficerId)
  const unit = event.by.unitId ? units.get(event.by.unitId) : undefined
  const details = detailsOf(event, units)
  return {
    seq: event.seq, action: event.action, day: event.day, at: event.at, byKind: event.by.kind,
    ...(officerName && { officerName }), ...(forName && { forName }), ...(unit && { unitName: unitNames(unit) }),
    ...(event.note !== undefined && { note: event.note }), ...(details && { details }),
  }
}

function detailsOf(event: CaseEvent, units: ReadonlyMap<string, UnitRow>): CaseEventView['details'] {
  switch (event.action) {
    case 'accept': case 'grantExtension': case 'overruleRejection': case 'orderRedo': case 'reopen':
      return { dueOn: event.details.dueOn, provisional: event.details.provisional }
    case 'recalculate':
      return { dueOn: event.details.dueOn, provisional: event.details.provisional, ...(event.details.notice !== '' && { notice: event.details.notice }) }
    case 'supervise': case 'markOverdue':
      return { dueOn: event.details.dueOn }
    case 'giveCard':
      return { card: { colour: event.details.colour, ground: event.details.ground }, units: [event.details.unitId].flatMap(id => units.get(id ?? '') ?? []).map(unitNames) }
    case 'raise':
      return { units: [event.details.unitId].flatMap(id => units.get(id ?? '') ?? []).map(unitNames) }
    case 'callVisit':
      return { visitReason: event.details.reason, dueOn: event.details.dueOn }
    case 'recordVisit':
      return { finding: event.details.finding }
    case 'decideEscalation':
      return { verdict: event.details.verdict, ...(event.details.dueOn && { dueOn: event.details.dueOn }) }
    case 'assign':
      return unitsOf(event.details, units)
    case 'joinUnits': case 'recall':
      return { units: event.details.unitIds.flatMap(id => units.get(id) ?? []).map(unitNames) }
    case 'askExtension':
      return { days: event.details.days }
    case 'draftReply': case 'answerTogether':
      return { reply: event.details.reply }
    case 'divert':
      return { told: [event.details.route] }
    case 'moveUp':
      return whyUp(event.details)
    case 'proposeRejection':
      return { told: [event.details.reason, event.details.address] }
    case 'rate':
      return { grade: gradeNumber(event.details.grade) }
    default:
      return undefined
  }
}

function unitsOf(bound: { readonly responsibleUnitId: string; readonly supervisingUnitId: string }, units: ReadonlyMap<string, UnitRow>): CaseEventView['details'] {
  const [responsible, supervising] = [units.get(bound.responsibleUnitId), units.get(bound.supervisingUnitId)]
  return { ...(responsible && { responsibleUnit: unitNames(responsible) }), ...(supervising && { supervisingUnit: unitNames(supervising) }) }
}

/** The five grades by number, 5 the best. */
export function gradeNumber(grade: RatingGrade): number {
  return ratingGrades.length - ratingGrades.indexOf(grade)
}
