/** Of fewer ratings than this no share is shown: it would say more about chance, or about one person, than about the unit. */
const leastShown = 5

/** A share with the interval in which it lies with 95 % certainty; or that there is too little to say. */
export type RatingShare = { readonly numerator: number; readonly denominator: number; readonly low: number; readonly high: number } | 'too-few'

/** Whether something counted from so many ratings may be shown. */
export function isShown(ratings: number): boolean {
  return ratings >= leastShown
}

/** The share of satisfied ratings as it may be shown. */
export function shownShare(numerator: number, denominator: number): RatingShare {
  return !isShown(denominator) ? 'too-few' : { numerator, denominator, ...wilsonInterval(numerator, denominator) }
}

/**
 * The score interval of E. B. Wilson (1927) for a share: unlike the usual plus-or-minus it stays within 0 and 1, and does not claim certainty
 * when everybody said the same.
 */
function wilsonInterval(numerator: number, denominator: number): { low: number; high: number } {
  const z = 1.959964
  const share = numerator / denominator
  const spread = z * Math.sqrt((share * (1 - share)) / denominator + z ** 2 / (4 * denominator ** 2))
  const [middle, scale] = [share + z ** 2 / (2 * denominator), 1 + z ** 2 / denominator]
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) }
}
