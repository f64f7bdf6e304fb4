import type { FastifyInstance } from 'fastify'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { AskedForm } from '#rules/catalogue/county-form.ts'
import type { ItemChange } from '#rules/catalogue/county-list.ts'
import { listRefusalFor } from '#rules/policy/county-list.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { listCategories, listChanges, listItemsEver, listItemsWithSchema } from '#records/catalogue.ts'
import { changeCountyForm, changeCountyList } from '#actions/county-list.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { once } from '#actions/once.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/county-list.ts'
import { officerOf } from '../staff-gate.ts'

/** What a county makes of the list: items and forms of its own, from a day on. */
export function addCountyList(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.getCountyList, async ({ request }) => {
    const officer = officerOf(request)
    const refusal = listRefusalFor(officer)
    return refusal ? refuse(refusal) : done(await listView(context, officer))
  })
  addRoute(staff, contract.changeCountyList, async ({ body, request }) => {
    const officer = officerOf(request)
    const asked = { slug: body.slug, validFrom: body.validFrom as PlainDate, change: body.change as ItemChange }
    const made = await once(context, askedBy(request), inner => changeCountyList(inner, officer, asked))
    return made.ok ? done(await listView(context, officer)) : made
  })
  addRoute(staff, contract.changeCountyForm, async ({ params, body, request }) => {
    const { validFrom, ...form } = body
    const asked = { slug: params.item, validFrom: validFrom as PlainDate, form: form as AskedForm }
    const made = await once(context, askedBy(request), inner => changeCountyForm(inner, officerOf(request), asked))
    return made.ok ? done(made.value.value) : made
  })
}

async function listView(context: Context, officer: Officer): Promise<contract.CountyList> {
  const [county, today] = [officer.reach.low, context.clock.today()]
  const [categories, items, changes, withSchema] = await Promise.all([
    listCategories(context.db), listItemsEver(context.db, county, today), listChanges(context.db, county), listItemsWithSchema(context.db, county, today),
  ])
  return {
    today, categories: categories.map(({ slug, nameZh, nameEn }) => ({ slug, zh: nameZh, en: nameEn })),
    items: items.map(({ basis, ...item }) => ({
      ...item, basis: [...basis], hasSchema: withSchema.has(item.slug),
      changes: changes.filter(change => change.slug === item.slug).map(({ validFrom, change }) => ({ validFrom, kind: change.kind })),
    })),
  }
}
