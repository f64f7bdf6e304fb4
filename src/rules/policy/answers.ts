import type { PlainDate } from '../calendar/plain-date.ts'
import type { DivisionCode } from '../divisions/division-code.ts'
import { canSee, type CaseAbout } from './cases.ts'
import { isOnePerson, type Officer } from './officer.ts'
import type { PolicyRefusal } from './refusals.ts'

export const answerActs = ['prepare', 'decide', 'withdraw'] as const
/** What is done about a text that everybody is to read. */
export type AnswerAct = (typeof answerActs)[number]

/** What a text is about: the case whose answer it is, or, of a typical case that was written freely, only the county. */
export type TextAbout = { readonly countyCode: DivisionCode; readonly ofCase?: CaseAbout | undefined; readonly authorId?: string | undefined; readonly preparedOn?: PlainDate | undefined }

/** Asked before anything is looked up: to whom it is no duty at all, what is there and what is not must look the same. */
export function answerDutyRefusal({ role }: Officer): PolicyRefusal | undefined {
  return role === 'triage' ? undefined : { code: 'not-your-duty', role }
}

/**
 * Why an officer may not prepare, decide or withdraw a text: the desk that has the case does, and for typical cases that of the county. Whoever
 * may not see the case finds nothing; nobody decides the own text.
 */
export function answerRefusal(officer: Officer, act: AnswerAct, { countyCode, ofCase, authorId, preparedOn }: TextAbout): PolicyRefusal | { readonly code: 'not-found' } | undefined {
  const foreign = answerDutyRefusal(officer)
  if (foreign) return foreign
  const isTheirs = ofCase ? canSee(officer, ofCase) : officer.level === 'county' && officer.reach.low === countyCode
  if (!isTheirs) return { code: 'not-found' }
  return act === 'decide' && authorId !== undefined && isOnePerson(officer, authorId, preparedOn) ? { code: 'author-cannot-review' } : undefined
}
