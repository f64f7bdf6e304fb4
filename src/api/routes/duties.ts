import type { FastifyInstance } from 'fastify'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { dutyStanding, fulfilled } from '#rules/duties/standing.ts'
import { canSee, refusalFor } from '#rules/policy/disclosures.ts'
import { listCountyOf } from '#rules/policy/officer.ts'
import { listItemsEver, listItemsWithSchema } from '#records/catalogue.ts'
import { findDivision } from '#records/divisions.ts'
import { listCompleteness } from '#records/duty-counts.ts'
import { listVillageDuties, type DutyRow } from '#records/duties.ts'
import { listWaitingNils } from '#records/nil-declarations.ts'
import { readNotice } from '#records/notices.ts'
import { inTransaction } from '#records/database.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { declareNil, decideOnNil, doubtsAbout } from '#actions/nil-declarations.ts'
import { once } from '#actions/once.ts'
import { openPastYear } from '#actions/open-duties.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/duties.ts'
import { officerOf } from '../staff-gate.ts'
import { plainYuan } from '../views/draft-lines.ts'
import { addCoverage } from './coverage.ts'

/** What is owed: lists, declarations that nothing happened, past years, notices, and the matrix. */
export function addDuties(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listDuties, async ({ query, request }) => {
    const officer = officerOf(request)
    const code = query.village ?? officer.reach.low
    const village = await findDivision(context.db, code)
    if (village?.level !== 'village' || village.countyCode === null || !canSee(officer, { state: 'draft', villageCode: code, authorIds: [] })) return refuse({ code: 'not-found' })
    const today = context.clock.today()
    const since = `${query.since ?? Number(today.slice(0, 4)) - 1}-01-01` as PlainDate
    const place = { code, countyCode: village.countyCode }
    const [rows, years, schemas] = [await listVillageDuties(context.db, place, since), await listCompleteness(context.db, place, today), await listItemsWithSchema(context.db, village.countyCode, today)]
    const mayDeclare = !refusalFor(officer, 'declareNil', { state: 'owed', villageCode: code, authorIds: [] })
    return done({ today, villageCode: code, villageName: village.name, duties: rows.map(row => dutyView(row, today, schemas.has(row.itemSlug), mayDeclare)), years })
  })
  addNils(staff, context)
  addRoute(staff, contract.openPastYear, async ({ body, request }) => {
    const officer = officerOf(request)
    const opened = await once(context, askedBy(request), inner => openPastYear(inner, officer, body.year))
    return opened.ok ? done(opened.value.value) : opened
  })
  addRoute(staff, contract.readNotice, async ({ params, request }) => {
    const officer = officerOf(request)
    const isThere = await inTransaction(context.db, tx => readNotice(tx, officer, params.id, new Date(context.clock.now())))
    return isThere ? done({ id: params.id }) : refuse({ code: 'not-found' })
  })
  addCoverage(staff, context)
}

function dutyView(row: DutyRow, today: PlainDate, hasSchema: boolean, mayDeclare: boolean): contract.DutyView {
  const standing = dutyStanding(row, today)
  const isOpen = !fulfilled.has(standing) && row.nilState !== 'declared' && row.draftId === null
  return {
    item: row.itemSlug, itemName: { zh: row.nameZh ?? row.itemSlug, en: row.nameEn ?? row.itemSlug }, period: row.period, kind: row.kind, rule: row.rule, standing,
    ...(row.dueOn !== null && { dueOn: row.dueOn }), ...(row.draftId !== null && { draftId: row.draftId }), ...(row.disclosureId !== null && { disclosureId: row.disclosureId }),
    ...(row.nilOn !== null && { nilOn: row.nilOn }), ...(row.nilState !== null && { nilState: row.nilState }), ...(row.nilState === 'returned' && row.nilDecision !== null && { nilReason: row.nilDecision }),
    hasSchema, mayDeclareNil: mayDeclare && isOpen && row.kind !== 'event' && row.periodEnd < today,
  }
}

function addNils(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listNils, async ({ request }) => {
    const officer = officerOf(request)
    const waiting = (await listWaitingNils(context.db, officer.reach)).filter(nil => canSee(officer, { state: 'nilDeclared', villageCode: nil.villageCode, authorIds: [] }))
    const names = new Map((await listItemsEver(context.db, listCountyOf(officer), context.clock.today())).map(item => [item.slug, { zh: item.zh, en: item.en }]))
    const nameOf = (slug: string) => names.get(slug) ?? { zh: slug, en: slug }
    const items = await Promise.all(waiting.map(async (nil): Promise<contract.NilView> => ({
      id: nil.id, villageCode: nil.villageCode, villageName: nil.villageName, item: nil.itemSlug, itemName: nameOf(nil.itemSlug), period: nil.period, clerkName: nil.clerkName, declaredAt: nil.declaredAt.toISOString(),
      ...(nil.note !== null && { note: nil.note }),
      mayDecide: !refusalFor(officer, 'approveNil', { state: 'nilDeclared', villageCode: nil.villageCode, authorIds: [nil.declaredBy], since: nil.declaredAt }),
      // A clerk is told neither of complaints nor of what the reviewer weighs.
      doubts: officer.role === 'reviewer' ? (await doubtsAbout(context.db, officer, nil)).map(doubt => ({
        kind: doubt.kind, count: doubt.count, ...(doubt.kind === 'records' && { itemName: nameOf(doubt.item) }), ...(doubt.kind === 'payments' && { total: plainYuan(doubt.totalFen) }),
      })) : [],
    })))
    return done({ items })
  })
  addRoute(staff, contract.declareNil, async ({ body, request }) => {
    const officer = officerOf(request)
    const made = await once(context, askedBy(request), inner => declareNil(inner, officer, body))
    return made.ok ? done(made.value.value) : made
  })
  addRoute(staff, contract.moveNil, async ({ params, body, request }) => {
    const officer = officerOf(request)
    const moved = await once(context, askedBy(request), inner => decideOnNil(inner, officer, params.id, body))
    return moved.ok ? done(moved.value.value) : moved
  })
}
