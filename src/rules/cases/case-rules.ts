import type { PlainDate } from '../calendar/plain-date.ts'
import { toPlainDate } from '../calendar/plain-date.ts'
import { elements, readObject, refuseRepeats, requiredCount, requiredText } from '../catalogue/json-shape.ts'
import { cardRulesIn, type CardRule } from './card-rules.ts'
import type { Told } from './events.ts'

/**
 * How long each step may take in one county, and how many times. Working days unless the name says otherwise. Counties differ by this
 * table, never by code.
 */
export type CaseLimits = { readonly [Key in LimitKey]: number }

/** Each limit with the least value that makes sense. */
const limitKeys = {
  /** From filing to acceptance. */
  accept: 1,
  /** Within which the complainant supplies what the desk asked for; the clock stands still. Calendar days to revive a lapsed case. */
  supply: 1,
  reviveCalendarDays: 0,
  /** From a proposed rejection to the second person's decision; days to appeal; from the appeal to its decision. */
  confirmRejection: 1,
  appealCalendarDays: 1,
  decideAppeal: 1,
  /** From acceptance to assignment: Yingzhou district lets the supervising unit dispatch within 3 working days. */
  assign: 1,
  /** From a return to the next assignment, and to the county's after the last return. */
  reassign: 1,
  countyDecides: 1,
  /** Within which a unit must say that a matter is not its own: a bureau in Hengyang allows 1 working day. */
  returnWithin: 0,
  mostReturns: 0,
  /** From assignment to the responsible unit's signature. */
  sign: 1,
  /** From that signature to the unit's first words to the complainant. */
  contact: 1,
  /** How many units may help the responsible one. */
  mostHelpers: 0,
  /** From acceptance to the answer: Ma'anshan closes normally within 10 working days. */
  handle: 1,
  /** The longest single extension, how many there may be, and how long before the due day one must be asked for. */
  extensionDays: 1,
  mostExtensions: 0,
  askBefore: 0,
  /** From the draft to the decision of review. */
  review: 1,
  /** Calendar days after the answer within which it can be rated, and after which a silent case closes. */
  rateCalendarDays: 1,
  silentCloseCalendarDays: 1,
  /** For a return visit; and of a hundred answers how many are drawn for one. */
  visit: 1,
  visitPercent: 0,
  /** From a bad rating to the order to do it again, and from that order to the new answer. */
  orderRedo: 1,
  redo: 1,
  /** From a second bad rating to the county's decision. */
  decideEscalation: 1,
  /** For what the supervision of a case asks, if nobody says otherwise. */
  supervise: 1,
  /** From one level to the next, for a card or letter that nobody answers. */
  raise: 1,
  /** Calendar days after closing: when it is asked whether the matter is still solved, and until when it may be reopened. */
  stillSolvedCalendarDays: 1,
  reopenCalendarDays: 0,
  /** The light turns yellow this near to the due day, or once this share of the time is used. */
  yellowWithin: 0,
  yellowPercentUsed: 1,
} as const
export type LimitKey = keyof typeof limitKeys

/** Limits that a later version of the common rules brought, with what holds under the versions before it. */
const broughtLater: Partial<Record<LimitKey, number>> = { raise: 3, contact: 2 }

/** The names of all limits. */
export const limitNames = Object.keys(limitKeys) as LimitKey[]

/** A ground for rejection, with the addresses that can be the right one for such a matter. */
export type RejectionReason = Told & { readonly addresses: readonly Told[] }

/** What holds for the cases of one county: limits, grounds for rejection, where a matter is shown to instead, and what earns a card. */
export type CaseRules = { readonly limits: CaseLimits; readonly rejectionReasons: readonly RejectionReason[]; readonly routes: readonly Told[]; readonly cards: readonly CardRule[] }

/** What a county sets otherwise: some limits, or a whole list anew. */
export type CountyCaseRules = { readonly limits: Partial<CaseLimits>; readonly rejectionReasons?: readonly RejectionReason[]; readonly routes?: readonly Told[]; readonly cards?: readonly CardRule[] }

/** Rules with the day from which they hold. */
export type Dated<Rules> = { readonly validFrom: PlainDate; readonly rules: Rules }

/** Everything there is: the common rules, and for each county what it set, in the order it was set. */
export type CaseRuleBook = { readonly common: readonly Dated<CaseRules>[]; readonly counties: ReadonlyMap<number, readonly Dated<CountyCaseRules>[]> }

