import type { CaseRules } from '#rules/cases/case-rules.ts'
import type { CaseClock } from '#rules/cases/clock.ts'
import type { CaseFacts } from '#rules/cases/fold.ts'
import type { Day } from '#rules/cases/may.ts'
import type { CaseAction, CaseState } from '#rules/cases/states.ts'
import { contactDue } from '#rules/cases/steps.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { confidentialRoute } from '#rules/tips/diversion.ts'
import { listEntangled, listMergedInto, listParts } from '#records/case-links.ts'
import { listMergeable, listSeenAmong } from '#records/case-lists.ts'
import type { CaseFile } from '#records/cases.ts'
import { lookingFurther } from '#records/scope.ts'
import type { Context } from '#actions/context.ts'
import { comparing } from '#actions/standing.ts'
import { bodyFor, openRoutes } from '#actions/tips/divert-case.ts'
import type { CaseDetail } from '../contract/case-shapes.ts'
import type { Named } from './case-events.ts'
import { unitNames, unitView } from './units.ts'

/** What the later life of a case has brought: helpers, supervision, a rejection. */
export function lifeOf({ calendar, limits }: Day, facts: CaseFacts, { units }: Named): Pick<CaseDetail, 'cycle' | 'contactBy' | 'helpers' | 'supervision' | 'rejection'> {
  const { rejection, supervision } = facts
  const contactBy = contactDue(facts, calendar, limits)
  return {
    cycle: facts.cycle, ...(contactBy && { contactBy }),
    helpers: facts.helperUnitIds.flatMap(id => units.get(id) ?? []).map(unitView),
    ...(supervision && { supervision: { on: supervision.on, dueOn: supervision.dueOn } }),
    ...(rejection && {
      rejection: {
        reason: rejection.reason, address: rejection.address, isConfirmed: rejection.confirmedBy !== undefined,
        ...(rejection.explanation !== undefined && { explanation: rejection.explanation }), ...(rejection.appealedOn && { appealedOn: rejection.appealedOn }),
      },
    }),
  }
}

/** The cases this one is tied to, as far as the officer may know of them. */
export async function linksOf(context: Pick<Context, 'db'>, officer: Officer, file: CaseFile, facts: CaseFacts): Promise<Pick<CaseDetail, 'mergedInto' | 'merged' | 'splitFrom' | 'parts'>> {
  const [merged, parts] = [await listMergedInto(context.db, file.id), (await listParts(context.db, file.id)).map(part => part.id)]
  const [mergedInto, splitFrom] = [facts.merged?.intoCaseId, file.splitFrom ?? undefined]
  const seen = await listSeenAmong(context.db, officer, [...merged, ...parts, mergedInto, splitFrom].filter(id => id !== undefined))
  return {
    ...(mergedInto && seen.has(mergedInto) && { mergedInto }), merged: merged.filter(id => seen.has(id)),
    ...(splitFrom && seen.has(splitFrom) && { splitFrom }), parts: parts.filter(id => seen.has(id)),
  }
}

/** What the state allows and the rules have no way for is not offered: an accepted complaint where no discipline body has its key here. */
export function withWays<Acts extends { readonly allowed: readonly CaseAction[] }>(acts: Acts, hasRoutes: boolean): Acts {
  return hasRoutes ? acts : { ...acts, allowed: acts.allowed.filter(action => action !== 'divert') }
}

/** What can be chosen from in the moves that are allowed. */
export async function choicesFor(context: Pick<Context, 'db' | 'clock' | 'tips'>, officer: Officer, file: CaseFile, rules: CaseRules, state: CaseState, allowed: readonly CaseAction[]): Promise<CaseDetail['choices']> {
  return {
    rejectionReasons: allowed.includes('proposeRejection') ? rules.rejectionReasons.map(reason => ({ ...reason, addresses: [...reason.addresses] })) : [],
    routes: allowed.includes('divert') ? openRoutes(context, file, state, rules).map(route => ({ ...route, isSealed: route.code === confidentialRoute && bodyFor(context, file) !== undefined })) : [],
    mergeable: allowed.includes('merge') ? await mergeableWith(context, officer, file) : [],
  }
}

/** Nothing is offered that `leadFor` of actions/merge-cases.ts would refuse. */
async function mergeableWith(context: Pick<Context, 'db' | 'clock'>, officer: Officer, file: CaseFile): Promise<CaseDetail['choices']['mergeable']> {
  const found = await listMergeable(context.db, officer, file)
  return lookingFurther(context.db, 'merged', async tx => {
    const entangled = await listEntangled(tx, file.id, found.map(({ id }) => id))
    const couldBeOne = comparing(context, tx)
    const offered = []
    for (const line of found) if (!entangled.has(line.id) || await couldBeOne(line.id, file.id)) offered.push(line)
    return offered
  })
}

/** Where the time went, with the names of the units. */
export function clockView(clock: CaseClock, { units }: Named): CaseDetail['clock'] {
  const named = (id: string | undefined) => {
    const unit = id === undefined ? undefined : units.get(id)
    return unit ? { unit: unitNames(unit) } : {}
  }
  return {
    total: clock.total, paused: clock.paused,
    stages: clock.stages.map(({ state, holder, cycle, from, to, days, counts }) => ({ state, holder: holder.kind, cycle, from, to, days, counts, ...named('unitId' in holder ? holder.unitId : undefined) })),
    shares: clock.shares.map(({ holder, unitId, days }) => ({ holder, days, ...named(unitId) })),
  }
}
