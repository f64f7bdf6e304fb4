import type { FastifyInstance } from 'fastify'
import { addDays } from '#rules/calendar/plain-date.ts'
import { ratingAspects } from '#rules/cases/events.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { ratingPatterns, type RatingPattern } from '#rules/ratings/patterns.ts'
import { isShown, shownShare } from '#rules/ratings/figures.ts'
import { listUnitsById } from '#records/officers.ts'
import { listPublishedForPatterns, listUnitRatings, type UnitRatings } from '#records/ratings.ts'
import { lookingFurther } from '#records/scope.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { addRoute } from '../answer.ts'
import { getRatings, type Ratings } from '../contract/ratings.ts'
import { officerOf } from '../staff-gate.ts'
import { unitView } from '../views/units.ts'

const readers: readonly string[] = ['leader', 'triage', 'supervisor', 'handler']

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
      units: found.map(figures => figuresOf(officer, figures, unitView(units.get(figures.unitId)!), patterns)).sort((a, b) => a.unit.nameZh.localeCompare(b.unit.nameZh, 'zh-CN')),
    })
  })
}

/** A unit that answered reads of itself what is published, and no suspicion: a count that grows between two batches would tell it who rated. */
function figuresOf({ role }: Officer, { unitId, answered, rated, published, satisfied, scores }: UnitRatings, unit: Ratings['units'][number]['unit'], patterns: readonly RatingPattern[]): Ratings['units'][number] {
  const share = shownShare(satisfied, published)
  const isOwn = role === 'handler'
  return {
    unit, answered, rated: isOwn ? published : rated, ...(share !== 'too-few' && { satisfied: share }),
    scores: ratingAspects.flatMap(aspect => (scores[aspect] && isShown(scores[aspect].count) ? [{ aspect, ...scores[aspect] }] : [])),
    worthALook: isOwn ? [] : patterns.filter(pattern => pattern.unitId === unitId).map(({ kind, ratings }) => ({ kind, ratings })),
  }
}
