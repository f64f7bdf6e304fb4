import type { CaseEventDetails, Told } from '#rules/cases/events.ts'
import { listItemsEver } from '#records/catalogue.ts'
import type { Asking, MoveRefusal } from './case-move.ts'
import { done, refuse, type Outcome } from './context.ts'

/** The item of the county's list that a case is put under, as it is called today, and what it stood under before. */
export async function itemFor({ tx, file, asked, day }: Asking): Promise<Outcome<object, MoveRefusal>> {
  if (asked.itemSlug === undefined) return refuse({ code: 'choice-missing' })
  if (asked.itemSlug === file.itemSlug) return refuse({ code: 'nothing-changed' })
  const items = await listItemsEver(tx, file.countyCode, day.today)
  const item = items.find(({ slug, state }) => slug === asked.itemSlug && state === 'listed')
  if (!item) return refuse({ code: 'unknown-item' })
  const before = items.find(({ slug }) => slug === file.itemSlug)
  return done({ item: toldOf(item), ...(before && { before: toldOf(before) }) } satisfies CaseEventDetails['classify'])
}

function toldOf({ slug, zh, en }: { readonly slug: string; readonly zh: string; readonly en: string }): Told {
  return { code: slug, zh, en }
}
