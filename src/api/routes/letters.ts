import type { FastifyInstance } from 'fastify'
import { yearOf } from '#rules/calendar/plain-date.ts'
import { countyOf } from '#rules/divisions/division-code.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { registerRefusal } from '#rules/policy/supervision.ts'
import { letterNumberText, supervisionLevelTexts } from '#text/console-supervision.ts'
import { openItemNames } from '#records/catalogue.ts'
import { listUnitsById } from '#records/officers.ts'
import { listLetters } from '#records/supervision-lists.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { addRoute } from '../answer.ts'
import * as contract from '../contract/supervision.ts'
import { csvTable } from '../csv.ts'
import { officerOf } from '../staff-gate.ts'
import { itemView } from '../views/supervision.ts'

/** The yearly register of supervision letters, to read, to print and as a table. */
export function addLetterRegister(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listLetters, async ({ query, request }) => {
    const officer = officerOf(request)
    const refusal = registerRefusal(officer)
    if (refusal) return refuse(refusal)
    const [today, year] = [context.clock.today(), query.year ?? yearOf(context.clock.today())]
    return done({ today, year, letters: await linesOf(context, officer, year) })
  })
  addRoute(staff, contract.getLettersCsv, async ({ query, request }) => {
    const officer = officerOf(request)
    const refusal = registerRefusal(officer)
    if (refusal) return refuse(refusal)
    const year = query.year ?? yearOf(context.clock.today())
    return done({ bytes: Buffer.from(csvOf(year, await linesOf(context, officer, year))), mediaType: 'text/csv; charset=utf-8', name: `supervision-letters-${year}.csv` })
  })
}

async function linesOf(context: Context, officer: Officer, year: number): Promise<contract.LetterLine[]> {
  const today = context.clock.today()
  const rows = await listLetters(context.db, officer, year)
  const [itemName, units] = [await openItemNames(context.db, today), await listUnitsById(context.db, [...new Set(rows.flatMap(row => row.unitId ?? []))])]
  return rows.map(row => {
    const item = row.itemSlug === null ? undefined : itemName(countyOf(row.villageCode), row.itemSlug)
    const { kind: _, ...view } = itemView({
      n: row.n, kind: 'letter', on: row.on, unitId: row.unitId ?? undefined, dueOn: row.dueOn ?? undefined, answeredOn: row.answeredOn ?? undefined, endedOn: row.endedOn ?? undefined, level: row.level,
    }, units, today)
    return { ...view, ...(row.number !== null && { number: row.number }), caseId: row.caseId, isCaseSeen: row.isCaseSeen, villageName: row.villageName, townshipName: row.townshipName ?? '', ...(item && { item }) }
  })
}

function csvOf(year: number, letters: readonly contract.LetterLine[]): string {
  const head = ['编号', '发出日期', '收函单位', '乡镇（街道）', '村（社区）', '事项', '说明期限', '说明日期', '解除日期', '现报到']
  return csvTable([head, ...letters.map(letter => [
    letterNumberText(year, letter.number), letter.on, letter.unit?.nameZh ?? '', letter.townshipName, letter.villageName, letter.item?.zh ?? '',
    letter.dueOn ?? '', letter.answeredOn ?? '', letter.endedOn ?? '', supervisionLevelTexts['zh-CN'][letter.level],
  ])])
}
