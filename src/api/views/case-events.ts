import type { CaseEvent, CaseEventDetails, RatingGrade } from '#rules/cases/events.ts'
import { ratingGrades } from '#rules/cases/events.ts'
import type { EvidenceRow } from '#records/evidence.ts'
import { namesAt, type KnownUnit } from '#records/officers.ts'
import { whyUp } from '#actions/tracking.ts'
import type { CaseEventView } from '../contract/case-shapes.ts'
import { fileView } from './evidence.ts'

/** The officers, units and files that a history mentions. */
export type Named = { readonly officers: ReadonlyMap<string, string>; readonly units: ReadonlyMap<string, KnownUnit>; readonly files: readonly EvidenceRow[] }

/** The files of what helping units found; those of answers stand with the answer. */
export function filesOfParts(events: readonly CaseEvent[]): string[] {
  return events.flatMap(event => (event.action === 'contribute' ? event.details?.evidence ?? [] : [])).map(({ id }) => id)
}

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
export function eventView(event: CaseEvent, named: Named): CaseEventView {
  const { officers, units } = named
  const officerName = event.by.officerId && officers.get(event.by.officerId)
  const forName = event.by.forOfficerId && officers.get(event.by.forOfficerId)
  const unit = event.by.unitId ? units.get(event.by.unitId) : undefined
  const details = detailsOf(event, named)
  return {
    seq: event.seq, action: event.action, day: event.day, at: event.at, byKind: event.by.kind,
    ...(officerName && { officerName }), ...(forName && { forName }), ...(unit && { unitName: namesAt(unit, event.at) }),
    ...(event.note !== undefined && { note: event.note }), ...(details && { details }),
  }
}

function detailsOf(event: CaseEvent, { units, files }: Named): CaseEventView['details'] {
  switch (event.action) {
    case 'accept': case 'grantExtension': case 'overruleRejection': case 'orderRedo': case 'reopen':
      return { dueOn: event.details.dueOn, provisional: event.details.provisional }
    case 'recalculate':
      return recalculatedView(event.details)
    case 'supervise': case 'markOverdue':
      return { dueOn: event.details.dueOn }
    case 'giveCard':
      return { card: { colour: event.details.colour, ground: event.details.ground }, units: [event.details.unitId].flatMap(id => units.get(id ?? '') ?? []).map(unit => namesAt(unit, event.at)) }
    case 'raise':
      return { units: [event.details.unitId].flatMap(id => units.get(id ?? '') ?? []).map(unit => namesAt(unit, event.at)) }
    case 'callVisit':
      return { visitReason: event.details.reason, dueOn: event.details.dueOn }
    case 'recordVisit':
      return { finding: event.details.finding }
    case 'decideEscalation':
      return { verdict: event.details.verdict, ...(event.details.dueOn && { dueOn: event.details.dueOn }) }
    case 'assign':
      return unitsOf(event, units)
    case 'joinUnits': case 'recall':
      return { units: event.details.unitIds.flatMap(id => units.get(id) ?? []).map(unit => namesAt(unit, event.at)) }
    case 'contribute':
      return event.details?.evidence && { evidence: event.details.evidence.flatMap(({ id }) => files.find(file => file.id === id) ?? []).map(fileView) }
    case 'askExtension':
      return { days: event.details.days }
    case 'draftReply': case 'answerTogether':
      return { reply: event.details.reply }
    case 'classify': case 'divert': case 'proposeRejection':
      return toldBy(event)
    case 'moveUp':
      return whyUp(event.details)
    case 'rate':
      return { grade: gradeNumber(event.details.grade) }
    default:
      return undefined
  }
}

function recalculatedView({ dueOn, provisional, notice, days = [] }: CaseEventDetails['recalculate']): CaseEventView['details'] {
  return { ...(dueOn && { dueOn, provisional }), ...(notice !== '' && { notice }), ...(days.length > 0 && { moved: days.map(({ what, dueOn: day }) => ({ what, dueOn: day })) }) }
}

function toldBy(event: Extract<CaseEvent, { action: 'classify' | 'divert' | 'proposeRejection' }>): CaseEventView['details'] {
  switch (event.action) {
    case 'classify': return { told: [event.details.item].flatMap(item => item ?? []), ...(event.details.before && { before: event.details.before }) }
    case 'divert': return { told: [event.details.route] }
    case 'proposeRejection': return { told: [event.details.reason, event.details.address] }
  }
}

function unitsOf({ details: bound, at }: Extract<CaseEvent, { action: 'assign' }>, units: ReadonlyMap<string, KnownUnit>): CaseEventView['details'] {
  const [responsible, supervising] = [units.get(bound.responsibleUnitId), units.get(bound.supervisingUnitId)]
  return { ...(responsible && { responsibleUnit: namesAt(responsible, at) }), ...(supervising && { supervisingUnit: namesAt(supervising, at) }) }
}

/** The five grades by number, 5 the best. */
export function gradeNumber(grade: RatingGrade): number {
  return ratingGrades.length - ratingGrades.indexOf(grade)
}
