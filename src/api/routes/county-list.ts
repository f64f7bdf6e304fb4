import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { AskedForm } from '#rules/catalogue/county-form.ts'
import type { ItemChange } from '#rules/catalogue/county-list.ts'
import type { ListProposal } from '#rules/catalogue/proposals.ts'
import { listRefusalFor } from '#rules/policy/county-list.ts'
import type { CountyProcedure } from '#rules/catalogue/county-procedure.ts'
import { decideProposal, getProcedure, passProposals, previewForm, proposeBindings, proposeForList } from '#actions/county-list.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { once } from '#actions/once.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/county-list.ts'
import { officerOf } from '../staff-gate.ts'
import { countyListView } from '../views/county-list.ts'
import { schemaView } from '../views/schema.ts'

/** What a county makes of the list: items, forms and bindings of its own, proposed by one officer and decided by another. */
export function addCountyList(staff: FastifyInstance, context: Context): void {
  addProcedures(staff, context)
  const propose = proposeWith(context)
  addRoute(staff, contract.getCountyList, async ({ request }) => {
    const officer = officerOf(request)
    const refusal = listRefusalFor(officer)
    return refusal ? refuse(refusal) : done(await countyListView(context, officer))
  })
  addRoute(staff, contract.proposeChange, async ({ body, request }) =>
    propose(request, { kind: 'item', slug: body.slug, validFrom: body.validFrom as PlainDate, change: body.change as ItemChange }))
  addRoute(staff, contract.proposeForm, async ({ params, body: { validFrom, ...form }, request }) =>
    propose(request, { kind: 'form', slug: params.item, validFrom: validFrom as PlainDate, form: form as AskedForm }))
  addRoute(staff, contract.proposeBinding, async ({ params, body: { validFrom, ...binding }, request }) =>
    propose(request, { kind: 'binding', slug: params.item, validFrom: validFrom as PlainDate, binding }))
  addRoute(staff, contract.proposeBindings, async ({ body, request }) => {
    const officer = officerOf(request)
    const made = await once(context, askedBy(request), inner => proposeBindings(inner, officer, body.validFrom as PlainDate, body.bindings))
    return made.ok ? done(await countyListView(context, officer)) : made
  })
  addRoute(staff, contract.passProposals, async ({ body, request }) => {
    const officer = officerOf(request)
    const made = await once(context, askedBy(request), inner => passProposals(inner, officer, body.ids))
    return made.ok ? done(await countyListView(context, officer)) : made
  })
  addRoute(staff, contract.previewForm, async ({ params, body: { validFrom, ...form }, request }) => {
    const made = await previewForm(context, officerOf(request), { slug: params.item, validFrom: validFrom as PlainDate, form: form as AskedForm })
    return made.ok ? done({ schema: schemaView(made.value.schema), droppedChecks: made.value.dropped.length }) : made
  })
  addRoute(staff, contract.decideProposal, async ({ params, body, request }) => {
    const officer = officerOf(request)
    const made = await once(context, askedBy(request), inner => decideProposal(inner, officer, params.id, body))
    return made.ok ? done(await countyListView(context, officer)) : made
  })
}

/** How the power behind an item is used in the county. */
function addProcedures(staff: FastifyInstance, context: Context): void {
  const propose = proposeWith(context)
  addRoute(staff, contract.getProcedure, async ({ params, request }) => {
    const found = await getProcedure(context, officerOf(request), params.item)
    return found.ok ? done(structuredClone(found.value) as contract.ItemProcedure) : found
  })
  addRoute(staff, contract.proposeProcedure, async ({ params, body, request }) =>
    propose(request, { kind: 'procedure', slug: params.item, validFrom: body.validFrom as PlainDate, procedure: body.procedure as CountyProcedure | null }))
}

function proposeWith(context: Context) {
  return async (request: FastifyRequest, proposal: ListProposal) => {
    const officer = officerOf(request)
    const made = await once(context, askedBy(request), inner => proposeForList(inner, officer, proposal))
    return made.ok ? done(await countyListView(context, officer)) : made
  }
}
