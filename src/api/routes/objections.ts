import type { FastifyInstance } from 'fastify'
import { officerObjectionActions, possibleObjectionActions } from '#rules/objections/lifecycle.ts'
import { objectionActorOf } from '#rules/policy/objections.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { listObjections } from '#records/objections.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { decideAsOfficer } from '#actions/objections.ts'
import { once } from '#actions/once.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/objections.ts'
import { officerOf } from '../staff-gate.ts'

const pageSize = 20

/** Objections of residents: the village's clerk answers, the township's reviewer decides. */
export function addObjections(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listObjections, async ({ query, request }) => {
    const officer = officerOf(request)
    if (officer.role !== 'clerk' && officer.role !== 'reviewer') return refuse({ code: 'not-your-duty', role: officer.role })
    const page = query.page ?? 1
    const { total, lines } = await listObjections(context.db, { ...officer.reach, isOpen: query.which === 'open', page, pageSize })
    return done({ items: lines.map(line => viewOf(officer, line, context.clock.today())), total, page, pageSize })
  })
  addRoute(staff, contract.moveObjection, async ({ params, body, request }) => {
    const officer = officerOf(request)
    const acted = await once(context, askedBy(request), inner => decideAsOfficer(inner, officer, params.id, body))
    return acted.ok ? done(acted.value.value) : acted
  })
}

type Line = Awaited<ReturnType<typeof listObjections>>['lines'][number]

function viewOf(officer: Officer, line: Line, today: string): contract.ObjectionView {
  const { rowSeq, fieldKey, dueOn, answer, decision, answeredOn: _, decidedOn: __, ...shown } = line
  const actor = objectionActorOf(officer, line.villageCode)
  const possible = actor === undefined ? [] : possibleObjectionActions(line.state, actor)
  return {
    ...shown, isOverdue: dueOn !== null && dueOn < today,
    ...(rowSeq !== null && { row: rowSeq }), ...(fieldKey !== null && { field: fieldKey }), ...(dueOn !== null && { dueOn }),
    ...(answer !== null && { answer }), ...(decision !== null && { decision }),
    possible: officerObjectionActions.filter(action => possible.includes(action)),
  }
}
