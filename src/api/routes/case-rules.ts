import type { FastifyInstance } from 'fastify'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { limitNames } from '#rules/cases/case-rules.ts'
import { listRefusalFor } from '#rules/policy/county-list.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { changeCaseRules } from '#actions/case-rules.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { once } from '#actions/once.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/case-rules.ts'
import { officerOf } from '../staff-gate.ts'

/** What a county sets otherwise in the rules for cases. */
export function addCaseRules(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.getCaseRules, async ({ request }) => {
    const officer = officerOf(request)
    const refusal = listRefusalFor(officer)
    return refusal ? refuse(refusal) : done(await rulesView(context, officer))
  })
  addRoute(staff, contract.changeCaseRules, async ({ body, request }) => {
    const officer = officerOf(request)
    const { validFrom, limits, ...lists } = body
    const rules = { ...lists, ...(limits && { limits: Object.fromEntries(limits.map(({ name, value }) => [name, value])) }) }
    const set = await once(context, askedBy(request), inner => changeCaseRules(inner, officer, { validFrom: validFrom as PlainDate, rules }))
    return set.ok ? done(await rulesView(context, officer)) : set
  })
}

async function rulesView(context: Context, officer: Officer): Promise<contract.CaseRulesView> {
  const today = context.clock.today()
  const { limits, rejectionReasons, routes, cards } = await context.caseRules.on(officer.reach.low, today)
  return {
    today, limits: limitNames.map(name => ({ name, value: limits[name] })),
    rejectionReasons: rejectionReasons.map(reason => ({ ...reason, addresses: [...reason.addresses] })), routes: [...routes],
    cards: cards.map(card => ({ ...card, copies: [...card.copies] })),
  }
}
