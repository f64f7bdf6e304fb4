import type { EnteredPerson } from '../intake/person.ts'
import type { DivisionCode } from '../divisions/division-code.ts'
import { levelOf, toDivisionCode } from '../divisions/division-code.ts'

export const complaintFields = ['village', 'statement', 'place', 'happened', 'wish', 'name', 'phone', 'forWhom', 'writer', 'photos'] as const
export type ComplaintField = (typeof complaintFields)[number]

export const complaintProblemCodes = ['missing', 'too-short', 'too-long', 'unreadable-characters', 'unknown-village', 'name-without-phone', 'phone-without-name', 'not-a-phone', 'too-many-photos', 'photo-too-large', 'photo-unreadable', 'wrong-type'] as const
export type ComplaintProblemCode = (typeof complaintProblemCodes)[number]

/** One mistake, to be shown beside its field. `n` is the photo it concerns, from 1. */
export type ComplaintProblem = { readonly field: ComplaintField; readonly code: ComplaintProblemCode; readonly most?: number; readonly least?: number; readonly n?: number }

/** What a resident typed, checked. Free text is kept to the letter. */
export type ComplaintForm = {
  readonly villageCode: DivisionCode
  readonly statement: string
  readonly place?: string
  readonly happened?: string
  readonly wish?: string
  readonly person?: EnteredPerson
  /** Somebody wrote it for another: an old neighbour, a mother. Who, is sealed with the person. */
  readonly isByHelper?: true
}

/** Lengths in characters. The least keeps an accidental tap from becoming a case. */
export const complaintLimits = { statementLeast: 5, statement: 4000, place: 200, happened: 200, wish: 500, name: 40, phone: 20, forWhom: 40, writer: 40, photos: 6, photoBytes: 10 * 1024 * 1024 } as const

const freeText = [['statement', complaintLimits.statement], ['place', complaintLimits.place], ['happened', complaintLimits.happened], ['wish', complaintLimits.wish], ['name', complaintLimits.name], ['phone', complaintLimits.phone], ['forWhom', complaintLimits.forWhom], ['writer', complaintLimits.writer]] as const

/** Checks everything at once, so that all mistakes can be shown together. `raw` is whatever arrived. */
export function checkComplaintForm(raw: Readonly<Record<string, unknown>>): { value?: ComplaintForm; problems: ComplaintProblem[] } {
  const problems: ComplaintProblem[] = []
  const text: Record<string, string> = {}
  for (const [field, most] of freeText) {
    const problem = problemOf(field, raw[field], most)
    if (problem) problems.push(problem)
    text[field] = typeof raw[field] === 'string' ? tidy(raw[field]) : ''
  }
  const visible = [...(text['statement'] ?? '').replace(/\s/gu, '')].length
  if (visible === 0) problems.push({ field: 'statement', code: 'missing' })
  else if (visible < complaintLimits.statementLeast) problems.push({ field: 'statement', code: 'too-short', least: complaintLimits.statementLeast })
  problems.push(...problemsOfPerson(text['name']!, text['phone']!))
  if (text['writer'] && !text['forWhom']) problems.push({ field: 'forWhom', code: 'missing' })
  const villageCode = toVillage(raw['village'])
  if (villageCode === undefined) problems.push({ field: 'village', code: raw['village'] ? 'unknown-village' : 'missing' })
  return problems.length > 0 || villageCode === undefined ? { problems } : { problems, value: toForm(villageCode, text, raw['helped'] === 'yes') }
}

function toForm(villageCode: DivisionCode, text: Readonly<Record<string, string>>, isHelped: boolean): ComplaintForm {
  const given = (field: 'place' | 'happened' | 'wish') => (text[field] ? { [field]: text[field] } : {})
  const { name, phone, writer: helper, forWhom } = text
  const person = { ...(name && { name }), ...(phone && { phone }), ...(helper && { helper }), ...(forWhom && { forWhom }) }
  return {
    villageCode, statement: text['statement']!, ...given('place'), ...given('happened'), ...given('wish'), ...(Object.keys(person).length > 0 && { person }),
    ...((isHelped || forWhom) && { isByHelper: true as const }),
  }
}

function problemOf(field: ComplaintField, value: unknown, most: number): ComplaintProblem | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') return { field, code: 'wrong-type' }
  if ([...tidy(value)].length > most) return { field, code: 'too-long', most }
  return hasUnreadable(value) ? { field, code: 'unreadable-characters' } : undefined
}

function problemsOfPerson(name: string, phone: string): ComplaintProblem[] {
  if (name && !phone) return [{ field: 'phone', code: 'name-without-phone' }]
  if (phone && !name) return [{ field: 'name', code: 'phone-without-name' }]
  const digits = phone.normalize('NFKC').replace(/[\s\-()+]/g, '')
  return phone && !/^\d{7,15}$/.test(digits) ? [{ field: 'phone', code: 'not-a-phone' }] : []
}

/** Control characters other than line breaks and tabs, lone surrogates, and marks that turn the direction of writing, which can make text read as something else. */
function hasUnreadable(text: string): boolean {
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u.test(text) || !text.isWellFormed()
}

/** Browsers send line ends as CR LF; the text itself is not touched. */
function tidy(text: string): string {
  return text.replaceAll('\r\n', '\n').trim()
}

function toVillage(value: unknown): DivisionCode | undefined {
  const code = toDivisionCode(typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '')
  return code !== undefined && levelOf(code) === 'village' ? code : undefined
}
