import type { CaseEventDetails } from '#rules/cases/events.ts'
import { stateOf } from '#rules/cases/fold.ts'
import { promisedAnew } from '#rules/cases/limits.ts'
import { isOneOf, leadingStates, type CaseState } from '#rules/cases/states.ts'
import { canSee, refusalFor } from '#rules/policy/cases.ts'
import { listMergedInto, lockMerging } from '#records/case-links.ts'
import { findCase, findCaseForUpdate, listEvents } from '#records/cases.ts'
import type { Tx } from '#records/database.ts'
import { lookingFurther } from '#records/scope.ts'
import { aboutCase } from './about-case.ts'
import { recordAll } from './case-consequences.ts'
import { eventOf, knownOf } from './case-events.ts'
import { done, refuse, type Outcome } from './context.ts'
import type { Asking, CaseMove, MoveRefusal } from './case-move.ts'
import { comparing } from './standing.ts'

/**
 * The leading case is locked before the one that joins it, the order in which an answer reaches them; and merges of a county one after the
 * other. So nothing waits for itself.
 */
export async function lockForMerge(tx: Tx, asked: CaseMove): Promise<void> {
  if (asked.action !== 'merge' || asked.intoCaseId === undefined) return
  const lead = await findCase(tx, asked.intoCaseId)
  if (!lead) return
  await lockMerging(tx, lead.countyCode)
  await findCaseForUpdate(tx, lead.id)
}

/** The case that leads, if this one can join it: of the same county, running or about to be accepted, seen by the officer, and in the hands of nobody whom this one keeps away, nor this one of anybody whom that keeps away. */
export async function leadFor({ context, tx, officer, file, asked: { intoCaseId } }: Asking): Promise<Outcome<object, MoveRefusal>> {
  if (intoCaseId === undefined) return refuse({ code: 'choice-missing' })
  if (intoCaseId === file.id) return refuse({ code: 'merge-into-itself' })
  const lead = await findCase(tx, intoCaseId)
  const leadFacts = lead && stateOf(await listEvents(tx, intoCaseId))
  const leadAbout = lead && await aboutCase(tx, lead, leadFacts!)
  if (!lead || !leadAbout || !canSee(officer, leadAbout)) return refuse({ code: 'not-found' })
  if (lead.countyCode !== file.countyCode) return refuse({ code: 'merge-other-county' })
  if (!isOneOf(leadingStates, lead.state as CaseState)) return refuse({ code: 'merge-not-running' })
  const forbidden = lead.state === 'submitted' ? refusalFor(officer, 'accept', leadAbout) : undefined
  if (forbidden) return refuse(forbidden)
  // Says nothing of who is concerned: a supervising unit may merge, and does not read whom a complaint is about.
  if (!await lookingFurther(tx, 'merged', inner => comparing(context, inner)(lead.id, file.id))) return refuse({ code: 'merge-apart' })
  if ((await lookingFurther(tx, 'merged', () => listMergedInto(tx, file.id))).length > 0) return refuse({ code: 'merge-has-others' })
  return done({ intoCaseId } satisfies CaseEventDetails['merge'])
}

/** A complaint that is joined before it was accepted is accepted by the same stroke: it has an answer to give, so it has a due day. */
export async function acceptLead({ context, tx, officer, asked: { action, intoCaseId } }: Asking): Promise<void> {
  const lead = action === 'merge' && intoCaseId !== undefined ? await findCaseForUpdate(tx, intoCaseId) : undefined
  if (lead?.state !== 'submitted') return
  const facts = stateOf(await listEvents(tx, lead.id))
  const { day: { today, calendar, limits } } = await knownOf(context, lead, facts)
  const by = { kind: 'officer', officerId: officer.id, unitId: officer.unitId } as const
  await recordAll(context, tx, lead, facts, eventOf(context, facts, 'accept', by, undefined, promisedAnew(calendar, facts.dueOn, today, limits.handle)))
}
