import type { FastifyInstance } from 'fastify'
import { stateOf } from '#rules/cases/fold.ts'
import { rangeOf, type DivisionRange } from '#rules/divisions/division-code.ts'
import { canSee, refusalFor } from '#rules/policy/cases.ts'
import { isSelf, type Officer } from '#rules/policy/officer.ts'
import { keepsRelations, endRefusal } from '#rules/policy/relations.ts'
import { findCase, listEvents } from '#records/cases.ts'
import type { NewSubject } from '#records/conflicts.ts'
import { listPostsWithin, listUnitsWithin } from '#records/officers.ts'
import { listRelations } from '#records/relations.ts'
import { aboutCase } from '#actions/about-case.ts'
import { withEntry } from '#actions/audit.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { nameSubjects } from '#actions/name-subjects.ts'
import { once } from '#actions/once.ts'
import { declareOwnComplaint, declareRelation, endRelation } from '#actions/relations.ts'
import { addRoute, askedBy } from '../answer.ts'
import { trailOf } from '../audit-trail.ts'
import * as contract from '../contract/conflicts.ts'
import { officerOf } from '../staff-gate.ts'
import { subjectsView } from '../views/subjects.ts'

/** Whom cases are about, and whose own they are. */
export function addConflicts(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.getCaseSubjects, async ({ params, request }) => {
    const officer = officerOf(request)
    const file = await findCase(context.db, params.id)
    const facts = file && stateOf(await listEvents(context.db, params.id))
    const about = file && facts && await aboutCase(context.db, file, facts)
    if (!file || !facts || !about || !canSee(officer, about)) return refuse({ code: 'not-found' })
    const forbidden = refusalFor(officer, 'nameSubjects', about)
    if (forbidden) return refuse(forbidden)
    return done({ eventCount: facts.lastSeq, ...await subjectsView(context, file), ...await choicesIn(context, rangeOf(file.countyCode)) })
  })
  addRoute(staff, contract.nameCaseSubjects, async ({ params, body, request }) => {
    const officer = officerOf(request)
    const name = body.name.map(subjectIn)
    if (!name.every(subject => subject !== undefined)) return refuse({ code: 'choice-missing' })
    const asked = askedBy(request)
    const named = await once(context, asked, inner => nameSubjects(inner, officer, params.id, { asOf: body.asOf, note: body.note, name, lift: body.lift }, asked.trail))
    return named.ok ? done(named.value.value) : named
  })
  addRoute(staff, contract.declareOwnComplaint, async ({ body, request }) => {
    const officer = officerOf(request)
    const { guessesOfOne } = context.allowances
    const [source, now] = [`officer ${officer.id}`, context.clock.now()]
    // Whoever is signed in guesses no faster than anybody else: by the officer, as many share an office's address.
    const seconds = guessesOfOne.wait(source, now)
    if (seconds > 0) return refuse({ code: 'slow-down', seconds })
    const declared = await withEntry(context, trailOf(request), inner => declareOwnComplaint(inner, officer, body.code))
    if (!declared.ok && declared.refusal.code === 'no-such-code') guessesOfOne.take(source, now)
    return declared.ok ? done({}) : declared
  })
}

function subjectIn({ officerId, unitId, person, isHead }: contract.NewSubject): NewSubject | undefined {
  if (person !== undefined) return officerId === undefined && person.trim().length >= 2 ? { person: person.trim(), servesUnitId: unitId, isHead: isHead === true && unitId !== undefined } : undefined
  if (officerId !== undefined) return unitId === undefined ? { officerId } : undefined
  return unitId === undefined ? undefined : { unitId }
}

/** What keeps officers from cases whoever they are about: who is related to whom. Asked within the county. */
export function addRelations(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listRelations, async ({ request }) => {
    const officer = officerOf(request)
    const keepsAll = keepsRelations(officer)
    const relations = await listRelations(context.db, keepsAll ? officer.reach : { officerIds: [officer.id, ...officer.otherPosts ?? []] })
    return done({ keepsAll, relations: relations.map(relation => relationView(officer, relation)), ...await choicesIn(context, countyAround(officer)) })
  })
  addRoute(staff, contract.declareRelation, async ({ body, request }) => {
    const officer = officerOf(request)
    const made = await once(context, askedBy(request), inner => declareRelation(inner, officer, { ...body, officerId: body.officerId ?? officer.id }))
    return made.ok ? done(made.value.value) : made
  })
  addRoute(staff, contract.endRelation, async ({ params, body, request }) => {
    const ended = await once(context, askedBy(request), inner => endRelation(inner, officerOf(request), params.id, body.reason))
    return ended.ok ? done({}) : ended
  })
}

function relationView(officer: Officer, row: Awaited<ReturnType<typeof listRelations>>[number]): contract.RelationView {
  return {
    id: row.id, kind: row.kind as contract.RelationView['kind'], officerName: row.officerName, unit: { zh: row.unitZh, en: row.unitEn },
    ...(row.otherName !== null && { otherName: row.otherName }), otherUnit: { zh: row.otherUnitZh ?? '', en: row.otherUnitEn ?? '' },
    ...(row.note !== null && { note: row.note }), enteredOn: row.enteredOn, isOwn: isSelf(officer, row.officerId), mayEnd: endRefusal(officer, row.officerId) === undefined,
  }
}

async function choicesIn(context: Context, range: DivisionRange) {
  const posts = await listPostsWithin(context.db, range, context.clock.today())
  const units = await listUnitsWithin(context.db, range)
  return {
    officers: posts.map(({ id, name, nameZh, nameEn }) => ({ id, name, unit: { zh: nameZh, en: nameEn } })),
    units: units.map(({ id, nameZh, nameEn }) => ({ id, zh: nameZh, en: nameEn })),
  }
}

/** The county an officer serves in; above the county, everything the officer reaches. */
function countyAround({ reach }: Officer): DivisionRange {
  const low = reach.low - (reach.low % 1_000_000)
  return { low, high: Math.max(reach.high, low + 999_999) }
}
