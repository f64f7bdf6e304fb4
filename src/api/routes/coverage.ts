import type { FastifyInstance } from 'fastify'
import { daysInMonth, plainDateOf } from '#rules/calendar/plain-date.ts'
import type { Officer, OfficerRole } from '#rules/policy/officer.ts'
import { listCountyOf } from '#rules/policy/officer.ts'
import { listItemsFor } from '#records/catalogue.ts'
import { listDivisionNames, listVillages } from '#records/divisions.ts'
import { listCoverage, listTallies, type CoverageCell, type DutySpan } from '#records/duty-counts.ts'
import { findBackFillState } from '#records/duties.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { nextPastYear } from '#actions/open-duties.ts'
import { addRoute } from '../answer.ts'
import { csvTable } from '../csv.ts'
import * as contract from '../contract/duties.ts'
import { officerOf } from '../staff-gate.ts'

const pageSize = 40
/** One file of the matrix; a larger reach is exported county by county. */
const mostVillagesInFile = 2000

/** Bodies that look at what is published and what is not: the township, the county's desks and every leader. */
const readers: readonly OfficerRole[] = ['reviewer', 'triage', 'supervisor', 'leader']

type Question = { readonly year: number; readonly quarter?: number | undefined }

/** The matrix of villages and items. */
export function addCoverage(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.getCoverage, async ({ query, request }) => {
    const officer = officerOf(request)
    if (!readers.includes(officer.role)) return refuse({ code: 'not-your-duty', role: officer.role })
    const page = query.page ?? 1
    const villages = (await listVillages(context.db, officer.reach)).filter(village => !village.isVirtual)
    const shown = villages.slice((page - 1) * pageSize, page * pageSize)
    const items = await listItemsFor(context.db, listCountyOf(officer), context.clock.today())
    const cells = shown.length === 0 ? [] : await listCoverage(context.db, spanOf(query, shown[0]!.code, shown.at(-1)!.code), context.clock.today())
    const townships = await listDivisionNames(context.db, [...new Set(shown.map(village => village.code - village.code % 1000))])
    const byVillage = Map.groupBy(cells, cell => cell.villageCode)
    return done({
      asOf: context.clock.today(), year: query.year, ...(query.quarter !== undefined && { quarter: query.quarter }), page, pageSize, total: villages.length,
      items: items.map(item => ({ slug: item.slug, number: item.number, name: { zh: item.zh, en: item.en } })),
      villages: shown.map(village => ({
        code: village.code, name: village.name, townshipName: townships.get(village.code - village.code % 1000) ?? '',
        ...summed(byVillage.get(village.code) ?? []), cells: inOrder(items, byVillage.get(village.code) ?? []),
      })),
      places: officer.level === 'township' ? [] : (await listTallies(context.db, officer.reach, query.year, officer.level === 'county' ? 1_000 : 1_000_000)).map(({ code, name, villages: count, ...counts }) => ({ code, name, villages: count, ...counts })),
      ...await pastYearOf(context, officer),
    })
  })
  addRoute(staff, contract.getCoverageCsv, async ({ query, request }) => {
    const officer = officerOf(request)
    if (!readers.includes(officer.role)) return refuse({ code: 'not-your-duty', role: officer.role })
    const villages = (await listVillages(context.db, officer.reach)).filter(village => !village.isVirtual).slice(0, mostVillagesInFile)
    if (villages.length === 0) return refuse({ code: 'not-found' })
    const cells = await listCoverage(context.db, spanOf(query, villages[0]!.code, villages.at(-1)!.code), context.clock.today())
    const name = `coverage-${query.year}${query.quarter === undefined ? '' : `-Q${query.quarter}`}.csv`
    return done({ bytes: Buffer.from(csvOf(villages, await listItemsFor(context.db, listCountyOf(officer), context.clock.today()), cells)), mediaType: 'text/csv; charset=utf-8', name })
  })
}

/** The days of a year or a quarter in which duties fall due. */
function spanOf({ year, quarter }: Question, low: number, high: number): DutySpan {
  const [first, last] = quarter === undefined ? [1, 12] : [quarter * 3 - 2, quarter * 3]
  return { low, high, from: plainDateOf({ year, month: first, day: 1 })!, to: plainDateOf({ year, month: last, day: daysInMonth(year, last) })! }
}

type Counts = Pick<CoverageCell, 'owed' | 'done' | 'late' | 'nil' | 'overdue'>

function summed(cells: readonly CoverageCell[]): Counts {
  const sum = (key: keyof Counts) => cells.reduce((total, cell) => total + cell[key], 0)
  return { owed: sum('owed'), done: sum('done'), late: sum('late'), nil: sum('nil'), overdue: sum('overdue') }
}

function inOrder(items: readonly { slug: string }[], cells: readonly CoverageCell[]): number[][] {
  const bySlug = new Map(cells.map(cell => [cell.itemSlug, cell]))
  return items.map(({ slug }) => {
    const cell = bySlug.get(slug)
    return cell && cell.owed > 0 ? [cell.owed, cell.done, cell.late, cell.nil, cell.overdue] : []
  })
}

async function pastYearOf(context: Context, officer: Officer): Promise<{ nextPastYear?: number }> {
  if (officer.role !== 'reviewer' || officer.level !== 'township') return {}
  const next = nextPastYear(await findBackFillState(context.db, officer.reach.low, officer.reach.low - officer.reach.low % 1_000_000))
  return next === undefined ? {} : { nextPastYear: next }
}

/** Codes and names only, and figures. */
function csvOf(villages: readonly { code: number; name: string }[], items: readonly { slug: string; number: string; zh: string }[], cells: readonly CoverageCell[]): string {
  const [names, bySlug] = [new Map(villages.map(village => [village.code, village.name])), new Map(items.map(item => [item.slug, item]))]
  const lines = cells.filter(cell => cell.owed > 0 && names.has(cell.villageCode)).map(cell =>
    [cell.villageCode, names.get(cell.villageCode)!, bySlug.get(cell.itemSlug)?.number ?? '', bySlug.get(cell.itemSlug)?.zh ?? cell.itemSlug, cell.owed, cell.done, cell.late, cell.nil, cell.overdue])
  return csvTable([['区划代码', '村（社区）', '编号', '事项', '应公开', '已公开', '其中逾期后公开', '其中无此事项', '逾期未公开'], ...lines])
}
