import type { CaseEventDetails } from '#rules/cases/events.ts'
import { stateOf } from '#rules/cases/fold.ts'
import { answerOwedStates, isOneOf, type CaseState } from '#rules/cases/states.ts'
import { canSee } from '#rules/policy/cases.ts'
import { listMergedInto, lockMerging } from '#records/case-links.ts'
import { findCase, findCaseForUpdate, listEvents } from '#records/cases.ts'
import type { Tx } from '#records/database.ts'
import { aboutCase } from './about-case.ts'
import { done, refuse, type Outcome } from './context.ts'
import type { Asking, CaseMove, MoveRefusal } from './case-move.ts'

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

/** The case that leads, if this one can join it: of the same county, running, and seen by the officer. */
export async function leadFor({ tx, officer, file, asked: { intoCaseId } }: Asking): Promise<Outcome<object, MoveRefusal>> {
  if (intoCaseId === undefined) return refuse({ code: 'choice-missing' })
  if (intoCaseId === file.id) return refuse({ code: 'merge-into-itself' })
  const lead = await findCase(tx, intoCaseId)
  if (!lead || !canSee(officer, await aboutCase(tx, lead, stateOf(await listEvents(tx, intoCaseId))))) return refuse({ code: 'not-found' })
  if (lead.countyCode !== file.countyCode) return refuse({ code: 'merge-other-county' })
  if (lead.state === 'merged' || !isOneOf(answerOwedStates, lead.state as CaseState)) return refuse({ code: 'merge-not-running' })
  if ((await listMergedInto(tx, file.id)).length > 0) return refuse({ code: 'merge-has-others' })
  return done({ intoCaseId } satisfies CaseEventDetails['merge'])
}
