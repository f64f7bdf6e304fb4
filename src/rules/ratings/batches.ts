import { addDays, type PlainDate } from '../calendar/plain-date.ts'

/** Of fewer complaints than this one could guess who said what. */
const leastInBatch = 5

/** A rating the unit it judges may not read yet. */
export type WaitingRating = { readonly caseId: string; readonly seq: number; readonly unitId: string; readonly day: PlainDate }

/** Ratings of one unit that become readable to it together; all are of days up to `through`. */
export type RatingBatch = { readonly unitId: string; readonly through: PlainDate; readonly ratings: readonly WaitingRating[] }

/**
 * What is published today. The later of two things is waited for, because it is the safer one for whoever rated: the month of the ratings is
 * over, and there are at least five complaints among them. What is too little waits for the next month.
 */
export function dueBatches(waiting: readonly WaitingRating[], today: PlainDate): RatingBatch[] {
  const through = addDays(`${today.slice(0, 7)}-01` as PlainDate, -1)
  const ofUnits = Map.groupBy(waiting.filter(rating => rating.day <= through), rating => rating.unitId)
  return [...ofUnits].filter(([, ratings]) => new Set(ratings.map(rating => rating.caseId)).size >= leastInBatch).map(([unitId, ratings]) => ({ unitId, through, ratings }))
}
