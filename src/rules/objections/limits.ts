import { addDays, type PlainDate } from '../calendar/plain-date.ts'
import { nthWorkingDayAfter, type Calendar } from '../calendar/working-days.ts'
import type { ObjectionState } from './lifecycle.ts'

/**
 * How long an objection may wait. A town's published rule answers objections within 10 days; ours gives the village 3 working
 * days first and the township 10 (working days on the State Council calendar, as everywhere in this program).
 */
export const objectionLimits = { answer: 3, decide: 10, correct: 5, contentCalendarDays: 15 } as const

/** The day by which somebody must act, counted from the day the present state began; undefined when nobody must. */
export function objectionDue(calendar: Calendar, state: ObjectionState, since: PlainDate): PlainDate | undefined {
  switch (state) {
    case 'raised': return nthWorkingDayAfter(calendar, since, objectionLimits.answer).day
    case 'escalated': return nthWorkingDayAfter(calendar, since, objectionLimits.decide).day
    case 'upheld': return nthWorkingDayAfter(calendar, since, objectionLimits.correct).day
    case 'answered': return addDays(since, objectionLimits.contentCalendarDays)
    case 'corrected': case 'dismissed': case 'settled': case 'withdrawn': return undefined
  }
}
