import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { Names, SupervisionItem } from '#rules/catalogue/catalogue.ts'
import type { CountyProcedure } from '#rules/catalogue/county-procedure.ts'
import { countyItems, type DatedChange } from '#rules/catalogue/county-list.ts'
import type { Cadence } from '#rules/disclosures/days.ts'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { villagerKeys } from '#rules/disclosures/views.ts'
import { compiler, prepare, type PublicReader } from './public-prepared.ts'

export type PublicCategory = { readonly slug: string; readonly nameZh: string; readonly nameEn: string }
export type PublicItem = Omit<SupervisionItem, 'zh' | 'en'> & { readonly nameZh: string; readonly nameEn: string; readonly isRetired: boolean }

/** The supervision-item list of a county as it stands, by slug, in its order. */
export type PublicCatalogue = {
  readonly categories: ReadonlyMap<string, PublicCategory>
  readonly items: ReadonlyMap<string, PublicItem>
  /** What the sum of an item's records is a sum of: a list that says only “total” would let an expense pass for an income. */
  readonly totalNames: ReadonlyMap<string, { readonly zh: string; readonly en: string }>
  /** Items whose records say more to the people of the village. */
  readonly villagerItems: ReadonlySet<string>
}

const categories = prepare()('catalogue_categories', () =>
  compiler.selectFrom('pub.catalogueCategory').select(['slug', 'nameZh', 'nameEn', 'version', 'seq']).orderBy('version').orderBy('seq'))

const items = prepare()('catalogue_items', () => compiler.selectFrom('pub.catalogueItem')
  .select(['slug', 'category', 'number', 'nameZh', 'nameEn', 'cadence', 'noticeDays', 'responsible', 'supervising', 'basis', 'version', 'seq']).orderBy('version').orderBy('seq'))

const changes = prepare<{ county: number }>()('county_changes', given =>
  compiler.selectFrom('pub.countyItem').select(['slug', 'seq', 'validFrom', 'change']).where('countyCode', '=', given.county).orderBy('slug').orderBy('seq'))

const schemas = prepare<{ county: number }>()('field_schemas', given => compiler.selectFrom('pub.fieldSchema').select('body')
  .where(where => where.or([where('countyCode', 'is', null), where('countyCode', '=', given.county)])).orderBy('version').orderBy('item'))

/** Every item that ever was, under its latest name: an old record of a retired item must still say what it is. */
export async function readCatalogue(reader: PublicReader, county: number, today: PlainDate): Promise<PublicCatalogue> {
  const [allCategories, allItems, ofCounty, allSchemas] = await Promise.all([categories.run(reader, {}), items.run(reader, {}), changes.run(reader, { county }), schemas.run(reader, { county })])
  const newest = allItems.reduce((version, item) => Math.max(version, item.version), 0)
  const base = [...latest(allItems).values()].map(({ nameZh, nameEn, cadence, responsible, supervising, basis, ...item }) => ({
    ...item, zh: nameZh, en: nameEn, cadence: cadence as Cadence,
    responsible: responsible as unknown as Names, supervising: supervising as unknown as Names, basis: basis as unknown as string[],
  }))
  const versionOf = new Map(base.map(item => [item.slug, item.version]))
  const known = countyItems(base, ofCounty as unknown as DatedChange[], today).filter(item => item.state !== 'coming').map(({ zh, en, state, ...item }) =>
    [item.slug, { ...item, nameZh: zh, nameEn: en, isRetired: state === 'retired' || (versionOf.get(item.slug) ?? newest) < newest }] as const)
  return { categories: latest(allCategories), items: new Map(known), totalNames: new Map(allSchemas.flatMap(({ body }) => totalName(body as unknown as FieldSchema))), villagerItems: new Set(allSchemas.flatMap(({ body }) => (villagerKeys(body as unknown as FieldSchema).length > 0 ? [(body as unknown as FieldSchema).item] : []))) }
}

function totalName(schema: FieldSchema): [string, { zh: string; en: string }][] {
  const field = schema.rows?.fields.find(field => field.key === schema.totalOf)
  return field ? [[schema.item, { zh: field.zh, en: field.en }]] : []
}

function latest<Entry extends { slug: string; version: number; seq: number }>(entries: readonly Entry[]): Map<string, Entry> {
  const bySlug = new Map(entries.map(entry => [entry.slug, entry]))
  return new Map([...bySlug].sort(([, a], [, b]) => a.seq - b.seq))
}

const procedure = prepare<{ county: number; slug: string; day: PlainDate }>()('item_procedure', given => compiler.selectFrom('pub.itemProcedure').select('body')
  .where('countyCode', '=', given.county).where('slug', '=', given.slug).where('validFrom', '<=', given.day).orderBy('validFrom', 'desc').orderBy('seq', 'desc').limit(1))

/** The procedure that a county set for an item and that holds on a day; undefined where it follows the common list. */
export async function readProcedure(reader: PublicReader, county: number, slug: string, day: PlainDate): Promise<CountyProcedure | undefined> {
  const [found] = await procedure.run(reader, { county, slug, day })
  return (found?.body ?? undefined) as CountyProcedure | undefined
}

const schema = prepare<{ item: string; version: number }>()('field_schema', given =>
  compiler.selectFrom('pub.fieldSchema').select('body').where('item', '=', given.item).where('version', '=', given.version))

/** The field schema a version was made with. It never changes, so whoever asks often may keep it. */
export async function getPublicSchema(reader: PublicReader, item: string, version: number): Promise<FieldSchema> {
  const [found] = await schema.run(reader, { item, version })
  if (!found) throw new Error(`no field schema ${item} version ${version}`)
  return found.body as unknown as FieldSchema
}
