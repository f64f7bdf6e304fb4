/**
 * Whether everything is asked that could be. An ordinary run must end in a quarter of an hour on two cores, so tests that repeat one question for many accounts or
 * items ask it of a part; `WHOLE=1 npm test` asks all, before a release and after a change of what they watch.
 */
export const isWhole = process.env['WHOLE'] === '1'

/** The first of a list and every so many of the others, at each turn of others: what one account or day leaves out, the next asks. All of it in a whole run. */
export function turnOf<Thing>(list: readonly Thing[], every: number, turn: number): readonly Thing[] {
  return isWhole ? list : list.filter((_, n) => n === 0 || (n + turn) % every === 0)
}

/** Every so many of a list, from the first on; all of it in a whole run. */
export function someOf<Thing>(list: readonly Thing[], every: number): readonly Thing[] {
  return isWhole ? list : list.filter((_, n) => n % every === 0)
}
