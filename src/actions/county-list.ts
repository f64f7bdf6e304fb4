import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { changeRefusal, type ChangeRefusal, type ItemChange } from '#rules/catalogue/county-list.ts'
import { countyForm, type AskedForm } from '#rules/catalogue/county-form.ts'
import { listRefusalFor } from '#rules/policy/county-list.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { findItemFor, findNewestSchema, listCategories, listChanges, listItems } from '#records/catalogue.ts'
import { insertChange, insertForm, lockCountyList, nextFormVersion } from '#records/county-list.ts'
import { inTransaction } from '#records/database.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'

export type CountyListRefusal = PolicyRefusal | ChangeRefusal | { readonly code: 'form-wrong'; readonly errors: readonly string[] }

export type AskedChange = { readonly slug: string; readonly validFrom: PlainDate; readonly change: ItemChange }

/** Decides about one item of the officer's county: adds, changes, retires or takes it back, from a day on. */
export async function changeCountyList(context: Context, officer: Officer, asked: AskedChange): Promise<Outcome<{ slug: string; seq: number }, CountyListRefusal>> {
  const forbidden = listRefusalFor(officer)
  if (forbidden) return refuse(forbidden)
  const county = officer.reach.low
  return inTransaction(context.db, async tx => {
    await lockCountyList(tx, county)
    const [base, categories, changes] = [await listItems(tx), await listCategories(tx), await listChanges(tx, county)]
    const refusal = changeRefusal({ base, categories: categories.map(category => category.slug), changes, today: context.clock.today() }, asked)
    if (refusal) return refuse(refusal)
    const seq = changes.filter(change => change.slug === asked.slug).length + 1
    await insertChange(tx, county, { ...asked, seq, authorId: officer.id, at: new Date(context.clock.now()) })
    return done({ slug: asked.slug, seq })
  })
}

/** Gives an item a form of the county's own, from a day on: the next version of its schema. */
export async function changeCountyForm(context: Context, officer: Officer, asked: { readonly slug: string; readonly validFrom: PlainDate; readonly form: AskedForm }): Promise<Outcome<{ version: number; droppedChecks: number }, CountyListRefusal>> {
  const forbidden = listRefusalFor(officer)
  if (forbidden) return refuse(forbidden)
  const county = officer.reach.low
  if (asked.validFrom < context.clock.today()) return refuse({ code: 'starts-in-past' })
  return inTransaction(context.db, async tx => {
    await lockCountyList(tx, county)
    const item = await findItemFor(tx, county, asked.slug, asked.validFrom)
    if (!item) return refuse({ code: 'unknown-item' })
    if (item.state === 'retired') return refuse({ code: 'item-retired' })
    const before = await findNewestSchema(tx, asked.slug, county, asked.validFrom)
    const made = countyForm(item, before, asked.form, await nextFormVersion(tx, asked.slug))
    if (!made.ok) return refuse({ code: 'form-wrong', errors: made.errors })
    await insertForm(tx, county, made.value.schema, { validFrom: asked.validFrom, authorId: officer.id, at: new Date(context.clock.now()) })
    return done({ version: made.value.schema.version, droppedChecks: made.value.dropped.length })
  })
}
