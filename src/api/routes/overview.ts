import type { FastifyInstance } from 'fastify'
import { addDays, plainDateInShanghai, type PlainDate } from '#rules/calendar/plain-date.ts'
import { getDivision } from '#records/divisions.ts'
import { listUnitsById } from '#records/officers.ts'
import { listVillageFigures, type VillageFigures } from '#records/overview.ts'
import { countRepeats } from '#records/repeats.ts'
import { lookingFurther } from '#records/scope.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { addRoute } from '../answer.ts'
import { getOverview, type Overview } from '../contract/overview.ts'
import { officerOf } from '../staff-gate.ts'

/** A village that published within this time counts as publishing: a quarter, with its days of grace. */
const publishingDays = 92

/** What was published and solved in a leader's reach. */
export function addOverview(staff: FastifyInstance, context: Context): void {
  addRoute(staff, getOverview, async ({ request }) => {
    const officer = officerOf(request)
    if (officer.role !== 'leader') return refuse({ code: 'not-your-duty', role: officer.role })
    const today = context.clock.today()
    // Whoever looks at figures of several counties sees none of their cases.
    const { villages, repeats } = await lookingFurther(context.db, 'figures', async tx => ({ villages: await listVillageFigures(tx, officer, today), repeats: await countRepeats(tx, officer) }))
    const unit = (await listUnitsById(context.db, [officer.unitId])).get(officer.unitId)!
    const { name } = await getDivision(context.db, unit.divisionCode)
    return done({ asOf: today, divisionName: name, shares: sharesOf(villages, addDays(today, -publishingDays)), totals: totalsOf(villages), repeats, villages: villages.map(villageView) })
  })
}

type Figure = { [Key in keyof VillageFigures]: VillageFigures[Key] extends number ? Key : never }[keyof VillageFigures]

function sum(villages: readonly VillageFigures[], figure: Figure): number {
  return villages.reduce((total, village) => total + village[figure], 0)
}

function sharesOf(villages: readonly VillageFigures[], since: PlainDate): Overview['shares'] {
  const owing = villages.filter(village => village.owesDisclosure)
  const answered = sum(villages, 'answeredCases')
  const rated = sum(villages, 'rated')
  return [
    { key: 'villages-publishing', numerator: owing.filter(village => village.lastPublishedAt && plainDateInShanghai(village.lastPublishedAt.getTime()) >= since).length, denominator: owing.length },
    { key: 'answered-in-time', numerator: sum(villages, 'answeredInTime'), denominator: answered },
    { key: 'rated', numerator: rated, denominator: answered },
    { key: 'satisfied', numerator: sum(villages, 'satisfied'), denominator: sum(villages, 'publishedRatings') },
  ]
}

function totalsOf(villages: readonly VillageFigures[]): Overview['totals'] {
  return {
    published: sum(villages, 'published'), openCases: sum(villages, 'openCases'), overdueCases: sum(villages, 'overdueCases'),
    closedCases: sum(villages, 'answeredCases'), rated: sum(villages, 'rated'),
  }
}

/** `closedCases` are those that have their answer, whether or not the complainant has rated it yet: open and closed add up to all. */
function villageView(village: VillageFigures): Overview['villages'][number] {
  const { code, name, townshipCode, townshipName, published, lastPublishedAt, openCases, overdueCases, answeredCases, rated } = village
  return {
    code, name, townshipCode, townshipName, published, ...(lastPublishedAt && { lastPublishedAt: lastPublishedAt.toISOString() }),
    openCases, overdueCases, closedCases: answeredCases, rated,
  }
}
