import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { Cadence } from '#rules/disclosures/days.ts'
import type { Names, SupervisionItem } from './catalogue.ts'

/** What of an item a county may decide. */
export type ItemFacts = {
  readonly number: string
  readonly category: string
  readonly zh: string
  readonly en: string
  readonly cadence: Cadence
  readonly noticeDays: number
  readonly responsible: Names
  readonly supervising: Names
  readonly basis: readonly string[]
}

export const changeKinds = ['add', 'change', 'retire', 'restore'] as const

/** One decision of a county about one item of the list (“40+N”). */
export type ItemChange =
  | { readonly kind: 'add'; readonly item: ItemFacts }
  | { readonly kind: 'change'; readonly item: Partial<ItemFacts> }
  | { readonly kind: 'retire' }
  | { readonly kind: 'restore' }

/** A decision and the day from which it holds; `seq` is the order in which the decisions about one item were made. */
export type DatedChange = { readonly slug: string; readonly seq: number; readonly validFrom: PlainDate; readonly change: ItemChange }

/** Where an item stands on a day: owed, no longer owed, or decided on but not yet in force. */
export type ItemState = 'listed' | 'retired' | 'coming'
export type CountyItem = SupervisionItem & { readonly state: ItemState; readonly isOwn: boolean }

/**
 * Every item a county's list has or had on a day, in the order of their numbers. A decision holds from its day on, that day included;
 * of two for the same day the later made one holds. Old records of a retired item still find their name here.
 */
export function countyItems(base: readonly SupervisionItem[], changes: readonly DatedChange[], day: PlainDate): CountyItem[] {
  const ordered = [...changes].sort((a, b) => compare(a.validFrom, b.validFrom) || a.seq - b.seq)
  const own = ordered.flatMap(({ slug, change }) => change.kind === 'add' ? [{ slug, ...change.item }] : [])
  const known = [...base.map(item => ({ item, isOwn: false })), ...own.map(item => ({ item, isOwn: true }))]
  const items = known.map(({ item, isOwn }) => {
    const inForce = ordered.filter(({ slug, validFrom }) => slug === item.slug && validFrom <= day)
    return inForce.reduce(applied, { ...item, isOwn, state: isOwn ? 'coming' : 'listed' } as CountyItem)
  })
  return items.sort((a, b) => byNumber(a.number, b.number))
}

/** The list of a county on a day: what a clerk is offered and a village owes. */
export function countyList(base: readonly SupervisionItem[], changes: readonly DatedChange[], day: PlainDate): CountyItem[] {
  return countyItems(base, changes, day).filter(item => item.state === 'listed')
}

/**
 * What a village owes on a rhythm or with every event, by the list as it stood on `day`. A duty list is frozen when its period opens:
 * ask with the first day of the period, and a change within the period changes nothing of it.
 */
export function itemsOwed(base: readonly SupervisionItem[], changes: readonly DatedChange[], day: PlainDate): CountyItem[] {
  return countyList(base, changes, day).filter(item => item.cadence !== 'none')
}

export type ChangeRefusal =
  /** A list is not changed for days that have passed: what was owed then stays owed. */
  | { readonly code: 'starts-in-past' }
  | { readonly code: 'item-exists' | 'unknown-item' | 'item-retired' | 'item-not-retired' | 'number-taken' | 'unknown-category' | 'own-prefix' | 'nothing-changed' | 'units-same' }

/** Why a county may not decide this, or undefined. */
export function changeRefusal(of: { base: readonly SupervisionItem[]; categories: readonly string[]; changes: readonly DatedChange[]; today: PlainDate }, asked: Omit<DatedChange, 'seq'>): ChangeRefusal | undefined {
  const { slug, validFrom, change } = asked
  if (validFrom < of.today) return { code: 'starts-in-past' }
  const items = countyItems(of.base, of.changes, '9999-12-31' as PlainDate)
  const item = items.find(known => known.slug === slug)
  const facts = change.kind === 'add' || change.kind === 'change' ? change.item : {}
  if (change.kind === 'add' && item) return { code: 'item-exists' }
  // A slug of a county's own never meets one that a later edition of the common list brings.
  if (change.kind === 'add' && !/^local-[a-z-]+$/u.test(slug)) return { code: 'own-prefix' }
  if (change.kind !== 'add' && !item) return { code: 'unknown-item' }
  if (change.kind === 'restore' && item?.state !== 'retired') return { code: 'item-not-retired' }
  if ((change.kind === 'retire' || change.kind === 'change') && item?.state === 'retired') return { code: 'item-retired' }
  if (change.kind === 'change' && Object.keys(facts).length === 0) return { code: 'nothing-changed' }
  if (facts.category !== undefined && !of.categories.includes(facts.category)) return { code: 'unknown-category' }
  if (facts.number !== undefined && items.some(known => known.number === facts.number && known.slug !== slug)) return { code: 'number-taken' }
  const { responsible, supervising } = { ...item, ...facts }
  return responsible !== undefined && responsible.zh === supervising?.zh ? { code: 'units-same' } : undefined
}

function applied(item: CountyItem, { change }: DatedChange): CountyItem {
  switch (change.kind) {
    case 'add': return { ...item, ...change.item, state: 'listed' }
    case 'change': return { ...item, ...change.item }
    case 'retire': return { ...item, state: 'retired' }
    case 'restore': return { ...item, state: 'listed' }
  }
}

// 2.9 stands before 2.10: the parts are numbers, not digits.
function byNumber(a: string, b: string): number {
  const [one, two] = [a, b].map(number => number.split('.').map(Number))
  for (const [index, part] of (one ?? []).entries()) if (part !== two?.[index]) return part - (two?.[index] ?? -1)
  return (one?.length ?? 0) - (two?.length ?? 0)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
