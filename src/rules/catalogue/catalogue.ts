import { cadences } from '#rules/disclosures/days.ts'
import type { Cadence } from '#rules/disclosures/days.ts'
import { bothLanguages, elements, oneWord, readObject, refuseRepeats, requiredCount, requiredText, texts } from './json-shape.ts'

/** A name in both languages. */
export type Names = { readonly zh: string; readonly en: string }

export type ItemCategory = Names & { readonly slug: string }

/** One thing every village must publish: how often, how long before a decision, and by and under which kinds of unit. */
export type SupervisionItem = Names & {
  readonly number: string
  readonly slug: string
  readonly category: string
  readonly cadence: Cadence
  /** Days of public notice before the decision; 0 for none. */
  readonly noticeDays: number
  readonly responsible: Names
  readonly supervising: Names
  /** The laws and rules that ask for the publication. */
  readonly basis: readonly string[]
}

/** The list of supervision items (监督事项清单): data that a county changes, never code. */
export type Catalogue = {
  readonly version: number
  readonly source: string
  readonly date: string
  readonly categories: readonly ItemCategory[]
  readonly items: readonly SupervisionItem[]
}

/** Data that has its shape, or every complaint about it. */
export type Narrowed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly string[] }

/** Narrows the JSON of a catalogue file. Each complaint names the place in the file. */
export function toCatalogue(json: unknown): Narrowed<Catalogue> {
  const errors: string[] = []
  const file = readObject(json, 'catalogue', errors)
  const catalogue: Catalogue = {
    version: requiredCount(file, 'version', 1),
    source: requiredText(file, 'source'),
    date: requiredText(file, 'date'),
    categories: elements(file, 'categories', true).map(({ value, path }) => toCategory(value, path, errors)),
    items: elements(file, 'items', true).map(({ value, path }) => toItem(value, path, errors)),
  }
  refuseRepeats(errors, 'catalogue.categories', catalogue.categories.map(category => category.slug))
  refuseRepeats(errors, 'catalogue.items', catalogue.items.map(item => item.slug))
  refuseRepeats(errors, 'catalogue.items', catalogue.items.map(item => item.number))
  for (const item of catalogue.items) {
    if (!catalogue.categories.some(category => category.slug === item.category)) {
      errors.push(`catalogue.items: ${item.slug} is in category ${item.category}, which the list does not have`)
    }
  }
  return errors.length === 0 ? { ok: true, value: catalogue } : { ok: false, errors }
}

function toCategory(json: unknown, path: string, errors: string[]): ItemCategory {
  const reader = readObject(json, path, errors)
  return { slug: slugOf(requiredText(reader, 'slug'), path, errors), zh: requiredText(reader, 'zh'), en: requiredText(reader, 'en') }
}

function toItem(json: unknown, path: string, errors: string[]): SupervisionItem {
  const reader = readObject(json, path, errors)
  return {
    number: requiredText(reader, 'number'),
    slug: slugOf(requiredText(reader, 'slug'), path, errors),
    category: requiredText(reader, 'category'),
    zh: requiredText(reader, 'zh'),
    en: requiredText(reader, 'en'),
    cadence: oneWord(reader, 'cadence', cadences),
    noticeDays: requiredCount(reader, 'noticeDays', 0),
    responsible: bothLanguages(reader, 'responsible'),
    supervising: bothLanguages(reader, 'supervising'),
    basis: texts(reader, 'basis', true),
  }
}

// Slugs stand in addresses and file names.
function slugOf(slug: string, path: string, errors: string[]): string {
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(slug)) errors.push(`${path}.slug must be small letters and digits joined by hyphens`)
  return slug
}
