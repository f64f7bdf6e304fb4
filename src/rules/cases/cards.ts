import type { PlainDate } from '../calendar/plain-date.ts'
import { addDays } from '../calendar/plain-date.ts'
import { notBefore, nthWorkingDayAfter, workingDaysBetween, type Calendar } from '../calendar/working-days.ts'
import type { CardRule } from './card-rules.ts'
import type { CaseRules } from './case-rules.ts'
import type { CaseFacts } from './facts.ts'
import { move } from './lifecycle.ts'
import { openVisit } from './may.ts'
import { answerOwedStates, isOneOf } from './states.ts'
import { contactDue, stageDue } from './steps.ts'
import { levelAbove, raiseDay, type SupervisionItem, type SupervisionLevel } from './supervision-items.ts'

/** The part of a county's rules that cards are given by. */
export type CardBook = Pick<CaseRules, 'limits' | 'cards'>

/** The cards that are due on a day and not given yet. Each is given once in a cycle for each ground. */
export function cardsDue(facts: CaseFacts, day: PlainDate, calendar: Calendar, rules: CardBook): readonly CardRule[] {
  return openRules(facts, rules).filter(rule => {
    const first = firstDayOf(rule, facts, calendar, rules)
    // Whoever is late already needs no warning: a sweep that comes late gives the red card alone.
    const isTooLate = rule.ground === 'dueSoon' && facts.dueOn !== undefined && day > facts.dueOn
    return first !== undefined && first <= day && !isTooLate
  })
}

/** The items that go one level up on a day, with the level. */
export function itemsToRaise(facts: CaseFacts, day: PlainDate, calendar: Calendar, { limits }: CardBook): readonly { readonly item: SupervisionItem; readonly level: SupervisionLevel }[] {
  if (!move(facts.state, 'raise').ok) return []
  return facts.supervisionItems.flatMap(item => {
    const [first, level] = [raiseDay(item, calendar, limits), levelAbove(item)]
    return first !== undefined && level !== undefined && first <= day ? [{ item, level }] : []
  })
}

/** The first day on which a sweep gives a card or raises an item, if the case stays as it is; undefined when never. */
export function nextSupervisionOn(facts: CaseFacts, calendar: Calendar, rules: CardBook): PlainDate | undefined {
  const cards = openRules(facts, rules).map(rule => firstDayOf(rule, facts, calendar, rules))
  const raises = move(facts.state, 'raise').ok ? facts.supervisionItems.map(item => raiseDay(item, calendar, rules.limits)) : []
  return [...cards, ...raises].filter(day => day !== undefined).toSorted()[0]
}

/** The county's finding closes the case that it judges for the last time, and whoever said nothing is visited after closing: these cards alone come then. */
const afterTheEnd: ReadonlySet<CardRule['ground']> = new Set(['ratedBadly', 'visitOverdue'])

function openRules(facts: CaseFacts, { cards }: CardBook): readonly CardRule[] {
  if (!move(facts.state, 'giveCard').ok) return []
  const may = facts.state === 'closed' ? cards.filter(rule => afterTheEnd.has(rule.ground)) : cards
  return may.filter(rule => !facts.supervisionItems.some(item => item.ground === rule.ground && item.cycle === facts.cycle))
}

/** The first day of a card. What happened counts from the day of the newest event: the card follows it at once. */
function firstDayOf(rule: CardRule, facts: CaseFacts, calendar: Calendar, rules: CardBook): PlainDate | undefined {
  const once = (count: number, times: number) => (count >= times ? facts.lastOn : undefined)
  switch (rule.ground) {
    case 'notDispatched':
      return firstDayNotDispatched(rule.days, facts, calendar, rules)
    case 'dueSoon':
      return firstDayDueSoon(rule, facts, calendar)
    case 'overdue':
      return isOneOf(answerOwedStates, facts.state) && facts.dueOn ? addDays(facts.dueOn, 1) : undefined
    case 'extensionsAsked':
      return once(facts.extensions.asked, rule.times)
    case 'ratedBadly':
      // Not on the day of the rating: the unit would read from the day of its card how it was rated. It follows what the county decides.
      return once(facts.redos + facts.escalations.filter(({ verdict }) => verdict === 'writtenFinding').length, rule.times)
    case 'returned':
      return once(facts.returns.length, rule.times)
    case 'reviewFailed':
      return once(facts.reworks, rule.times)
    case 'notContacted':
      return dayAfter(contactDue(facts, calendar, rules.limits))
    case 'visitOverdue':
      return dayAfter(openVisit(facts)?.dueOn)
  }
}

function dayAfter(day: PlainDate | undefined): PlainDate | undefined {
  return day && addDays(day, 1)
}

/** From acceptance, or from the day it came back to the desk; where nobody accepted or decided, from the day by which somebody should have: otherwise a case left lying would earn no card. */
function firstDayNotDispatched(days: number, facts: CaseFacts, calendar: Calendar, { limits }: CardBook): PlainDate | undefined {
  const from = leftLyingFrom(facts, calendar, limits)
  return from && addDays(nthWorkingDayAfter(calendar, from, days).day, 1)
}

function leftLyingFrom(facts: CaseFacts, calendar: Calendar, limits: CardBook['limits']): PlainDate | undefined {
  switch (facts.state) {
    case 'accepted': case 'returned': case 'countyDecides':
      return facts.assignedOn === undefined ? facts.acceptedOn : facts.step.from
    case 'submitted': case 'appealed': case 'escalated':
      return stageDue(facts, calendar, limits)
    case 'rejectionProposed': {
      // As if it had been proposed on the last day for accepting it: proposing anew wins no time.
      const { from, days, dueOn } = facts.rejection!.stepBefore
      const acceptBy = notBefore(dueOn, nthWorkingDayAfter(calendar, from, days ?? limits.accept).day)
      return nthWorkingDayAfter(calendar, acceptBy, limits.confirmRejection).day
    }
    default:
      return undefined
  }
}

/** The first day with no more than `within` working days left, or with `percentUsed` of them used, whichever leaves more. Never after the due day. */
function firstDayDueSoon(rule: Extract<CardRule, { ground: 'dueSoon' }>, facts: CaseFacts, calendar: Calendar): PlainDate | undefined {
  const { dueOn, dueCount } = facts
  // Before anybody was given the case there is nobody to warn; the desk has its own card.
  if (dueOn === undefined || dueCount === undefined || facts.responsibleUnitId === undefined || !isOneOf(answerOwedStates, facts.state)) return undefined
  if (facts.lastOn > dueOn) return undefined
  const whole = workingDaysBetween(calendar, dueCount.from, dueOn)
  const left = Math.max(rule.within, Math.floor((whole * (100 - rule.percentUsed)) / 100))
  return nthWorkingDayAfter(calendar, dueCount.from, Math.max(0, whole - left)).day
}
