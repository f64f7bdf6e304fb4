import type { CaseEvent } from '#rules/cases/events.ts'
import { stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { move } from '#rules/cases/lifecycle.ts'
import type { CaseAction } from '#rules/cases/states.ts'
import { canSee, refusalFor, type CaseAbout } from '#rules/policy/cases.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { isSeen } from '#records/case-lists.ts'
import { findCaseForUpdate, listEvents, type CaseFile } from '#records/cases.ts'
import type { Tx } from '#records/database.ts'
import { aboutCase } from '../about-case.ts'
import type { MoveRefusal } from '../case-move.ts'
import { done, refuse, type Outcome } from '../context.ts'

/** A case under its lock, which an officer may do this to. */
export type OpenCase = { readonly file: CaseFile; readonly events: readonly CaseEvent[]; readonly facts: CaseFacts; readonly about: CaseAbout }

/** Locks a case and looks whether the officer may do something to it now. */
export async function openCase(tx: Tx, officer: Officer, id: string, action: CaseAction | undefined): Promise<Outcome<OpenCase, MoveRefusal>> {
  if (!await isSeen(tx, officer, id)) return refuse({ code: 'not-found' })
  const file = await findCaseForUpdate(tx, id)
  if (!file) return refuse({ code: 'not-found' })
  const events = await listEvents(tx, id)
  const facts = stateOf(events)
  const about = await aboutCase(tx, file, facts)
  if (!canSee(officer, about)) return refuse({ code: 'not-found' })
  const forbidden = action && refusalFor(officer, action, about)
  if (forbidden) return refuse(forbidden)
  if (action && !move(facts.state, action).ok) return refuse({ code: 'not-now', state: facts.state, possible: [] })
  return done({ file, events, facts, about })
}

export function officerParty({ id, unitId }: Officer) {
  return { kind: 'officer', officerId: id, unitId } as const
}
