import type { FastifyInstance } from 'fastify'
import type { DeputyReason } from '#rules/policy/deputies.ts'
import { isLent } from '#rules/policy/deputies.ts'
import type { OfficerRole } from '#rules/policy/officer.ts'
import { withEntry } from '#actions/audit.ts'
import { done, type Context } from '#actions/context.ts'
import { once } from '#actions/once.ts'
import { deputyshipsFor, lendablePosts, nameDeputy, standIn, takeBackDeputy } from '#actions/staff/deputies.ts'
import { addRoute, askedBy } from '../answer.ts'
import { trailOf } from '../audit-trail.ts'
import * as contract from '../contract/deputies.ts'
import { ownPostOf, sessionOf } from '../staff-gate.ts'

/** Who stands in for whom. Asked and answered in the own post, whichever the session acts in. */
export function addDeputies(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listDeputies, async ({ request }) => {
    const own = ownPostOf(request)
    const [deputyships, posts] = [await deputyshipsFor(context, own), await lendablePosts(context, own)]
    return done({
      posts, isLent: isLent(own.role),
      deputyships: deputyships.map(({ id, absentName, deputyName, absentRole, nameZh, nameEn, fromDay, toDay, reason, namedBy, isNow, isOver, endedOn, mayEnd }) => ({
        id, absentName, deputyName, role: absentRole as OfficerRole, unit: { zh: nameZh, en: nameEn }, from: fromDay, to: toDay, reason: reason as DeputyReason, namedBy, isNow, isOver, ...(endedOn !== null && { endedOn }), mayEnd,
      })),
    })
  })
  addRoute(staff, contract.nameDeputy, async ({ body, request }) => {
    const named = await once(context, askedBy(request), inner => nameDeputy(inner, ownPostOf(request), body))
    return named.ok ? done(named.value.value) : named
  })
  addRoute(staff, contract.endDeputyship, async ({ params, request }) => {
    const ended = await once(context, askedBy(request), inner => takeBackDeputy(inner, ownPostOf(request), params.id))
    return ended.ok ? done(ended.value.value) : ended
  })
  addRoute(staff, contract.standIn, async ({ body, request }) => withEntry(context, trailOf(request), inner => standIn(inner, ownPostOf(request), sessionOf(request), body.deputyshipId)))
}
