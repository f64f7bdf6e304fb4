import type { FastifyInstance } from 'fastify'
import { townshipOf } from '#rules/divisions/division-code.ts'
import { listCountyOf } from '#rules/policy/officer.ts'
import { findNewestSchema, findSchemaVersion, listCategories, listItemsEver, listItemsWithSchema } from '#records/catalogue.ts'
import { findDivision, listDivisionNames, listVillages } from '#records/divisions.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { addRoute } from '../answer.ts'
import * as contract from '../contract/catalogue.ts'
import { officerOf } from '../staff-gate.ts'
import { schemaView } from '../views/schema.ts'
import { csvTemplate, xlsxTemplate } from '../views/template.ts'

/** The item list, the forms, and the villages they are filled in for. */
export function addCatalogue(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listItems, async ({ query, request }) => {
    // Whoever asks may send any number: not every one is a place, and not every place has a list.
    const county = query.village === undefined ? listCountyOf(officerOf(request)) : (await findDivision(context.db, query.village))?.countyCode
    if (county === undefined || county === null) return refuse({ code: 'not-found' })
    const today = context.clock.today()
    const [categories, items, withSchema] = await Promise.all([listCategories(context.db), listItemsEver(context.db, county, today), listItemsWithSchema(context.db, county, today)])
    return done({
      version: categories[0]?.version ?? 0,
      categories: categories.map(({ slug, nameZh, nameEn }) => ({ slug, zh: nameZh, en: nameEn })),
      items: items.flatMap(({ number, slug, category, zh, en, cadence, noticeDays, state }) =>
        state === 'coming' ? [] : [{ number, slug, category, zh, en, cadence, noticeDays, hasSchema: withSchema.has(slug), isRetired: state === 'retired' }]),
    })
  })
  addRoute(staff, contract.getSchema, async ({ params, query, request }) => {
    const schema = query.version === undefined
      ? await findNewestSchema(context.db, params.item, listCountyOf(officerOf(request)), context.clock.today())
      : await findSchemaVersion(context.db, params.item, query.version)
    return schema ? done(schemaView(schema)) : refuse({ code: 'not-found' })
  })
  addRoute(staff, contract.getTemplate, async ({ params, language, request }) => {
    const schema = await findNewestSchema(context.db, params.item, listCountyOf(officerOf(request)), context.clock.today())
    if (!schema) return refuse({ code: 'not-found' })
    return done(params.file === 'template.csv' ? csvTemplate(schema, language) : xlsxTemplate(schema, language))
  })
  addRoute(staff, contract.listVillages, async ({ request }) => {
    const villages = (await listVillages(context.db, officerOf(request).reach)).filter(village => !village.isVirtual)
    const names = await listDivisionNames(context.db, [...new Set(villages.map(village => townshipOf(village.code)))])
    return done({ villages: villages.map(({ code, name }) => ({ code, name, townshipCode: townshipOf(code), townshipName: names.get(townshipOf(code)) ?? '' })) })
  })
}
