import { addDays, instantInShanghai, plainDateInShanghai, toPlainDate } from '../calendar/plain-date.ts'

/** A publication is fixed at most so many days ahead: later, what was checked is too old. */
export const mostDaysAhead = 60

export type PublishTimeProblem = 'publish-time-unreadable' | 'publish-time-past' | 'publish-time-too-far'

/** Reads `YYYY-MM-DDTHH:MM`, a day and an hour in China, as milliseconds since 1970. */
export function readPublishTime(text: string, now: number): { readonly ok: true; readonly value: number } | { readonly ok: false; readonly code: PublishTimeProblem } {
  const [, day = '', hour = '', minute = ''] = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)$/.exec(text.trim()) ?? []
  const plain = toPlainDate(day)
  if (plain === undefined) return { ok: false, code: 'publish-time-unreadable' }
  const at = instantInShanghai(plain, Number(hour), Number(minute))
  if (at <= now) return { ok: false, code: 'publish-time-past' }
  return plain > addDays(plainDateInShanghai(now), mostDaysAhead) ? { ok: false, code: 'publish-time-too-far' } : { ok: true, value: at }
}
