import { rateLimit, type Allowance, type RateLimit } from './rate-limit.ts'

/** What one source, or everybody together, may do; one set for the whole program, so that a second door is no second budget. */
export type Allowances = {
  readonly filings: RateLimit
  readonly guessesOfOne: RateLimit
  readonly guessesOfAll: RateLimit
  /** Searches for payments under one name of one village, whoever makes them. */
  readonly payeeNames: RateLimit
}

/**
 * A whole village can sit behind one carrier address, and on the day a list is published many of its people may write within the hour:
 * so the bucket holds as many complaints as a large village has households. A flood beyond that waits.
 */
const villageBehindOneAddress: Allowance = { burst: 1500, perHour: 300 }
// Wrong receipt codes: ten an hour for one source, five a second for everybody; a right code costs nothing.
const guessesOfOne: Allowance = { burst: 10, perHour: 10 }
const guessesOfAll: Allowance = { burst: 25, perHour: 5 * 3600 }

// Six characters of an identity number are some 340,000 possible endings: at five an hour nobody gets through them in a lifetime.
const triesOfOneName: Allowance = { burst: 20, perHour: 5 }

/** Opens full buckets. `filings` may be set otherwise by the operator. */
export function openAllowances(filings: Allowance = villageBehindOneAddress): Allowances {
  return { filings: rateLimit(filings), guessesOfOne: rateLimit(guessesOfOne), guessesOfAll: rateLimit(guessesOfAll), payeeNames: rateLimit(triesOfOneName) }
}
