import type { FastifyInstance } from 'fastify'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { done, type Context } from '#actions/context.ts'
import { once } from '#actions/once.ts'
import { changePost, grantPostChange, withdrawPostChange } from '#actions/staff/post-changes.ts'
import { endOfUnit, makeUnit, nameUnitAnew } from '#actions/units.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/organisation.ts'
import { officerOf } from '../staff-gate.ts'

/** Units one by one, and what a post says of its holder. */
export function addUnits(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.makeUnit, async ({ body, request }) => {
    const made = await once(context, askedBy(request), inner => makeUnit(inner, officerOf(request), body))
    return made.ok ? done(made.value.value) : made
  })
  addRoute(staff, contract.renameUnit, async ({ params, body, request }) => {
    const named = await once(context, askedBy(request), inner => nameUnitAnew(inner, officerOf(request), params.id, body))
    return named.ok ? done(named.value.value) : named
  })
  addRoute(staff, contract.endUnit, async ({ params, body, request }) => {
    const ended = await once(context, askedBy(request), inner => endOfUnit(inner, officerOf(request), params.id, body.reason))
    return ended.ok ? done(ended.value.value) : ended
  })
  addRoute(staff, contract.changePost, async ({ params, body, request }) => {
    const changed = await once(context, askedBy(request), inner => changePost(inner, officerOf(request), params.id, { ...body, to: body.to as PlainDate | undefined }))
    return changed.ok ? done(changed.value.value) : changed
  })
  addRoute(staff, contract.grantPostChange, async ({ params, request }) => {
    const granted = await once(context, askedBy(request), inner => grantPostChange(inner, officerOf(request), params.id))
    return granted.ok ? done(granted.value.value) : granted
  })
  addRoute(staff, contract.withdrawPostChange, async ({ params, request }) => {
    const taken = await once(context, askedBy(request), inner => withdrawPostChange(inner, officerOf(request), params.id))
    return taken.ok ? done(taken.value.value) : taken
  })
}
