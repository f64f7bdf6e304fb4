import type { FastifyInstance } from 'fastify'
import type { Cadence } from '#rules/disclosures/days.ts'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { townshipOf } from '#rules/divisions/division-code.ts'
import { findNewestSchema, listCategories, listItems, listItemsWithSchema } from '#records/catalogue.ts'
import { listDivisionNames, listVillages } from '#records/divisions.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { addRoute } from '../answer.ts'
import * as contract from '../contract/catalogue.ts'
import { officerOf } from '../staff-gate.ts'
import { csvTemplate, xlsxTemplate } from '../views/template.ts'

/** The item list, the forms, and the villages they are filled in for. */
export function addCatalogue(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listItems, async () => {
    const [categories, items, withSchema] = await Promise.all([listCategories(context.db), listItems(context.db), listItemsWithSchema(context.db)])
    return done({
      version: categories[0]?.version ?? 0,
      categories: categories.map(({ slug, nameZh, nameEn }) => ({ slug, zh: nameZh, en: nameEn })),
      items: items.map(({ number, slug, category, nameZh, nameEn, cadence, noticeDays }) => ({
        number, slug, category, zh: nameZh, en: nameEn, cadence: cadence as Cadence, noticeDays, hasSchema: withSchema.has(slug),
      })),
    })
  })
  addRoute(staff, contract.getSchema, async ({ params }) => {
    const schema = await findNewestSchema(context.db, params.item)
    return schema ? done(schemaView(schema)) : refuse({ code: 'not-found' })
  })
  addRoute(staff, contract.getTemplate, async ({ params, language }) => {
    const schema = await findNewestSchema(context.db, params.item)
    if (!schema) return refuse({ code: 'not-found' })
    return done(params.file === 'template.csv' ? csvTemplate(schema, language) : xlsxTemplate(schema, language))
  })
  addRoute(staff, contract.listVillages, async ({ request }) => {
    const villages = (await listVillages(context.db, officerOf(request).reach)).filter(village => !village.isVirtual)
    const names = await listDivisionNames(context.db, [...new Set(villages.map(village => townshipOf(village.code)))])
    return done({ villages: villages.map(({ code, name }) => ({ code, name, townshipCode: townshipOf(code), townshipName: names.get(townshipOf(code)) ?? '' })) })
  })
}

function schemaView(schema: FieldSchema): contract.FieldSchemaView {
  const { rows, ...rest } = structuredClone(schema) as unknown as contract.FieldSchemaView
  return rows ? { ...rest, rows } : rest
}
