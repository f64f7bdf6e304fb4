import { nthWorkingDayAfter } from '#rules/calendar/working-days.ts'
import { addresseesOf, type CardAddressee, type CardRule } from '#rules/cases/card-rules.ts'
import { cardsDue, itemsToRaise } from '#rules/cases/cards.ts'
import { holderOf } from '#rules/cases/clock.ts'
import type { CaseEventDetails } from '#rules/cases/events.ts'
import type { CaseFacts } from '#rules/cases/fold.ts'
import type { Day } from '#rules/cases/may.ts'
import { deskLevels } from '#rules/cases/states.ts'
import type { SupervisionLevel } from '#rules/cases/supervision-items.ts'
import type { CountyDesks } from '#records/supervision.ts'
import type { Known } from './case-events.ts'

/** What the system does about a case that somebody lets lie: the next card that is due, else the next item that rises. */
export type SupervisionStep = { readonly action: 'giveCard'; readonly details: CaseEventDetails['giveCard'] } | { readonly action: 'raise'; readonly details: CaseEventDetails['raise'] }

/** The next step on this day, or undefined when nothing is due. */
export function nextSupervisionStep(facts: CaseFacts, { rules, day: { today, calendar } }: Known, desks: CountyDesks): SupervisionStep | undefined {
  const [card] = cardsDue(facts, today, calendar, rules)
  if (card) return { action: 'giveCard', details: cardDetails(card, facts, desks, { today, calendar }) }
  const [raised] = itemsToRaise(facts, today, calendar, rules)
  if (!raised) return undefined
  const unitId = unitAt(raised.level, facts, desks)
  return { action: 'raise', details: { n: raised.item.n, level: raised.level, ...(unitId && { unitId }) } }
}

/** A card as it is given on a day: to whom, with copies for whom, and by when it is to be answered. */
export function cardDetails({ ground, colour, to, copies, answerWithin }: CardRule, facts: CaseFacts, desks: CountyDesks, { today, calendar }: Pick<Day, 'today' | 'calendar'>): CaseEventDetails['giveCard'] {
  // A case that went up is the desk's that has it now: the county would learn of it by the card.
  const { triage, leader } = desks[facts.deskLevel]
  const responsible = responsibleFor(ground, facts, triage)
  const unitFor = (desk: CardAddressee) => (addresseesOf(ground).includes(desk) ? { triage, leader, supervising: facts.supervisingUnitId, responsible }[desk] : undefined)
  // Nobody was named in time: the desk that should have named somebody answers for it.
  const unitId = unitFor(to) ?? triage
  const copyUnitIds = [...new Set(copies.flatMap(copy => unitFor(copy) ?? []))].filter(id => id !== unitId)
  return { ground, colour, ...(unitId && { unitId }), copyUnitIds, ...(answerWithin !== undefined && { dueOn: nthWorkingDayAfter(calendar, today, answerWithin).day, days: answerWithin }) }
}

/**
 * The unit that sent the case back has handed it on by then; the card is still its own. For a late answer whoever has it explains itself: it may lie with its
 * reviewer, or a request for more time with whoever decides it.
 */
function responsibleFor(ground: CardRule['ground'], facts: CaseFacts, triage: string | undefined): string | undefined {
  if (ground === 'returned') return facts.returns.at(-1)?.unitId
  if (ground !== 'dueSoon' && ground !== 'overdue') return facts.responsibleUnitId
  const holder = holderOf(facts)
  return holder.kind === 'responsible' || holder.kind === 'supervising' ? holder.unitId : triage
}

/** The rungs are named as they stand in the county; a case at the city's desk rises from there, to the city's leaders and the province. */
function unitAt(level: SupervisionLevel, facts: CaseFacts, desks: CountyDesks): string | undefined {
  const { triage, leader } = desks[facts.deskLevel]
  switch (level) {
    case 'unit': return undefined
    case 'supervising': return facts.supervisingUnitId ?? triage
    case 'county': return triage
    case 'leader': return leader
    case 'city': return desks[deskLevels[deskLevels.indexOf(facts.deskLevel) + 1] ?? 'province'].triage
  }
}
