import type { FastifyInstance } from 'fastify'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { organisationReadRefusal } from '#rules/policy/organisation.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { once } from '#actions/once.ts'
import { addEdge, endHeadship, nameHead, removeEdge } from '#actions/organisation.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/organisation.ts'
import { officerOf } from '../staff-gate.ts'
import { organisationView } from '../views/organisation.ts'

/** Who heads the units and what stands over them: what the rules of conflict read. */
export function addOrganisation(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.getOrganisation, async ({ query, request }) => {
    const officer = officerOf(request)
    const refusal = organisationReadRefusal(officer)
    if (refusal) return refuse(refusal)
    const view = await organisationView(context, officer, query.place)
    return view ? done(view) : refuse({ code: 'not-found' })
  })
  addRoute(staff, contract.nameHead, async ({ body, request }) => {
    const made = await once(context, askedBy(request), inner => nameHead(inner, officerOf(request), { ...body, validFrom: body.validFrom as PlainDate }))
    return made.ok ? done(made.value.value) : made
  })
  addRoute(staff, contract.endHead, async ({ params, body, request }) => {
    const ended = await once(context, askedBy(request), inner => endHeadship(inner, officerOf(request), params.id, { ...body, validTo: body.validTo as PlainDate }))
    return ended.ok ? done(ended.value.value) : ended
  })
  addRoute(staff, contract.addEdge, async ({ body, request }) => {
    const made = await once(context, askedBy(request), inner => addEdge(inner, officerOf(request), body))
    return made.ok ? done(made.value.value) : made
  })
  addRoute(staff, contract.endEdge, async ({ params, body, request }) => {
    const ended = await once(context, askedBy(request), inner => removeEdge(inner, officerOf(request), params.id, body.reason))
    return ended.ok ? done(ended.value.value) : ended
  })
}
