import type { FastifyInstance } from 'fastify'
import { done, type Context } from '#actions/context.ts'
import { once } from '#actions/once.ts'
import { codesOf, endHouseholdCodes, listHouseholdBatches, makeHouseholdCodes } from '#actions/residents/households.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/households.ts'
import { officerOf } from '../staff-gate.ts'

/** Codes by which the people of a village show that they are. */
export function addHouseholds(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listHouseholdCodes, async ({ request }) => {
    const listed = await listHouseholdBatches(context, officerOf(request))
    if (!listed.ok) return listed
    const today = context.clock.today()
    return done({ batches: listed.value.map(({ id, madeAt, made, expiresOn, endedOn }) => ({ id, madeAt: madeAt.toISOString(), made, expiresOn, isOver: endedOn !== null || expiresOn < today })) })
  })
  // What is kept of the answer holds no code: a retry works them out again.
  addRoute(staff, contract.makeHouseholdCodes, async ({ body, request }) => {
    const asked = askedBy(request)
    const made = await once(context, asked, inner => makeHouseholdCodes(inner, officerOf(request), asked.key, body.count))
    return made.ok ? done({ ...made.value.value, codes: codesOf(context, officerOf(request), asked.key, body.count) }) : made
  })
  addRoute(staff, contract.endHouseholdCodes, async ({ params, request }) => {
    const ended = await once(context, askedBy(request), inner => endHouseholdCodes(inner, officerOf(request), params.id))
    return ended.ok ? done(ended.value.value) : ended
  })
}
