import { nextTipState, tipActionsFrom, type InspectorAction } from '../tips/lifecycle.ts'
import type { TipFacts } from '../tips/fold.ts'
import type { Officer } from './officer.ts'
import type { PolicyRefusal } from './refusals.ts'

/** The body (a county's or a city's division code) whose reports an officer may know of; undefined for everybody else. */
export function tipBodyOf(officer: Officer): number | undefined {
  const isOfBody = officer.role === 'inspector' && (officer.level === 'county' || officer.level === 'city')
  return isOfBody ? officer.reach.low : undefined
}

const decisions: readonly InspectorAction[] = ['confirmScreening', 'declineScreening', 'confirmDisposal', 'declineDisposal']

/** Why an inspector of the right body may not do this, or undefined: what one proposed another decides. */
export function tipRefusal(officer: Officer, action: InspectorAction, facts: TipFacts): PolicyRefusal | undefined {
  return decisions.includes(action) && facts.proposed?.by === officer.id ? { code: 'own-request', action } : undefined
}

/** What this inspector may do with it now. */
export function allowedOnTip(officer: Officer, facts: TipFacts): readonly InspectorAction[] {
  return tipActionsFrom(facts.state).filter((action): action is InspectorAction =>
    action !== 'file' && action !== 'object' && nextTipState(facts.state, action, facts.proposed?.outcome, facts.proposed?.disposal) !== undefined
    && tipRefusal(officer, action, facts) === undefined)
}
