import type { CaseFacts } from '#rules/cases/fold.ts'
import { stateOf } from '#rules/cases/fold.ts'
import { listEvents } from '#records/cases.ts'
import type { Outcome } from '#actions/context.ts'
import { actAsComplainant, type ComplainantMove, type ComplainantRefusal } from '#actions/complainant-moves.ts'
import { moveCase, type CaseMove, type MoveRefusal } from '#actions/move-case.ts'
import type { TrackedCase } from '#actions/tracking.ts'
import { reply, withText, type Filed } from '#test/api/cases-of-every-state.ts'
import type { World } from '#test/world.ts'

/** Who acts on a case in these tests; two of each where two are needed. */
export function castOf(world: World) {
  return {
    triage: world.officerId.triage, secondTriage: world.officerId.secondTriage, handler: world.officerId.handler('agriculture'), secondHandler: world.officerId.secondHandler,
    supervisor: world.officerId.supervisor('agriculture'), otherHandler: world.officerId.handler('housing'), leader: world.officerId.leader,
  }
}
export type Actor = keyof ReturnType<typeof castOf>

/** Acting on cases of a world, each time on what is newest. */
export function livingIn(world: World) {
  const by = async (who: Actor, { id }: Pick<Filed, 'id'>, asked: Omit<CaseMove, 'asOf'>): Promise<Outcome<{ eventCount: number }, MoveRefusal>> =>
    moveCase(world.context, await world.officer(castOf(world)[who]), id, { asOf: (await listEvents(world.context.db, id)).length, ...await withText(world, id, asked) })
  const must = async (who: Actor, filed: Pick<Filed, 'id'>, asked: Omit<CaseMove, 'asOf'>): Promise<void> => {
    const moved = await by(who, filed, asked)
    if (!moved.ok) throw new Error(`${asked.action}: ${JSON.stringify(moved.refusal)}`)
  }
  const complain = (filed: Filed, asked: ComplainantMove, part?: number): Promise<Outcome<TrackedCase, ComplainantRefusal>> => actAsComplainant(world.context, filed.code, asked, part)
  return {
    by, must, complain,
    facts: async ({ id }: Pick<Filed, 'id'>): Promise<CaseFacts> => stateOf(await listEvents(world.context.db, id)),
    actions: async ({ id }: Pick<Filed, 'id'>): Promise<string[]> => (await listEvents(world.context.db, id)).map(event => event.action),
    /** From a handling, assigned to the first unit, to a published answer. */
    async answer(filed: Filed, handler: Actor = 'handler'): Promise<void> {
      await must(handler, filed, { action: 'draftReply', reply })
      await must('supervisor', filed, { action: 'passReview' })
    },
  }
}
