import type { FastifyInstance } from 'fastify'
import type { Officer } from '#rules/policy/officer.ts'
import type { Language } from '#text/language.ts'
import { refusalSentence, type AnyRefusal } from '#text/refusals.ts'
import { countNarrowed, listLines } from '#records/case-lists.ts'
import type { CaseNarrowing } from '#records/case-narrowing.ts'
import { listSavedFilters, type SavedFilter } from '#records/saved-filters.ts'
import { assignMany, type AssignOutcome } from '#actions/assign-many.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { once } from '#actions/once.ts'
import { bePresent } from '#actions/presence.ts'
import { forgetFilter, renameFilter, saveFilter } from '#actions/saved-filters.ts'
import { addRoute, askedBy } from '../answer.ts'
import { caseReader } from '../case-reader.ts'
import * as contract from '../contract/case-tools.ts'
import { queuesOf } from '../contract/desk.ts'
import { officerOf } from '../staff-gate.ts'
import { caseSummaries } from '../views/case-summary.ts'

/** What makes work with many cases quick: assigning several, seeing who else is there, lists with names. */
export function addCaseTools(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.assignCases, async ({ body, language, request }) => {
    const officer = officerOf(request)
    // Whoever never assigns is told so once, not case by case.
    if (officer.role !== 'triage') return refuse({ code: 'not-your-duty', role: officer.role })
    const outcomes = await assignMany(context, officer, body, askedBy(request))
    return outcomes.ok ? done({ outcomes: await outcomesView(context, officer, outcomes.value, language) }) : outcomes
  })
  addRoute(staff, contract.bePresent, async ({ params, body, request }) => {
    const others = await bePresent(context, officerOf(request), params.id, body.isWriting)
    return others.ok ? done({ others: [...others.value] }) : others
  })
  addFilters(staff, context)
}

function addFilters(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listFilters, async ({ request }) => done(await filtersView(context, officerOf(request))))
  addRoute(staff, contract.saveFilter, async ({ body, request }) => {
    const officer = officerOf(request)
    if (!isQueueOf(officer, body.queue)) return refuse({ code: 'not-your-duty', role: officer.role })
    const saved = await once(context, askedBy(request), inner => saveFilter(inner, officer, body))
    return saved.ok ? done(await filtersView(context, officer)) : saved
  })
  addRoute(staff, contract.renameFilter, async ({ params, body, request }) => {
    const renamed = await once(context, askedBy(request), inner => renameFilter(inner, officerOf(request), params.id, body.name))
    return renamed.ok ? done(await filtersView(context, officerOf(request))) : renamed
  })
  addRoute(staff, contract.deleteFilter, async ({ params, request }) => {
    const forgotten = await once(context, askedBy(request), inner => forgetFilter(inner, officerOf(request), params.id))
    return forgotten.ok ? done(await filtersView(context, officerOf(request))) : forgotten
  })
}

function isQueueOf(officer: Officer, queue: string): boolean {
  return (queuesOf[officer.role].cases as readonly string[]).includes(queue)
}

/** The filters of an officer with their counts. One for a queue of an earlier post is not shown. */
async function filtersView(context: Context, officer: Officer): Promise<contract.SavedFilters> {
  const filters = (await listSavedFilters(context.db, officer.id)).filter(filter => isQueueOf(officer, filter.queue))
  const counts = await countNarrowed(context.db, caseReader(context, officer), filters.map(narrowingOf))
  return { filters: filters.map((filter, i) => ({ id: filter.id, name: filter.name, ...narrowingOf(filter), sort: filter.sort as 'due', count: counts[i]! })) }
}

/** As the list is asked; what was not chosen is left out. */
function narrowingOf({ queue, q, state, villageCode, unitId, itemSlug, channel, light }: SavedFilter): CaseNarrowing {
  const chosen = { state, village: villageCode, unit: unitId, item: itemSlug, channel, light, ...(q !== '' && { q }) }
  return { queue, ...Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== null)) } as CaseNarrowing
}

async function outcomesView(context: Context, officer: Officer, outcomes: readonly AssignOutcome[], language: Language) {
  const seen = await caseSummaries(context, officer.role, await listLines(context.db, officer, outcomes.map(({ id }) => id)))
  return outcomes.map(outcome => {
    const line = seen.find(({ id }) => id === outcome.id)
    const of = { id: outcome.id, isAssigned: outcome.ok, ...(line && { line }) }
    return outcome.ok ? of : { ...of, code: outcome.refusal.code, message: refusalSentence(language, outcome.refusal as AnyRefusal) }
  })
}
