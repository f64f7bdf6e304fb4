import type { FastifyInstance } from 'fastify'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { CountyCaseRules } from '#rules/cases/case-rules.ts'
import { partOf } from '#rules/cases/rule-versions.ts'
import { rulesRefusalFor } from '#rules/policy/county-list.ts'
import { decideProposal, proposeForList } from '#actions/county-list.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { once } from '#actions/once.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/case-rules.ts'
import { officerOf } from '../staff-gate.ts'
import { caseRulesView } from '../views/case-rules.ts'

/** What a county sets otherwise in the rules for cases: proposed by one officer, decided by another. */
export function addCaseRules(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.getCaseRules, async ({ request }) => {
    const officer = officerOf(request)
    const refusal = rulesRefusalFor(officer)
    return refusal ? refuse(refusal) : done(await caseRulesView(context, officer))
  })
  addRoute(staff, contract.changeCaseRules, async ({ body, request }) => {
    const officer = officerOf(request)
    const rules = rulesIn(body)
    // Of nothing, or of two parts at once, the action says that nothing was changed.
    const slug = partOf(rules) ?? 'limits'
    const made = await once(context, askedBy(request), inner => proposeForList(inner, officer, { kind: 'rules', slug, validFrom: body.validFrom as PlainDate, rules }))
    return made.ok ? done(await caseRulesView(context, officer)) : made
  })
  addRoute(staff, contract.decideCaseRules, async ({ params, body, request }) => {
    const officer = officerOf(request)
    const decided = await once(context, askedBy(request), inner => decideProposal(inner, officer, params.id, body))
    return decided.ok ? done(await caseRulesView(context, officer)) : decided
  })
}

function rulesIn({ limits = [], rejectionReasons, routes, cards }: contract.CaseRulesChange): CountyCaseRules {
  return { ...(rejectionReasons && { rejectionReasons }), ...(routes && { routes }), ...(cards && { cards }), limits: Object.fromEntries(limits.map(({ name, value }) => [name, value])) } as CountyCaseRules
}
