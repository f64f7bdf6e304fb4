import type { PlainDate } from '../calendar/plain-date.ts'
import { addDays } from '../calendar/plain-date.ts'
import type { Calendar } from '../calendar/working-days.ts'
import type { CaseLimits } from './case-rules.ts'
import { isBad } from './events.ts'
import type { CaseFacts } from './facts.ts'
import { lastDayToAsk, stageDue } from './limits.ts'
import type { CaseRefusal } from './refusals.ts'
import type { CaseAction } from './states.ts'
import { returnDue } from './steps.ts'

/** What the limits are judged by: the day, the calendar and the county's numbers. */
export type Day = { readonly today: PlainDate; readonly calendar: Calendar; readonly limits: CaseLimits }

type Judge = (facts: CaseFacts, day: Day) => CaseRefusal | undefined

/** The limits of each action that has some, beside what the state allows. */
const judges: Partial<Record<CaseAction, Judge>> = {
  askMore: facts => (facts.moreAsked ? { code: 'asked-before' } : undefined),
  lapse: tooEarlyToLapse,
  revive: (facts, { today, limits }) => tooLate('revive', facts.lapsedOn, limits.reviveCalendarDays, today),
  appeal: (facts, { today, limits }) => (facts.rejection?.appealedOn ? { code: 'appealed-before' } : tooLate('appeal', facts.rejection?.confirmedOn, limits.appealCalendarDays, today)),
  divert: facts => (facts.state === 'submitted' || isNewToUnits(facts) ? undefined : { code: 'seen-by-units' }),
  return: mayReturn,
  askExtension: mayAskExtension,
  rate: mayRate,
  close: mayClose,
  orderRedo: facts => (isSecondBad(facts) ? { code: 'redone-before' } : isInsufficient(facts) ? undefined : { code: 'not-rated-badly' }),
  escalate: facts => (isForCounty(facts) ? undefined : { code: 'not-rated-badly' }),
  recordVisit: facts => (openVisit(facts) ? undefined : { code: 'no-visit-owed' }),
  // Supervision that a verdict began has no letter yet; one can still be sent.
  supervise: facts => (facts.supervision?.hasLetter ? { code: 'supervised-already' } : undefined),
  liftSupervision: facts => (facts.supervision ? undefined : { code: 'not-supervised' }),
  askStillSolved: tooEarlyToAsk,
  confirmSolved: mayAnswerWhetherSolved,
  reportUnsolved: mayAnswerWhetherSolved,
  reopen: (facts, { today, limits }) => tooLate('reopen', facts.closedOn, limits.reopenCalendarDays, today),
}

/** Why an action may not happen on this day, if it may not. Whether the state allows it is the lifecycle's question. */
export function limitRefusal(action: CaseAction, facts: CaseFacts, day: Day): CaseRefusal | undefined {
  return judges[action]?.(facts, day)
}

/** Why an extension may not be asked for now, if it may not. */
export function mayAskExtension(facts: CaseFacts, { today, calendar, limits }: Day): CaseRefusal | undefined {
  if (facts.extensions.asked >= limits.mostExtensions) return { code: 'no-more-extensions', most: limits.mostExtensions }
  const lastDay = facts.dueOn === undefined ? undefined : lastDayToAsk(calendar, facts.dueOn, limits.askBefore)
  if (lastDay === undefined || today > lastDay) return { code: 'too-late-to-ask-extension', lastDay }
  return undefined
}

/** Why an extension may not be this long, if it may not. */
export function extensionLengthRefusal(days: number, limits: Pick<CaseLimits, 'extensionDays'>): CaseRefusal | undefined {
  const fits = Number.isInteger(days) && days >= 1 && days <= limits.extensionDays
  return fits ? undefined : { code: 'extension-length', most: limits.extensionDays }
}

/** No unit has had it: nothing was read, written or answered there that would stay behind. */
function isNewToUnits({ cycle, recalledUnitIds = [], returns, hands, publishedReply }: CaseFacts): boolean {
  return cycle === 1 && recalledUnitIds.length === 0 && returns.length === 0 && hands.length === 0 && publishedReply === undefined
}

/** Why the responsible unit may not return the case, if it may not: there is no third return, the first contact then owns it. */
export function mayReturn(facts: CaseFacts, { today, calendar, limits }: Day): CaseRefusal | undefined {
  if (facts.returns.length >= limits.mostReturns) return { code: 'no-more-returns', most: limits.mostReturns }
  const lastDay = returnDue(facts, calendar, limits)
  return lastDay !== undefined && today > lastDay ? { code: 'too-late-to-return', lastDay } : undefined
}

