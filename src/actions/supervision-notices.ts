import type { CaseEvent } from '#rules/cases/events.ts'
import type { CaseFacts } from '#rules/cases/fold.ts'
import type { CaseNotice } from '#records/supervision.ts'

/** Whom an event tells that does not concern the desk the case lies on: cards, letters and what becomes of them, and a case that was taken back. Undefined for every other event. */
export function noticesOf(caseId: string, event: CaseEvent, next: CaseFacts): readonly CaseNotice[] | undefined {
  const told = (unitIds: readonly (string | undefined)[], topic: string, details: object) =>
    unitIds.filter(id => id !== undefined).map(unitId => ({ caseId, unitId, topic, details, at: event.at }))
  switch (event.action) {
    case 'giveCard': {
      const { unitId, copyUnitIds, colour, ground, dueOn } = event.details
      return [...told([unitId], `card-${colour}`, { ground, dueOn }), ...told(copyUnitIds, 'card-copy', { ground })]
    }
    case 'supervise':
      return event.details.letter && told([event.details.letter.unitId], 'letter-sent', { dueOn: event.details.dueOn })
    case 'explain': {
      const item = next.supervisionItems[event.details.n - 1]
      return told([item?.byUnitId ?? next.supervisingUnitId], 'explained', {})
    }
    case 'raise':
      return told([event.details.unitId], 'raised', {})
    case 'recall':
      return told(event.details.unitIds, 'recalled', {})
    default:
      return undefined
  }
}
