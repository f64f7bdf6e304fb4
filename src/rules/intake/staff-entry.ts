import { daysBetween, toPlainDate, type PlainDate } from '../calendar/plain-date.ts'
import { checkComplaintForm, complaintLimits, type ComplaintForm, type ComplaintProblem } from '../cases/complaint-form.ts'
import { isAddress, plainNumber } from '../messages/addresses.ts'
import { channelRules, isStaffChannel, longestNumber, tidyNumber, type StaffChannel } from './channels.ts'
import { isCallable, personOf, type EnteredPerson } from './person.ts'

/** A complaint as an officer wrote it down for somebody else. */
export type StaffEntry = Omit<ComplaintForm, 'person'> & {
  readonly channel: StaffChannel
  readonly channelNumber?: string
  /** The day it reached the other office or came in by post; today where it was said here. */
  readonly receivedOn: PlainDate
  readonly person?: EnteredPerson
  /** The number that short messages about progress go to; not sealed to custodians, because the gateway must have it. */
  readonly contact?: string
  /** The item of the county's list it falls under, where the desk knows. */
  readonly itemSlug?: string
}

export const entryFields = ['channel', 'channelNumber', 'receivedOn', 'helper', 'contact'] as const
export const entryProblemCodes = ['unknown-channel', 'number-missing', 'number-too-long', 'not-a-day', 'day-in-future', 'day-too-old', 'helper-missing', 'helper-not-taken', 'name-missing', 'too-long', 'contact-wrong'] as const
export type EntryProblem =
  | ComplaintProblem
  | { readonly field: (typeof entryFields)[number] | 'name'; readonly code: (typeof entryProblemCodes)[number]; readonly most?: number }

/** How many pages of a letter, or papers a visitor brought, are kept with one entry. */
export const mostScans = 20

/** Letters lie; but what came in more than a year ago is a slip of the pen. */
const oldestDays = 366

/** Checks an entry whole, so that all mistakes are shown together. `raw` is whatever arrived. */
export function checkStaffEntry(raw: Readonly<Record<string, unknown>>, today: PlainDate): { value?: StaffEntry; problems: EntryProblem[] } {
  const { value: matter, problems: ofMatter } = checkComplaintForm({ ...raw, name: undefined, phone: undefined })
  const channel = textOf(raw['channel'])
  const number = tidyNumber(textOf(raw['channelNumber']))
  const receivedOn = toPlainDate(textOf(raw['receivedOn']) || today)
  const contact = plainNumber(textOf(raw['contact']))
  const problems: EntryProblem[] = [...ofMatter, ...problemsOfDoor(channel, number), ...problemsOfDay(receivedOn, today), ...problemsOfPeople(raw, channel), ...problemsOfContact(contact)]
  if (!matter || !isStaffChannel(channel) || !receivedOn || problems.length > 0) return { problems }
  const itemSlug = textOf(raw['item'])
  const person = personOf({ name: textOf(raw['name']), phone: textOf(raw['phone']), helper: textOf(raw['helper']) })
  return { problems, value: { ...matter, channel, receivedOn, ...(number !== '' && { channelNumber: number }), ...(person && { person }), ...(itemSlug !== '' && { itemSlug }), ...(contact !== '' && { contact }) } }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}

function problemsOfDoor(channel: string, number: string): EntryProblem[] {
  if (!isStaffChannel(channel)) return [{ field: 'channel', code: 'unknown-channel' }]
  if (number === '') return channelRules[channel].number === 'required' ? [{ field: 'channelNumber', code: 'number-missing' }] : []
  return [...number].length > longestNumber ? [{ field: 'channelNumber', code: 'number-too-long', most: longestNumber }] : []
}

function problemsOfDay(day: PlainDate | undefined, today: PlainDate): EntryProblem[] {
  if (day === undefined) return [{ field: 'receivedOn', code: 'not-a-day' }]
  if (day > today) return [{ field: 'receivedOn', code: 'day-in-future' }]
  return daysBetween(day, today) > oldestDays ? [{ field: 'receivedOn', code: 'day-too-old' }] : []
}

function problemsOfContact(number: string): EntryProblem[] {
  return number === '' || isAddress('sms', number) ? [] : [{ field: 'contact', code: 'contact-wrong' }]
}

/** Without the name of the person helped nobody could hand over the receipt, so a helper cannot come for somebody unnamed. */
function problemsOfPeople(raw: Readonly<Record<string, unknown>>, channel: string): EntryProblem[] {
  const [name, phone, helper] = [textOf(raw['name']), textOf(raw['phone']), textOf(raw['helper'])]
  const hasHelper = isStaffChannel(channel) && channelRules[channel].helper
  const found: EntryProblem[] = []
  if (hasHelper && helper === '') found.push({ field: 'helper', code: 'helper-missing' })
  if (!hasHelper && helper !== '') found.push({ field: 'helper', code: 'helper-not-taken' })
  if (hasHelper && name === '') found.push({ field: 'name', code: 'name-missing' })
  if ([...name].length > complaintLimits.name) found.push({ field: 'name', code: 'too-long', most: complaintLimits.name })
  if ([...helper].length > complaintLimits.name) found.push({ field: 'helper', code: 'too-long', most: complaintLimits.name })
  if (phone !== '' && !isCallable(phone)) found.push({ field: 'phone', code: 'not-a-phone' })
  return found
}
