import type { CaseFacts } from '#rules/cases/fold.ts'
import { askableActions } from '#rules/cases/lifecycle.ts'
import { limitRefusal, type Day } from '#rules/cases/may.ts'
import type { CaseRefusal } from '#rules/cases/refusals.ts'
import { officerActions } from '#rules/cases/states.ts'
import { canSee, refusalFor, type CaseAbout } from '#rules/policy/cases.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { refusalText } from '#text/cases.ts'
import type { Language } from '#text/language.ts'
import type { CaseDetail } from '../contract/case-shapes.ts'

/** What an officer may do with a case now, and what of the officer's own tasks is refused, with the reason. */
export function actsOn(day: Day, officer: Officer, facts: CaseFacts, about: CaseAbout, language: Language): Pick<CaseDetail, 'allowed' | 'withheld'> {
  if (!canSee(officer, about)) return { allowed: [], withheld: [] }
  const possible = askableActions(facts.state)
  const judged = officerActions.filter(action => possible.includes(action)).map(action => ({ action, refusal: refusalFor(officer, action, about) ?? limitRefusal(action, facts, day) }))
  return {
    allowed: judged.filter(({ refusal }) => !refusal).map(({ action }) => action),
    withheld: judged.flatMap(({ action, refusal }) => !refusal || isWithoutWord(refusal) ? [] : [{ action, code: refusal.code, message: refusalText(language, refusal) }]),
  }
}

/** Others' tasks, and what there is simply nothing to do about: a list of these would say nothing. */
function isWithoutWord({ code }: CaseRefusal | PolicyRefusal): boolean {
  return ['not-your-duty', 'out-of-reach', 'no-visit-owed', 'supervised-already', 'not-supervised', 'not-rated-badly'].includes(code)
}
