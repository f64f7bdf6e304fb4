import { cardsDue } from '#rules/cases/cards.ts'
import { stateOf } from '#rules/cases/fold.ts'
import { move } from '#rules/cases/lifecycle.ts'
import { findCaseForUpdate, listEvents } from '#records/cases.ts'
import { getCountyDesks } from '#records/supervision.ts'
import { knownOf, recordBySystem } from './case-events.ts'
import type { Context } from './context.ts'
import { cardDetails } from './supervision-events.ts'

/**
 * A request for more time that was refused for being one too many leaves no event of its own, but it counts: the card for it is given, once.
 * The caller has seen the refusal `no-more-extensions`, in a transaction that is over.
 */
export async function cardForRefusedExtension(context: Context, id: string): Promise<void> {
  await context.db.transaction().execute(async tx => {
    const file = await findCaseForUpdate(tx, id)
    if (!file) return
    const facts = stateOf(await listEvents(tx, id))
    if (!move(facts.state, 'giveCard').ok) return
    const { rules, day } = await knownOf(context, file, facts)
    const { extensions } = facts
    const due = cardsDue({ ...facts, extensions: { ...extensions, asked: extensions.asked + 1 } }, day.today, day.calendar, rules).find(card => card.ground === 'extensionsAsked')
    if (due) await recordBySystem(context, tx, file, facts, 'giveCard', cardDetails(due, facts, await getCountyDesks(tx, file.countyCode), day))
  })
}
