import { stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { move, noteRefusal } from '#rules/cases/lifecycle.ts'
import { limitRefusal, type Day } from '#rules/cases/may.ts'
import { officerActions, type OfficerAction } from '#rules/cases/states.ts'
import { allowedActions, canSee, refusalFor, type CaseAbout } from '#rules/policy/cases.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { isSeen } from '#records/case-lists.ts'
import { findCaseForUpdate, listEvents } from '#records/cases.ts'
import { inTransaction } from '#records/database.ts'
import { aboutCase } from './about-case.ts'
import { recordAll } from './case-consequences.ts'
import { eventOf, knownOf } from './case-events.ts'
import type { Asking, CaseMove, MoveRefusal } from './case-move.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { lockForMerge } from './merge-cases.ts'
import { detailsOf } from './move-details.ts'

export type { CaseMove, MoveRefusal } from './case-move.ts'

/** One officer's move on one case: authorise, decide, append, tell. */
export async function moveCase(context: Context, officer: Officer, id: string, asked: CaseMove): Promise<Outcome<{ eventCount: number }, MoveRefusal>> {
  return inTransaction(context.db, async tx => {
    if (!await isSeen(tx, officer, id)) return refuse({ code: 'not-found' })
    await lockForMerge(tx, asked)
    const file = await findCaseForUpdate(tx, id)
    if (!file) return refuse({ code: 'not-found' })
    const facts = stateOf(await listEvents(tx, id))
    const about = await aboutCase(tx, file, facts)
    if (!canSee(officer, about)) return refuse({ code: 'not-found' })
    const known = await knownOf(context, file, facts)
    if (asked.asOf !== facts.lastSeq) return refuse({ code: 'stale', eventCount: facts.lastSeq, possible: possibleFor(officer, about, facts, known.day) })
    const details = await decide({ context, tx, officer, file, facts, about, asked, ...known })
    if (!details.ok) return details
    const by = { kind: 'officer', officerId: officer.id, unitId: officer.unitId } as const
    const next = await recordAll(context, tx, file, facts, eventOf(context, facts, asked.action, by, asked.note?.trim() || undefined, details.value))
    return done({ eventCount: next.lastSeq })
  })
}

/** What this officer could ask for now, by permission, state and limits. */
function possibleFor(officer: Officer, about: CaseAbout, facts: CaseFacts, day: Day): readonly OfficerAction[] {
  const allowed = allowedActions(officer, about)
  return officerActions.filter(action => allowed.includes(action) && limitRefusal(action, facts, day) === undefined)
}

async function decide(asking: Asking): Promise<Outcome<object, MoveRefusal>> {
  const { officer, facts, about, asked: { action, note }, day } = asking
  const forbidden = refusalFor(officer, action, about)
  if (forbidden) return refuse(forbidden)
  const moved = move(facts.state, action)
  if (!moved.ok) return refuse({ code: 'not-now', state: facts.state, possible: possibleFor(officer, about, facts, day) })
  const refusal = noteRefusal(action, note) ?? limitRefusal(action, facts, day)
  return refusal ? refuse(refusal) : detailsOf[action](asking)
}
