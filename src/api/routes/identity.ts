import type { FastifyInstance } from 'fastify'
import type { CaseEvent } from '#rules/cases/events.ts'
import { custodianGroups } from '#rules/identity/groups.ts'
import { requestState } from '#rules/identity/request.ts'
import { custodianRefusal } from '#rules/policy/identity.ts'
import { refusalFor } from '#rules/policy/cases.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { fingerprintOf } from '#platform/crypto/identity.ts'
import { listEvents } from '#records/cases.ts'
import { findResealing, findSealing, listRequestsFor, listRequestsOf, type RequestRow } from '#records/identities.ts'
import { findOfficer, listOfficerNames } from '#records/officers.ts'
import { listWaitingFor } from '#actions/identity/waiting.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { askIdentity, decideIdentity, takeSealedIdentity, viewIdentity, type CustodianStep } from '#actions/identity/request.ts'
import { agreementRefusal, agreeToResealing, proposeResealing, sealingState } from '#actions/identity/resealing.ts'
import { once } from '#actions/once.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/identity.ts'
import { findKnownCase } from '../seen-case.ts'
import { officerOf } from '../staff-gate.ts'

/** Who complained: asked for by the desk, opened by two custodians one after the other, seen for a quarter of an hour. */
export function addIdentities(staff: FastifyInstance, context: Context): void {
  addAsking(staff, context)
  addCustody(staff, context)
  addSteps(staff, context)
}

function addAsking(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.getIdentityRequest, async ({ params, request }) => {
    const officer = officerOf(request)
    const known = await findKnownCase(context, officer, params.id)
    if (!known) return refuse({ code: 'not-found' })
    const forbidden = refusalFor(officer, 'askIdentity', known.about)
    if (forbidden) return refuse(forbidden)
    const rows = await listRequestsOf(context.db, params.id)
    const names = await listOfficerNames(context.db, [...new Set(rows.map(row => row.askedBy))])
    const now = context.clock.now()
    const requests = rows.map(row => ({ ...headOf(row, now, names.get(row.askedBy) ?? '', known.events), isOwn: row.askedBy === officer.id }))
    const isOpen = requests.some(({ state }) => state === 'asked' || state === 'passed' || state === 'opened' || state === 'viewing')
    // What was deleted cannot be asked for.
    const isKept = await findSealing(context.db, params.id) !== undefined
    return done({ isNamed: known.file.isNamed, mayAsk: isKept && !isOpen, requests })
  })
  addRoute(staff, contract.askIdentity, async ({ params, body, request }) => {
    const asked = await once(context, askedBy(request), inner => askIdentity(inner, officerOf(request), params.id, body))
    return asked.ok ? done(asked.value.value) : asked
  })
  addRoute(staff, contract.viewIdentity, async ({ params, request }) => {
    const seen = await once(context, askedBy(request), inner => viewIdentity(inner, officerOf(request), params.id))
    return seen.ok ? done(seen.value.value) : seen
  })
}

/** A request without what is sealed; the words stand in the history of the case. */
function headOf(row: RequestRow, now: number, askedByName: string, events: readonly CaseEvent[]) {
  const noteOf = (action: 'askIdentity' | 'refuseIdentity') => events.find(event => event.action === action && event.details.requestId === row.id)?.note
  const refusal = noteOf('refuseIdentity')
  return {
    id: row.id, state: requestState(row, now), reason: row.reasonCode, note: noteOf('askIdentity') ?? '', askedAt: row.askedAt.toISOString(), lapsesAt: row.lapsesAt.toISOString(), askedByName,
    ...(row.passedAt && { passedAt: row.passedAt.toISOString() }), ...(row.openedAt && { openedAt: row.openedAt.toISOString() }), ...(row.viewedAt && { viewedAt: row.viewedAt.toISOString() }),
    ...(row.viewUntil && { viewUntil: row.viewUntil.toISOString() }), ...(row.refusedAt && { refusedAt: row.refusedAt.toISOString() }), ...(refusal !== undefined && { refusal }),
  }
}

function addCustody(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.countIdentityRequests, async ({ request }) => {
    const officer = officerOf(request)
    return officer.role === 'custodian' ? done({ waiting: (await listWaitingFor(context, officer)).length }) : refuse({ code: 'not-your-duty', role: officer.role })
  })
  addRoute(staff, contract.listIdentityRequests, async ({ request }) => {
    const officer = officerOf(request)
    if (officer.role !== 'custodian') return refuse({ code: 'not-your-duty', role: officer.role })
    const now = context.clock.now()
    const requests: contract.CustodyList['requests'] = []
    for (const row of await listRequestsFor(context.db, officer)) {
      const head = headOf(row, now, row.askedByName, await listEvents(context.db, row.caseId))
      requests.push({ ...head, caseId: row.caseId, unit: { zh: row.unitZh, en: row.unitEn }, viewRecipient: row.viewRecipient, isMyTurn: custodianRefusal(officer, row, now) === undefined })
    }
    const keys = custodianGroups.flatMap(group => (context.custodians?.[group] ?? []).map(recipient => ({ group, recipient, fingerprint: fingerprintOf(recipient) })))
    return done({ ...(officer.custodianGroup && { group: officer.custodianGroup }), requests, keys, ...await sealingState(context, officer), ...await resealingView(context, officer) })
  })
  addRoute(staff, contract.proposeResealing, async ({ body, request }) => {
    const proposed = await once(context, askedBy(request), inner => proposeResealing(inner, officerOf(request), body.note))
    return proposed.ok ? done(proposed.value.value) : proposed
  })
  addRoute(staff, contract.approveResealing, async ({ params, request }) => {
    const agreed = await once(context, askedBy(request), inner => agreeToResealing(inner, officerOf(request), params.id))
    return agreed.ok ? done(agreed.value.value) : agreed
  })
}

async function resealingView(context: Context, officer: Officer): Promise<Pick<contract.CustodyList, 'resealing'>> {
  const open = await findResealing(context.db)
  if (!open) return {}
  const proposer = await findOfficer(context.db, open.proposedBy)
  return { resealing: { id: open.id, reason: open.reason, proposedByName: proposer?.name ?? '', isApproved: open.approvedBy !== null, mayApprove: open.approvedBy === null && agreementRefusal(officer, proposer) === undefined } }
}

function addSteps(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.takeSealedIdentity, async ({ params, request }) => {
    const taken = await takeSealedIdentity(context, officerOf(request), params.id)
    return taken.ok ? done({ bytes: taken.value, mediaType: 'application/octet-stream' }) : taken
  })
  const decide = async (request: Parameters<typeof askedBy>[0], id: string, step: CustodianStep) => {
    const decided = await once(context, askedBy(request), inner => decideIdentity(inner, officerOf(request), id, step))
    return decided.ok ? done(decided.value.value) : decided
  }
  addRoute(staff, contract.passIdentity, ({ params, body, request }) => decide(request, params.id, { step: 'pass', sealed: Buffer.from(body.sealed, 'base64') }))
  addRoute(staff, contract.openIdentity, ({ params, body, request }) => decide(request, params.id, { step: 'open', sealed: Buffer.from(body.sealed, 'base64') }))
  addRoute(staff, contract.refuseIdentity, ({ params, body, request }) => decide(request, params.id, { step: 'refuse', note: body.note }))
}