/** The rules of a county on a day. A case keeps those of the day its cycle began. */
export function rulesOn(book: CaseRuleBook, countyCode: number, day: PlainDate): CaseRules {
  const first = book.common[0]
  if (!first) throw new Error('no rules for cases are loaded')
  const common = book.common.findLast(dated => dated.validFrom <= day) ?? first
  const own = (book.counties.get(countyCode) ?? []).filter(dated => dated.validFrom <= day)
  return {
    limits: Object.assign({}, common.rules.limits, ...own.map(dated => dated.rules.limits)) as CaseLimits,
    rejectionReasons: own.findLast(dated => dated.rules.rejectionReasons)?.rules.rejectionReasons ?? common.rules.rejectionReasons,
    routes: own.findLast(dated => dated.rules.routes)?.rules.routes ?? common.rules.routes,
    cards: own.findLast(dated => dated.rules.cards)?.rules.cards ?? common.rules.cards,
  }
}

type Narrowed<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly errors: readonly string[] }

/** Narrows a rules file of data/cases. Names every mistake with its place. */
export function toCaseRules(json: unknown): Narrowed<Dated<CaseRules> & { readonly version: number }> {
  const errors: string[] = []
  const file = readObject(json, 'rules', errors)
  const limits = limitsIn(withBroughtLater(file.members['limits']), errors, limitNames)
  // The first version knew no cards.
  const cards = file.members['cards'] === undefined ? [] : cardRulesIn(file.members, errors)
  const [rejectionReasons, routes] = [reasonsIn(file.members, errors), routesIn(file.members, errors)]
  const value = { version: requiredCount(file, 'version', 1), validFrom: dayIn(file.members['validFrom'], errors), rules: { limits: limits as CaseLimits, rejectionReasons, routes, cards } }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value }
}

/** Narrows what a county sets. What it leaves out stays common. */
export function toCountyCaseRules(json: unknown): Narrowed<CountyCaseRules> {
  const errors: string[] = []
  const { members } = readObject(json, 'rules', errors)
  const set = members['limits'] ?? {}
  const named = Object.keys(readObject(set, 'rules.limits', errors).members)
  for (const key of named.filter(key => !(key in limitKeys))) errors.push(`rules.limits.${key} is no limit`)
  const limits = limitsIn(set, errors, named.filter((key): key is LimitKey => key in limitKeys))
  const value: CountyCaseRules = {
    limits, ...(members['rejectionReasons'] !== undefined && { rejectionReasons: reasonsIn(members, errors) }), ...(members['routes'] !== undefined && { routes: routesIn(members, errors) }),
    ...(members['cards'] !== undefined && { cards: cardRulesIn(members, errors) }),
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value }
}

function withBroughtLater(limits: unknown): unknown {
  return typeof limits === 'object' && limits !== null && !Array.isArray(limits) ? { ...broughtLater, ...limits } : limits
}

function limitsIn(json: unknown, errors: string[], keys: readonly LimitKey[]): Partial<CaseLimits> {
  const reader = readObject(json, 'rules.limits', errors)
  const limits = Object.fromEntries(keys.map(key => [key, requiredCount(reader, key, limitKeys[key])]))
  for (const [key, value] of Object.entries(limits)) if (value > mostOf(key)) errors.push(`rules.limits.${key} must be at most ${mostOf(key)}`)
  return limits
}

function mostOf(key: string): number {
  return key.endsWith('Percent') || key.startsWith('yellowPercent') ? 100 : 365
}

function reasonsIn(members: Readonly<Record<string, unknown>>, errors: string[]): RejectionReason[] {
  const read = { errors, path: 'rules', members }
  const reasons = elements(read, 'rejectionReasons', true).map(({ value, path }) => ({ ...toldIn(value, path, errors), addresses: toldsIn(value, path, 'addresses', errors) }))
  refuseRepeats(errors, 'rules.rejectionReasons', reasons.map(reason => reason.code))
  return reasons
}

function routesIn(members: Readonly<Record<string, unknown>>, errors: string[]): Told[] {
  return toldsIn(members, 'rules', 'routes', errors)
}

function toldsIn(value: unknown, path: string, key: string, errors: string[]): Told[] {
  const told = elements(readObject(value, path, errors), key, true).map(element => toldIn(element.value, element.path, errors))
  refuseRepeats(errors, `${path}.${key}`, told.map(one => one.code))
  if (told.length === 0) errors.push(`${path}.${key} must not be empty`)
  return told
}

function toldIn(value: unknown, path: string, errors: string[]): Told {
  const reader = readObject(value, path, errors)
  return { code: requiredText(reader, 'code'), zh: requiredText(reader, 'zh'), en: requiredText(reader, 'en') }
}

function dayIn(value: unknown, errors: string[]): PlainDate {
  const day = typeof value === 'string' ? toPlainDate(value) : undefined
  if (!day) errors.push('rules.validFrom must be a day')
  return day ?? ('1970-01-01' as PlainDate)
}
