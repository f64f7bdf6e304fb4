import { toPlainDate, type PlainDate } from '../calendar/plain-date.ts'

/** Nobody publishes an older picture, and cameras whose clock was never set say 1970 or 1980. */
const earliest = '1990-01-01'

/** The day a picture was taken, if it can be one: not before 1990, and not after today. */
export function toDayTaken(text: string | undefined, today: PlainDate): PlainDate | undefined {
  const day = text === undefined ? undefined : toPlainDate(text)
  return day !== undefined && day >= earliest && day <= today ? day : undefined
}
