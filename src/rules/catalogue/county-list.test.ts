import { describe, expect, test } from 'vitest'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import file from '../../../data/catalogue/default.v1.json' with { type: 'json' }
import { toCatalogue } from './catalogue.ts'
import { changeRefusal, countyItems, countyList, itemsOwed } from './county-list.ts'
import type { DatedChange, ItemChange, ItemFacts } from './county-list.ts'

const read = toCatalogue(file)
const base = read.ok ? read.value.items : []
const categories = read.ok ? read.value.categories.map(category => category.slug) : []
const day = (text: string) => text as PlainDate
const change = (slug: string, validFrom: string, what: ItemChange, seq = 1): DatedChange => ({ slug, seq, validFrom: day(validFrom), change: what })
const pond: ItemFacts = {
  number: '6.6', category: 'other', zh: '水面养殖发包专项公开', en: 'Ponds let for fish farming', cadence: 'Q', noticeDays: 7,
  responsible: { zh: '村集体经济组织', en: 'Economic organisation' }, supervising: { zh: '乡镇(街道)纪委', en: 'Township discipline inspection' }, basis: ['本县清单'],
}
const slugs = (changes: readonly DatedChange[], on: string) => countyList(base, changes, day(on)).map(item => item.slug)

describe('the list of a county', () => {
  test('is the common list, in its order, while the county has decided nothing', () => {
    expect(slugs([], '2026-09-21')).toEqual(base.map(item => item.slug))
  })
  test('has an added item from its day on, not the day before', () => {
    const added = [change('local-pond', '2026-10-01', { kind: 'add', item: pond })]
    expect(slugs(added, '2026-09-30')).not.toContain('local-pond')
    expect(slugs(added, '2026-10-01').at(-1)).toBe('local-pond')
    expect(slugs(added, '2026-10-02')).toHaveLength(61)
    expect(countyItems(base, added, day('2026-09-30')).at(-1)).toMatchObject({ slug: 'local-pond', state: 'coming', isOwn: true })
  })
  test('has lost a retired item on its day, and still knows what it was called', () => {
    const retired = [change('party-dues-and-funds', '2026-10-01', { kind: 'retire' })]
    expect(slugs(retired, '2026-09-30')).toContain('party-dues-and-funds')
    expect(slugs(retired, '2026-10-01')).not.toContain('party-dues-and-funds')
    expect(countyItems(base, retired, day('2026-10-01')).find(item => item.slug === 'party-dues-and-funds')).toMatchObject({ state: 'retired', zh: '党费收缴与党组织活动经费' })
  })
  test('takes a retired item back', () => {
    const both = [change('debts', '2026-10-01', { kind: 'retire' }), change('debts', '2027-01-01', { kind: 'restore' }, 2)]
    expect(slugs(both, '2026-12-31')).not.toContain('debts')
    expect(slugs(both, '2027-01-01')).toContain('debts')
  })
  test('calls a renamed item by its new name from its day on, and keeps everything else of it', () => {
    const renamed = [change('debts', '2026-10-01', { kind: 'change', item: { zh: '债权债务与清欠', cadence: 'M' } })]
    const on = (text: string) => countyList(base, renamed, day(text)).find(item => item.slug === 'debts')
    expect(on('2026-09-30')).toMatchObject({ zh: '债权债务', cadence: 'Q' })
    expect(on('2026-10-01')).toMatchObject({ zh: '债权债务与清欠', en: 'Receivables and debts', cadence: 'M', number: '3.9' })
  })
  test('follows the later of two decisions for the same day', () => {
    const twice = [change('debts', '2026-10-01', { kind: 'change', item: { cadence: 'M' } }, 1), change('debts', '2026-10-01', { kind: 'change', item: { cadence: 'A' } }, 2)]
    expect(countyList(base, twice.toReversed(), day('2026-10-01')).find(item => item.slug === 'debts')).toMatchObject({ cadence: 'A' })
  })
  test('owes nothing for an item without a rhythm', () => {
    expect(itemsOwed(base, [], day('2026-09-21')).map(item => item.slug)).not.toContain('local-additions')
    expect(itemsOwed(base, [], day('2026-09-21'))).toHaveLength(59)
  })
})

describe('a decision', () => {
  const refused = (slug: string, validFrom: string, what: ItemChange, changes: readonly DatedChange[] = []) =>
    changeRefusal({ base, categories, changes, today: day('2026-09-21') }, { slug, validFrom: day(validFrom), change: what })?.code
  test('holds from today at the earliest', () => {
    expect(refused('debts', '2026-09-20', { kind: 'retire' })).toBe('starts-in-past')
    expect(refused('debts', '2026-09-21', { kind: 'retire' })).toBeUndefined()
    expect(refused('debts', '2026-09-22', { kind: 'retire' })).toBeUndefined()
  })
  test('adds only what is not there, under a word of the county’s own and a free number', () => {
    expect(refused('local-pond', '2026-10-01', { kind: 'add', item: pond })).toBeUndefined()
    expect(refused('local-pond', '2026-10-01', { kind: 'add', item: pond }, [change('local-pond', '2026-10-01', { kind: 'add', item: pond })])).toBe('item-exists')
    expect(refused('pond', '2026-10-01', { kind: 'add', item: pond })).toBe('own-prefix')
    expect(refused('local-pond', '2026-10-01', { kind: 'add', item: { ...pond, number: '6.5' } })).toBe('number-taken')
    expect(refused('local-pond', '2026-10-01', { kind: 'add', item: { ...pond, category: 'nowhere' } })).toBe('unknown-category')
  })
  test('binds two different units', () => {
    expect(refused('local-pond', '2026-10-01', { kind: 'add', item: { ...pond, supervising: pond.responsible } })).toBe('units-same')
  })
  test('about an item that is not on the list, or retired already, is refused', () => {
    expect(refused('nowhere', '2026-10-01', { kind: 'retire' })).toBe('unknown-item')
    expect(refused('debts', '2026-11-01', { kind: 'retire' }, [change('debts', '2026-10-01', { kind: 'retire' })])).toBe('item-retired')
    expect(refused('debts', '2026-11-01', { kind: 'restore' })).toBe('item-not-retired')
    expect(refused('debts', '2026-11-01', { kind: 'change', item: {} })).toBe('nothing-changed')
  })
})
