import type { FastifyInstance } from 'fastify'
import { stateOf } from '#rules/cases/fold.ts'
import { countyOf } from '#rules/divisions/division-code.ts'
import { nthWorkingDayAfter } from '#rules/calendar/working-days.ts'
import { canSee, refusalFor } from '#rules/policy/cases.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { isForAnother, mayReadSupervision } from '#rules/policy/supervision.ts'
import { openItemNames } from '#records/catalogue.ts'
import { findCase, listEvents } from '#records/cases.ts'
import { listUnitsById, type UnitRow } from '#records/officers.ts'
import { countSupervisionItems, listSupervisionItems, type SupervisionRow, type UnitCounts } from '#records/supervision-lists.ts'
import { listHeadsInOffice } from '#records/unit-heads.ts'
import { aboutCase } from '#actions/about-case.ts'
import { knownOf } from '#actions/case-events.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { explainItem } from '#actions/explain-item.ts'
import { once } from '#actions/once.ts'
import { addresseeOf } from '#actions/supervision-letters.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/supervision.ts'
import { officerOf } from '../staff-gate.ts'
import { draftOf } from '../views/letter.ts'
import { itemView } from '../views/supervision.ts'
import { unitView } from '../views/units.ts'

const pageSize = 20

/** Cards and supervision letters: the list, the draft of a letter, the explanation of a unit. */
export function addSupervision(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listSupervision, async ({ query, request }) => {
    const officer = officerOf(request)
    if (!mayReadSupervision(officer)) return refuse({ code: 'not-your-duty', role: officer.role })
    const [page, today] = [query.page ?? 1, context.clock.today()]
    const { total, rows } = await listSupervisionItems(context.db, officer, today, { kind: query.kind, standing: query.standing ?? 'open', unitId: query.unit, page, pageSize })
    const counts = await countSupervisionItems(context.db, officer, today)
    const units = await listUnitsById(context.db, [...new Set([...rows, ...counts].flatMap(row => row.unitId ?? []))])
    return done({ items: await linesOf(context, officer, rows, units), total, page, pageSize, today, units: counts.flatMap(count => countsView(count, units)) })
  })
  addLetterDraft(staff, context)
  addRoute(staff, contract.explainItem, async ({ params, body, request }) => {
    const officer = officerOf(request)
    const explained = await once(context, askedBy(request), inner => explainItem(inner, officer, params.id, { n: params.n, note: body.note }))
    return explained.ok ? done(explained.value.value) : explained
  })
}

function addLetterDraft(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.getLetterDraft, async ({ params, request }) => {
    const officer = officerOf(request)
    const file = await findCase(context.db, params.id)
    if (!file) return refuse({ code: 'not-found' })
    const facts = stateOf(await listEvents(context.db, file.id))
    const about = await aboutCase(context.db, file, facts)
    if (!canSee(officer, about)) return refuse({ code: 'not-found' })
    const forbidden = refusalFor(officer, 'supervise', about)
    if (forbidden) return refuse(forbidden)
    const { rules, day: { today, calendar } } = await knownOf(context, file, facts)
    const unitId = await addresseeOf(context.db, file, facts)
    const unit = unitId === undefined ? undefined : (await listUnitsById(context.db, [unitId])).get(unitId)
    if (!unit) return refuse({ code: 'unit-missing' })
    const dueOn = nthWorkingDayAfter(calendar, today, rules.limits.supervise).day
    return done({ unit: unitView(unit), days: rules.limits.supervise, dueOn, text: await draftOf(context, file, facts, unit, { today, calendar, dueOn }) })
  })
}

async function linesOf(context: Context, officer: Officer, rows: readonly SupervisionRow[], units: ReadonlyMap<string, UnitRow>): Promise<contract.SupervisionLine[]> {
  const today = context.clock.today()
  const itemName = await openItemNames(context.db, today)
  const heads = await listHeadsInOffice(context.db, officer.unitId, today)
  // Where the head is kept from a case, its page lets somebody else answer; the list need not know.
  const mayAnswer = (row: SupervisionRow) => row.kind !== 'letter' || !isForAnother(officer, heads)
  return rows.map(row => {
    const item = row.itemSlug === null ? undefined : itemName(countyOf(row.villageCode), row.itemSlug)
    const view = itemView({
      n: row.n, kind: row.kind, colour: row.colour ?? undefined, ground: row.ground ?? undefined, on: row.on, unitId: row.unitId ?? undefined, dueOn: row.dueOn ?? undefined,
      answeredOn: row.answeredOn ?? undefined, endedOn: row.endedOn ?? undefined, level: row.level,
    }, units, today)
    const isAsked = row.dueOn !== null && row.answeredOn === null && row.endedOn === null
    return {
      ...view, caseId: row.caseId, isCaseSeen: row.isCaseSeen, villageName: row.villageName, townshipName: row.townshipName ?? '', ...(item && { item }),
      mayExplain: isAsked && row.unitId === officer.unitId && (officer.role === 'handler' || officer.role === 'triage') && mayAnswer(row),
    }
  })
}

function countsView({ unitId, ...counts }: UnitCounts, units: ReadonlyMap<string, UnitRow>): contract.SupervisionCounts[] {
  const unit = units.get(unitId)
  return unit ? [{ unit: unitView(unit), ...counts }] : []
}
