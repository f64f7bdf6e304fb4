import { describe, expect, test } from 'vitest'
import file from '../../../data/catalogue/default.v1.json' with { type: 'json' }
import { toCatalogue } from './catalogue.ts'

describe('the default catalogue', () => {
  const read = toCatalogue(file)
  const items = read.ok ? read.value.items : []

  test('has its shape: 6 categories and 60 items, numbered within their category', () => {
    expect(read.ok).toBe(true)
    expect(items).toHaveLength(60)
    const categories = read.ok ? read.value.categories.map(category => category.slug) : []
    expect(categories).toHaveLength(6)
    for (const item of items) expect(categories[Number(item.number.split('.')[0]) - 1]).toBe(item.category)
  })

  test('asks for the entry-by-entry accounts every month and for subsidies seven days before the decision', () => {
    expect(items.find(item => item.slug === 'income-expense-detail')).toMatchObject({ number: '3.2', cadence: 'M', noticeDays: 0 })
    expect(items.find(item => item.slug === 'farmland-subsidy')).toMatchObject({ number: '4.7', cadence: 'E', noticeDays: 7 })
  })

  test('binds every item to a responsible unit and another supervising unit', () => {
    for (const item of items) expect(item.responsible.zh).not.toBe(item.supervising.zh)
  })
})

describe('narrowing', () => {
  test('names every mistake with its place', () => {
    const broken = { ...file, version: 0, items: [{ ...file.items[0], cadence: 'weekly', category: 'nowhere' }, file.items[1], file.items[1]] }
    const read = toCatalogue(broken)
    expect(read.ok ? [] : read.errors).toEqual([
      'catalogue.version must be a whole number from 1',
      'catalogue.items[0].cadence must be one of M, Q, H, A, E, none',
      `catalogue.items has ${file.items[1]?.slug} twice`,
      `catalogue.items has ${file.items[1]?.number} twice`,
      `catalogue.items: ${file.items[0]?.slug} is in category nowhere, which the list does not have`,
    ])
  })

  test('answers anything at all with errors instead of throwing', () => {
    for (const json of [undefined, null, 3, 'x', [], {}, { items: [null, 3], categories: 'no' }]) expect(toCatalogue(json).ok).toBe(false)
  })
})
