/** A published rating with what is compared. */
export type PatternRating = { readonly caseId: string; readonly unitId: string; readonly grade: string; readonly opinion: string | null; readonly at: Date; readonly answeredAt: Date; /** Who wrote the complaint down for a caller, a letter or a file of the hotline; nobody where its complainant sent it. */ readonly enteredBy: string | null }

/** From how many ratings on something is worth a look. */
const thresholds = {
  /** Best grades within so many minutes of the answer, of so many complaints. */
  quickBest: { minutes: 10, least: 5 },
  /** The same opinion, of at least so many characters, on so many complaints. */
  sameWords: { characters: 6, least: 3 },
  /** All ratings of a unit within one minute, from so many on. */
  sameMinute: { least: 5 },
  /** Best grades only, on so many complaints that one officer wrote down: whoever writes one down has seen its code. */
  enteredByOne: { least: 3 },
} as const

export const patternKinds = ['quick-best', 'same-words', 'same-minute', 'entered-by-one'] as const
/** Why ratings of a unit are worth a look. It says nothing about those who rated: there may be a good reason. */
export type RatingPattern = { readonly unitId: string; readonly kind: (typeof patternKinds)[number]; readonly ratings: number }

/** What is worth a look in the published ratings, unit by unit. */
export function ratingPatterns(ratings: readonly PatternRating[]): RatingPattern[] {
  return [...Map.groupBy(ratings, rating => rating.unitId)].flatMap(([unitId, given]) => [
    ...found(unitId, 'quick-best', allBestAtOnce(given), thresholds.quickBest.least),
    ...found(unitId, 'same-words', mostWithSameWords(given), thresholds.sameWords.least),
    ...found(unitId, 'same-minute', allInOneMinute(given), thresholds.sameMinute.least),
    ...found(unitId, 'entered-by-one', mostBestOfOne(given), thresholds.enteredByOne.least),
  ])
}

function found(unitId: string, kind: RatingPattern['kind'], ratings: number, least: number): RatingPattern[] {
  return ratings >= least ? [{ unitId, kind, ratings }] : []
}

/** All of them: one unit with one slow or middling rating is an ordinary one. */
function allBestAtOnce(given: readonly PatternRating[]): number {
  const within = thresholds.quickBest.minutes * 60_000
  return given.every(({ grade, at, answeredAt }) => grade === 'verySatisfied' && at.getTime() - answeredAt.getTime() <= within) ? casesOf(given) : 0
}

function mostWithSameWords(given: readonly PatternRating[]): number {
  const words = (opinion: string | null) => (opinion ?? '').replace(/[\s\p{P}]/gu, '')
  const told = given.filter(rating => [...words(rating.opinion)].length >= thresholds.sameWords.characters)
  return Math.max(0, ...[...Map.groupBy(told, rating => words(rating.opinion)).values()].map(casesOf))
}

function allInOneMinute(given: readonly PatternRating[]): number {
  return new Set(given.map(({ at }) => Math.floor(at.getTime() / 60_000))).size === 1 ? casesOf(given) : 0
}

/** Of those written down by one officer, if none of them was rated less than best. */
function mostBestOfOne(given: readonly PatternRating[]): number {
  const entered = [...Map.groupBy(given.filter(({ enteredBy }) => enteredBy !== null), ({ enteredBy }) => enteredBy).values()]
  return Math.max(0, ...entered.filter(ratings => ratings.every(({ grade }) => grade === 'verySatisfied')).map(casesOf))
}

function casesOf(given: readonly PatternRating[]): number {
  return new Set(given.map(rating => rating.caseId)).size
}