/** Why the complainant may not rate the answer any more, if so. */
export function mayRate(facts: CaseFacts, { today, limits }: Pick<Day, 'today' | 'limits'>): CaseRefusal | undefined {
  const repliedOn = facts.publishedReply?.publishedOn
  if (repliedOn === undefined) return undefined
  const lastDay = addDays(repliedOn, limits.rateCalendarDays)
  return today > lastDay ? { code: 'too-late-to-rate', lastDay } : undefined
}

/**
 * Why the system may not close the case yet, if so. One that was rated well closes on the same day as one about which nothing was said: the unit that
 * answered could tell from an earlier day how it was rated. One whose answer is not enough is done again or goes to the county.
 */
export function mayClose(facts: CaseFacts, { today, limits }: Pick<Day, 'today' | 'limits'>): CaseRefusal | undefined {
  if (isInsufficient(facts)) return { code: 'rated-badly' }
  const firstDay = firstDayToClose(facts, limits)
  return firstDay !== undefined && today < firstDay ? { code: 'too-early-to-close', firstDay } : undefined
}

/** The day on which a case closes whose answer nobody finds wanting. */
export function firstDayToClose({ publishedReply }: CaseFacts, limits: Pick<CaseLimits, 'silentCloseCalendarDays'>): PlainDate | undefined {
  return publishedReply?.publishedOn && addDays(publishedReply.publishedOn, limits.silentCloseCalendarDays + 1)
}

/** The answer that stands was rated badly. */
export function isBadlyRated(facts: CaseFacts): boolean {
  return facts.rating !== undefined && isBad(facts.rating.grade)
}

/**
 * The answer that stands is not enough: its complainant says so, or a return visit found nothing solved. Both have the same consequences, so that a
 * unit that is told to do it again cannot tell from it how it was rated.
 */
export function isInsufficient(facts: CaseFacts): boolean {
  return isBadlyRated(facts) || facts.visits.slice(facts.visitsBefore ?? 0).some(visit => visit.finding === 'notSolved')
}

/** Which of the visits found last that nothing is solved; -1 when none did. */
export function unsolvedVisit({ visits }: CaseFacts): number {
  return visits.findLastIndex(visit => visit.finding === 'notSolved')
}

/** The answer after a redo is not enough either: the county's turn. */
export function isSecondBad(facts: CaseFacts): boolean {
  return isInsufficient(facts) && facts.redos > 0
}

/**
 * The desk has to decide: the answer after a redo is not enough either, or whoever went to see what became of a case that closed in silence, or of one
 * that its complainant called unsolved later, found nothing solved.
 */
export function isForCounty(facts: CaseFacts): boolean {
  return facts.state === 'closed' ? isFoundUnsolved(facts) : isSecondBad(facts)
}

function isFoundUnsolved({ visits }: CaseFacts): boolean {
  const newest = visits.findLast(visit => visit.recordedOn !== undefined)
  return newest?.finding === 'notSolved' && (newest.reason === 'silent' || newest.reason === 'unsolved')
}

/** The first return visit that is owed and not yet recorded. */
export function openVisit(facts: CaseFacts): CaseFacts['visits'][number] | undefined {
  return facts.visits.find(visit => visit.recordedOn === undefined)
}

function tooEarlyToLapse(facts: CaseFacts, { today, calendar, limits }: Day): CaseRefusal | undefined {
  const lastDay = stageDue(facts, calendar, limits)!
  return today > lastDay ? undefined : { code: 'too-early-to-lapse', firstDay: addDays(lastDay, 1) }
}

function tooEarlyToAsk(facts: CaseFacts, { today, limits }: Day): CaseRefusal | undefined {
  if (facts.stillSolved || facts.closedOn === undefined) return { code: 'asked-before' }
  const firstDay = addDays(facts.closedOn, limits.stillSolvedCalendarDays)
  return today < firstDay ? { code: 'too-early-to-close', firstDay } : undefined
}

function mayAnswerWhetherSolved(facts: CaseFacts): CaseRefusal | undefined {
  return facts.stillSolved && !facts.stillSolved.answer ? undefined : { code: 'not-asked' }
}

function tooLate(action: 'revive' | 'appeal' | 'reopen', from: PlainDate | undefined, days: number, today: PlainDate): CaseRefusal | undefined {
  const lastDay = from && addDays(from, days)
  return lastDay !== undefined && today > lastDay ? { code: 'too-late-for', action, lastDay } : undefined
}
