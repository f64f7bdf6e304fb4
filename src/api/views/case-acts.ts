import type { CaseFacts } from '#rules/cases/fold.ts'
import { defaultLimits, mayAskExtension, mayReturn } from '#rules/cases/limits.ts'
import { availableActions } from '#rules/cases/lifecycle.ts'
import type { CaseRefusal } from '#rules/cases/refusals.ts'
import { canSee, refusalFor, type CaseAbout } from '#rules/policy/cases.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { refusalText } from '#text/cases.ts'
import type { Language } from '#text/language.ts'
import type { Context } from '#actions/context.ts'
import { officerActions, type OfficerAction } from '../contract/cases.ts'
import type { CaseDetail } from '../contract/case-shapes.ts'

/** What an officer may do with a case now, and what of the officer's own tasks is refused, with the reason. */
export function actsOn(context: Pick<Context, 'clock' | 'calendar'>, officer: Officer, facts: CaseFacts, about: CaseAbout, language: Language): Pick<CaseDetail, 'allowed' | 'withheld'> {
  if (!canSee(officer, about)) return { allowed: [], withheld: [] }
  const possible = availableActions(facts.state).filter((action): action is OfficerAction => (officerActions as readonly string[]).includes(action))
  const judged = possible.map(action => ({ action, refusal: refusalFor(officer, action, about) ?? limitOf(context, facts, action) }))
  return {
    allowed: judged.filter(({ refusal }) => !refusal).map(({ action }) => action),
    withheld: judged.flatMap(({ action, refusal }) => !refusal || isOthersTask(refusal) ? [] : [{ action, code: refusal.code, message: refusalText(language, refusal) }]),
  }
}

function limitOf({ clock, calendar }: Pick<Context, 'clock' | 'calendar'>, facts: CaseFacts, action: OfficerAction): CaseRefusal | undefined {
  if (action === 'askExtension') return mayAskExtension(facts, clock.today(), calendar, defaultLimits)
  return action === 'return' ? mayReturn(facts, clock.today(), calendar, defaultLimits) : undefined
}

function isOthersTask(refusal: CaseRefusal | PolicyRefusal): boolean {
  return refusal.code === 'not-your-duty' || refusal.code === 'out-of-reach'
}
