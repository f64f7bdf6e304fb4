import type { FastifyInstance } from 'fastify'
import { addDays } from '#rules/calendar/plain-date.ts'
import { ratingPatterns } from '#rules/ratings/patterns.ts'
import { shownShare } from '#rules/ratings/figures.ts'
import { listUnitsById } from '#records/officers.ts'
import { listPublishedForPatterns, listUnitRatings } from '#records/ratings.ts'
import { lookingFurther } from '#records/scope.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { addRoute } from '../answer.ts'
import { getRatings } from '../contract/ratings.ts'
import { officerOf } from '../staff-gate.ts'
import { unitView } from '../views/units.ts'

const readers: readonly string[] = ['leader', 'triage', 'supervisor']

/** How the answers of each unit were rated. */
export function addRatings(staff: FastifyInstance, context: Context): void {
  addRoute(staff, getRatings, async ({ request }) => {
    const officer = officerOf(request)
    if (!readers.includes(officer.role)) return refuse({ code: 'not-your-duty', role: officer.role })
    const year = addDays(context.clock.today(), -365)
    const { found, published } = await lookingFurther(context.db, 'figures', async tx => ({ found: await listUnitRatings(tx, officer), published: await listPublishedForPatterns(tx, officer, year) }))
    const patterns = ratingPatterns(published)
    const units = await listUnitsById(context.db, found.map(figures => figures.unitId))
    return done({
      asOf: context.clock.today(),
      units: found.map(({ unitId, answered, rated, published, satisfied }) => {
        const share = shownShare(satisfied, published)
        return { unit: unitView(units.get(unitId)!), answered, rated, worthALook: patterns.filter(pattern => pattern.unitId === unitId).map(({ kind, ratings }) => ({ kind, ratings })), ...(share !== 'too-few' && { satisfied: share }) }
      }).sort((a, b) => a.unit.nameZh.localeCompare(b.unit.nameZh, 'zh-CN')),
    })
  })
}
