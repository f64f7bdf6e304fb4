import type { FastifyInstance } from 'fastify'
import { hidableParts } from '#rules/objections/hiding.ts'
import { officerObjectionActions, possibleObjectionActions } from '#rules/objections/lifecycle.ts'
import { objectionActorOf } from '#rules/policy/objections.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { listInvolved } from '#records/objection-hiding.ts'
import { listObjections } from '#records/objections.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { hidableBy, hideObjectionText } from '#actions/hide-objection.ts'
import { decideAsOfficer } from '#actions/objections.ts'
import { once } from '#actions/once.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/objections.ts'
import { officerOf } from '../staff-gate.ts'

const pageSize = 20

/** Objections of residents: the village's clerk answers, the township's reviewer decides; the triage desk reads them and may hide words. */
export function addObjections(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listObjections, async ({ query, request }) => {
    const officer = officerOf(request)
    if (officer.role !== 'clerk' && officer.role !== 'reviewer' && officer.role !== 'triage') return refuse({ code: 'not-your-duty', role: officer.role })
    const page = query.page ?? 1
    const { total, lines } = await listObjections(context.db, { ...officer.reach, isOpen: query.which === 'open', page, pageSize })
    const involved = await listInvolved(context.db, lines.map(line => line.id))
    return done({ items: lines.map(line => viewOf(officer, line, involved.get(line.id) ?? [], context.clock.today())), total, page, pageSize })
  })
  addRoute(staff, contract.moveObjection, async ({ params, body, request }) => {
    const officer = officerOf(request)
    const acted = await once(context, askedBy(request), inner => decideAsOfficer(inner, officer, params.id, body))
    return acted.ok ? done(acted.value.value) : acted
  })
  addRoute(staff, contract.hideObjection, async ({ params, body, request }) => {
    const officer = officerOf(request)
    const hidden = await once(context, askedBy(request), inner => hideObjectionText(inner, officer, params.id, body))
    return hidden.ok ? done(hidden.value.value) : hidden
  })
}

type Line = Awaited<ReturnType<typeof listObjections>>['lines'][number]

function viewOf(officer: Officer, line: Line, involvedIds: readonly string[], today: string): contract.ObjectionView {
  const { rowSeq, fieldKey, dueOn, questionShown, answer, decision, answeredOn: _, decidedOn: __, ...shown } = line
  const texts = { question: questionShown, answer, decision }
  const actor = objectionActorOf(officer, line.villageCode)
  const possible = actor === undefined ? [] : possibleObjectionActions(line.state, actor)
  return {
    ...shown, isOverdue: dueOn !== null && dueOn < today,
    ...(rowSeq !== null && { row: rowSeq }), ...(fieldKey !== null && { field: fieldKey }), ...(dueOn !== null && { dueOn }),
    ...(answer && { answer }), ...(decision && { decision }),
    possible: officerObjectionActions.filter(action => possible.includes(action)),
    mayHide: hidableBy(officer, { villageCode: line.villageCode, involvedIds, texts }), hidden: hidableParts.filter(part => texts[part] === ''),
  }
}
