import type { TipFacts } from '../tips/fold.ts'
import { isInspectorAction, nextTipState, tipActionsFrom, type InspectorAction } from '../tips/lifecycle.ts'
import { archiveRefusal, type ArchiveRefusal, type TipStanding } from '../tips/limits.ts'
import { isSelf, type Officer } from './officer.ts'
import type { PolicyRefusal } from './refusals.ts'

/** The body (a county's or a city's division code) whose reports an officer may know of; undefined for everybody else. */
export function tipBodyOf(officer: Officer): number | undefined {
  const isOfBody = officer.role === 'inspector' && (officer.level === 'county' || officer.level === 'city')
  return isOfBody ? officer.reach.low : undefined
}

const decisions: readonly InspectorAction[] = ['confirmScreening', 'declineScreening', 'confirmDisposal', 'declineDisposal']

/** Why an inspector of the right body may not do this, or undefined: what one proposed another decides, and nothing is put away that its reporter is owed. */
export function tipRefusal(officer: Officer, action: InspectorAction, standing: TipStanding): PolicyRefusal | ArchiveRefusal | undefined {
  if (decisions.includes(action) && isSelf(officer, standing.facts.proposed?.by)) return { code: 'own-request', action }
  return action === 'archive' ? archiveRefusal(standing) : undefined
}

/** Whether whoever reported may object: to a result that was told, once. */
export function mayObject({ state, resultToldOn, objectedOn }: TipFacts): boolean {
  return resultToldOn !== undefined && objectedOn === undefined && nextTipState(state, 'object') !== undefined
}

/** What this inspector may do with it now. */
export function allowedOnTip(officer: Officer, standing: TipStanding): readonly InspectorAction[] {
  const { state, proposed } = standing.facts
  return tipActionsFrom(state).filter((action): action is InspectorAction =>
    isInspectorAction(action) && nextTipState(state, action, proposed?.outcome, proposed?.disposal) !== undefined
    && tipRefusal(officer, action, standing) === undefined)
}
