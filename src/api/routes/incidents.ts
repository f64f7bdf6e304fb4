import type { FastifyInstance } from 'fastify'
import type { TakedownReason } from '#rules/disclosures/takedown.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { confirmRefusal } from '#rules/policy/takedown.ts'
import { listItems } from '#records/catalogue.ts'
import { listIncidents } from '#records/incidents.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { once } from '#actions/once.ts'
import { confirmTakedown, takeDown } from '#actions/take-down.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/incidents.ts'
import { officerOf } from '../staff-gate.ts'

const most = 100

/** Emergency take-downs and what became of them. */
export function addIncidents(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listIncidents, async ({ request }) => {
    const officer = officerOf(request)
    return officer.role === 'reviewer' || officer.role === 'triage' ? done(await shown(context, officer)) : refuse({ code: 'not-your-duty', role: officer.role })
  })
  addRoute(staff, contract.takeDownDisclosure, async ({ params, body, request }) => {
    const officer = officerOf(request)
    const taken = await once(context, askedBy(request), inner => takeDown(inner, officer, params.id, body))
    return taken.ok ? done(await shown(context, officer)) : taken
  })
  addRoute(staff, contract.confirmIncident, async ({ params, body, request }) => {
    const officer = officerOf(request)
    const confirmed = await once(context, askedBy(request), inner => confirmTakedown(inner, officer, params.id, body.note))
    return confirmed.ok ? done(await shown(context, officer)) : confirmed
  })
}

async function shown(context: Context, officer: Officer): Promise<{ items: contract.Incident[] }> {
  const items = new Map((await listItems(context.db)).map(item => [item.slug, item]))
  const today = context.clock.today()
  return {
    items: (await listIncidents(context.db, officer, most)).map(line => {
      const item = items.get(line.itemSlug)
      const isConfirmed = line.confirmedByName !== null
      return {
        id: line.id, disclosureId: line.disclosureId, villageCode: line.villageCode, villageName: line.villageName, item: line.itemSlug,
        itemName: { zh: item?.zh ?? line.itemSlug, en: item?.en ?? line.itemSlug }, period: line.period, version: line.version,
        reason: line.reason as TakedownReason, note: line.note, openedByName: line.openedByName, openedAt: line.openedAt.toISOString(), confirmBy: line.confirmBy,
        ...(line.confirmedByName !== null && { confirmedByName: line.confirmedByName }), ...(line.confirmedAt !== null && { confirmedAt: line.confirmedAt.toISOString() }),
        republishBy: line.republishBy, isRepublished: line.isRepublished,
        isLate: (!isConfirmed && today > line.confirmBy) || (!line.isRepublished && today > line.republishBy),
        mayConfirm: !isConfirmed && confirmRefusal(officer, line) === undefined,
      }
    }),
  }
}
