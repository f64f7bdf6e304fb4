import type { CaseEvent } from '#rules/cases/events.ts'
import { after, stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { move, moveBefore, noteRefusal } from '#rules/cases/lifecycle.ts'
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
import { acceptLead, lockForMerge } from './merge-cases.ts'
import { detailsOf } from './move-details.ts'
import { lockForSplit } from './split-case.ts'
import { lockToDivert } from './tips/go-together.ts'

export type { CaseMove, MoveRefusal } from './case-move.ts'

/** One officer's move on one case: authorise, decide, append, tell. */
export async function moveCase(context: Context, officer: Officer, id: string, asked: CaseMove): Promise<Outcome<{ eventCount: number }, MoveRefusal>> {
  return inTransaction(context.db, async tx => {
    if (!await isSeen(tx, officer, id)) return refuse({ code: 'not-found' })
    await lockForMerge(tx, asked)
    await lockForSplit(tx, id, asked)
    await lockToDivert(tx, id, asked)
    const file = await findCaseForUpdate(tx, id)
    if (!file) return refuse({ code: 'not-found' })
    const facts = stateOf(await listEvents(tx, id))
    const about = await aboutCase(tx, file, facts)
    if (!canSee(officer, about)) return refuse({ code: 'not-found' })
    const known = await knownOf(context, file, facts)
    if (asked.asOf !== facts.lastSeq) return refuse({ code: 'stale', eventCount: facts.lastSeq, possible: possibleFor(officer, about, facts, known.day) })
    const asking: Asking = { context, tx, officer, file, facts, about, asked, ...known }
    const steps = await decideSteps(asking)
    if (!steps.ok) return steps
    await acceptLead(asking)
    let now = facts
    for (const step of steps.value) now = await recordAll(context, tx, file, now, eventFor(asking, now, step))
    return done({ eventCount: now.lastSeq })
  })
}

type Step = { readonly action: OfficerAction; readonly note?: string | undefined; readonly details: object }

function eventFor({ context, officer }: Asking, facts: CaseFacts, { action, note, details }: Step): CaseEvent {
  return eventOf(context, facts, action, { kind: 'officer', officerId: officer.id, unitId: officer.unitId }, note?.trim() || undefined, details)
}

/** The move, and before it the one it needs where it is asked for early. Everything is decided before anything is recorded. */
async function decideSteps(asking: Asking): Promise<Outcome<readonly Step[], MoveRefusal>> {
  const { asked: { action, note, asOf, itemSlug, ...more }, facts, about } = asking
  const first = moveBefore(facts.state, action) ?? putUnderFirst(asking)
  if (!first) {
    const details = await decide(asking)
    return details.ok ? done([{ action, note, details: details.value }]) : details
  }
  const before = await decide({ ...asking, asked: { action: first, asOf, itemSlug } })
  if (!before.ok) return before
  const step = { action: first, details: before.value }
  const next = after(facts, eventFor(asking, facts, step))
  const rest = await decideSteps({ ...asking, asked: { action, note, asOf, ...more }, facts: next, about: { ...about, state: next.state } })
  return rest.ok ? done([step, ...rest.value]) : rest
}

/** An item chosen with the acceptance is an act of its own, corrected later by the same one. */
function putUnderFirst({ asked: { action, itemSlug }, file }: Asking): OfficerAction | undefined {
  return action === 'accept' && itemSlug !== undefined && itemSlug !== file.itemSlug ? 'classify' : undefined
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
