import { nthWorkingDayAfter } from '#rules/calendar/working-days.ts'
import type { CardAddressee, CardRule } from '#rules/cases/card-rules.ts'
import { cardsDue, itemsToRaise } from '#rules/cases/cards.ts'
import type { CaseEventDetails } from '#rules/cases/events.ts'
import type { CaseFacts } from '#rules/cases/fold.ts'
import type { Day } from '#rules/cases/may.ts'
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
  // The unit that sent the case back has handed it on by then; the card is still its own.
  const responsible = ground === 'returned' ? facts.returns.at(-1)?.unitId : facts.responsibleUnitId
  const unitFor = (desk: CardAddressee) => ({ triage: desks.triage, leader: desks.leader, supervising: facts.supervisingUnitId, responsible })[desk]
  // Nobody was named in time: the desk that should have named somebody answers for it.
  const unitId = unitFor(to) ?? desks.triage
  const copyUnitIds = [...new Set(copies.flatMap(copy => unitFor(copy) ?? []))].filter(id => id !== unitId)
  return { ground, colour, ...(unitId && { unitId }), copyUnitIds, ...(answerWithin !== undefined && { dueOn: nthWorkingDayAfter(calendar, today, answerWithin).day }) }
}

function unitAt(level: SupervisionLevel, facts: CaseFacts, desks: CountyDesks): string | undefined {
  switch (level) {
    case 'unit': return undefined
    case 'supervising': return facts.supervisingUnitId ?? desks.triage
    case 'county': return desks.triage
    case 'leader': return desks.leader
    case 'city': return desks.city
  }
}
