import { addDays, type PlainDate } from '../calendar/plain-date.ts'
import { isWorkingDay, type Calendar } from '../calendar/working-days.ts'

export const messageTemplates = ['progress', 'work-waits', 'reminder', 'sign-in-code', 'village', 'account'] as const
/** The fixed sentences there are: to a resident, that something happened; to an officer, that work came or waits; to whoever asked for it, a code to sign in, or that a followed village published; to the holder of an account, that something was tried or changed. */
export type MessageTemplate = (typeof messageTemplates)[number]

export const messageChannels = ['sms', 'wechat', 'email'] as const
export type MessageChannel = (typeof messageChannels)[number]

/** A moment in China: the day, and minutes since its midnight. */
export type DayAndMinute = { readonly day: PlainDate; readonly minute: number }

/** Residents are not woken; officers are told in the hours of their office, and reminded on working days only. */
const hours = {
  progress: { from: 8 * 60, to: 20 * 60, onWorkingDays: false },
  'work-waits': { from: 8 * 60 + 30, to: 17 * 60 + 30, onWorkingDays: true },
  reminder: { from: 8 * 60 + 30, to: 17 * 60 + 30, onWorkingDays: true },
  village: { from: 8 * 60, to: 20 * 60, onWorkingDays: false },
  // Whoever did not do it himself must act at once; it comes once a day at most.
  account: { from: 0, to: 24 * 60, onWorkingDays: false },
  // Somebody sits before the page and waits for it.
  'sign-in-code': { from: 0, to: 24 * 60, onWorkingDays: false },
} as const satisfies Record<MessageTemplate, { from: number; to: number; onWorkingDays: boolean }>

/** The first moment, from `now` on, at which such a message may be sent. */
export function mayBeSentFrom(template: MessageTemplate, now: DayAndMinute, calendar: Calendar): DayAndMinute {
  const { from, to, onWorkingDays } = hours[template]
  const isDay = (day: PlainDate) => !onWorkingDays || isWorkingDay(calendar, day)
  if (isDay(now.day) && now.minute < to) return { day: now.day, minute: Math.max(now.minute, from) }
  let day = addDays(now.day, 1)
  while (!isDay(day)) day = addDays(day, 1)
  return { day, minute: from }
}

/** How long to wait after the n-th failure, in minutes; undefined when it is given up. */
export function waitAfterFailure(attempts: number): number | undefined {
  return [1, 5, 30, 120, 720][attempts - 1]
}
