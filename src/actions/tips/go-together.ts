import type { CaseEvent } from '#rules/cases/events.ts'
import { stateOf } from '#rules/cases/fold.ts'
import { move } from '#rules/cases/lifecycle.ts'
import { limitRefusal } from '#rules/cases/may.ts'
import { refusalFor } from '#rules/policy/cases.ts'
import { listOfOneComplaint, lockMerging } from '#records/case-links.ts'
import { findCase, findCaseForUpdate, getCase, listEvents, type CaseFile } from '#records/cases.ts'
import type { Tx } from '#records/database.ts'
import { lookingFurther } from '#records/scope.ts'
import { aboutCase } from '../about-case.ts'
import { eventOf, knownOf, record } from '../case-events.ts'
import type { Asking, CaseMove } from '../case-move.ts'
import type { Context } from '../context.ts'

/** Locks the whole of a complaint and all its parts, in the one order in which all are locked: diverting one of them may take all along. */
export async function lockToDivert(tx: Tx, id: string, { action }: CaseMove): Promise<void> {
  const file = action === 'divert' ? await findCase(tx, id) : undefined
  if (!file) return
  await lockMerging(tx, file.countyCode)
  await lookingFurther(tx, 'divided', async () => { for (const each of await listOfOneComplaint(tx, id)) await findCaseForUpdate(tx, each) })
}

/** Whether the same officer could divert every other case of this complaint now. One that is at work, over, or at another desk keeps its words, which are those of all. */
export function mayAllGo({ context, tx, officer, file }: Asking): Promise<boolean> {
  return lookingFurther(tx, 'divided', async () => {
    for (const id of await listOfOneComplaint(tx, file.id)) {
      if (id === file.id) continue
      const other = await getCase(tx, id)
      const facts = stateOf(await listEvents(tx, id))
      const { day } = await knownOf(context, other, facts)
      if (!move(facts.state, 'divert').ok || refusalFor(officer, 'divert', await aboutCase(tx, other, facts)) || limitRefusal('divert', facts, day)) return false
    }
    return true
  })
}

/** Diverts the other cases of the complaint with the one that was, and gives all of them, the whole first. */
export async function divertOthers(context: Context, tx: Tx, caseId: string, { by, details }: Extract<CaseEvent, { action: 'divert' }>): Promise<readonly CaseFile[]> {
  const cases: CaseFile[] = []
  for (const id of await listOfOneComplaint(tx, caseId)) {
    const facts = stateOf(await listEvents(tx, id))
    if (id !== caseId) await record(context, tx, await getCase(tx, id), facts, eventOf(context, facts, 'divert', by, undefined, details))
    cases.push(await getCase(tx, id))
  }
  return cases
}
