import type { ListedPage, Place, PublicCatalogue } from '#records/public.ts'
import { listOrders, pageSize } from '#records/public.ts'
import { itemTexts } from '#text/pages-items.ts'
import { recordTexts } from '#text/pages-records.ts'
import { publicAnswerTexts } from '#text/public-answers.ts'
import { moneyText, periodText } from '#text/values.ts'
import { flat, html, type Hole, type Html } from './html.ts'
import { languageField, page } from './layout.ts'
import { answersAddress } from './parts/answer-list.ts'
import { pager } from './parts/pager.ts'
import { categoryName, itemName, recordList } from './parts/record-list.ts'
import { listAddress, type ListQuery } from './list-query.ts'
import { above } from './village.ts'
import type { Snippet } from './snippets.ts'
import { to, type View } from './view.ts'

export type ListFacts = { readonly path: readonly Place[]; readonly village: Place; readonly catalogue: PublicCatalogue; readonly listed: ListedPage; readonly snippets?: ReadonlyMap<string, readonly Snippet[]> | undefined
  /** Answers of the village in which the words stand too. */
  readonly answered: number }

/** A village's records, twenty to a page. */
export function listPage(view: View, query: ListQuery, facts: ListFacts): Html {
  const { village, catalogue, listed } = facts
  const text = recordTexts[view.language]
  const pages = Math.max(1, Math.ceil(listed.total / pageSize))
  const body = html`<h1>${text.listOf(village.name)}</h1>
${filters(view, query, facts)}
<p class="count" role="status"><strong>${text.matches(listed.total)}</strong>${narrowed(view, query, catalogue)}${query.item !== undefined && html` <a class="more" href="${to(view, `/v/${village.code}/i/${query.item}`)}">${itemTexts[view.language].about}</a>`}</p>
${facts.answered > 0 && html`<p class="count"><a class="more" href="${to(view, answersAddress(village.code, { q: query.q, page: 1 }))}">${publicAnswerTexts[view.language].alsoAnswered(facts.answered)}</a></p>`}
${listed.sumFen !== null && html`<p class="count">${text.sumOfList} <strong>${moneyText(view.language, listed.sumFen)}</strong></p>`}
${listed.total > 0 ? recordList(view, catalogue, listed.records, facts.snippets) : nothing(view, village)}
${pager(view, query.page, pages, number => listAddress(village.code, { ...query, page: number }))}`
  return page(view, { title: text.listOf(village.name), body, path: [...above(facts.path), { address: `/v/${village.code}`, name: village.name }] })
}

function filters(view: View, query: ListQuery, { village, catalogue }: ListFacts): Html {
  const text = recordTexts[view.language]
  const isOpen = [query.item, query.period, query.min, query.max, query.sort].some(asked => asked !== undefined)
  return html`<form class="filters" action="/v/${village.code}/d" method="get">
<div class="search" role="search"><label for="q">${text.search}</label><div><input id="q" name="q" type="search" value="${query.q ?? ''}" enterkeyhint="search" maxlength="100"><button>${text.search}</button></div></div>
<details${isOpen && html` open`}><summary>${text.filters}</summary>
${choices(view, query, catalogue)}${figures(view, query)}</details>${languageField(view)}
</form>`
}

const made = new WeakMap<PublicCatalogue, Map<string, Html>>()

/** The sixty items to choose from are half the page and the same for every village, so they are written once for each choice. */
function choices(view: View, query: ListQuery, catalogue: PublicCatalogue): Html {
  const ofCatalogue = made.get(catalogue) ?? new Map<string, Html>()
  made.set(catalogue, ofCatalogue)
  const key = [view.language, view.today.slice(0, 4), query.category, query.item, query.period].join(' ')
  const known = ofCatalogue.get(key) ?? flat(writeChoices(view, query, catalogue))
  if (ofCatalogue.size < 1000) ofCatalogue.set(key, known)
  return known
}

function writeChoices(view: View, query: ListQuery, catalogue: PublicCatalogue): Html {
  const text = recordTexts[view.language]
  const items = [...catalogue.items.values()].filter(item => (query.category === undefined || item.category === query.category) && (!item.isRetired || item.slug === query.item))
  return html`<div class="columns">
<p><label for="category">${text.category}</label> <select id="category" name="category"><option value="">${text.all}</option>${[...catalogue.categories.keys()].map(slug =>
    option(slug, categoryName(view, catalogue, slug), query.category))}</select></p>
<p><label for="item">${text.item}</label> <select id="item" name="item"><option value="">${text.all}</option>${items.map(item =>
    option(item.slug, itemName(view, catalogue, item.slug), query.item))}</select></p>
<p><label for="period">${text.year}</label> <select id="period" name="period"><option value="">${text.all}</option>${yearsTo(view, query.period).map(year =>
    option(year, year, query.period))}</select></p>
</div>`
}

/** Between which sums, and in which order. */
function figures(view: View, query: ListQuery): Html {
  const text = recordTexts[view.language]
  const amount = (name: 'min' | 'max', label: string) => html`<p><label for="${name}">${label}</label> <input id="${name}" name="${name}" value="${query[name] ?? ''}" inputmode="decimal" maxlength="20"></p>`
  return html`<div class="columns">
${amount('min', text.least)}
${amount('max', text.most)}
<p><label for="sort">${text.sort}</label> <select id="sort" name="sort">${listOrders.map((order, i) => option(i === 0 ? '' : order, text.orders[order], query.sort ?? ''))}</select></p>
<p><button class="second">${text.apply}</button></p>
</div>`
}

function option(value: string, name: string, chosen: string | undefined): Html {
  return html`<option value="${value}"${value === chosen && html` selected`}>${name}</option>`
}

/** The last ten years, and whatever the address asks for. */
function yearsTo(view: View, asked: string | undefined): string[] {
  const now = Number(view.today.slice(0, 4))
  const years = Array.from({ length: 10 }, (_, i) => String(now - i))
  return asked === undefined || years.includes(asked) ? years : [asked, ...years]
}

function narrowed(view: View, query: ListQuery, catalogue: PublicCatalogue): Hole {
  const words = [
    query.category !== undefined && categoryName(view, catalogue, query.category),
    query.item !== undefined && itemName(view, catalogue, query.item), query.period !== undefined && periodText(view.language, query.period),
    query.min !== undefined && `≥ ${query.min}`, query.max !== undefined && `≤ ${query.max}`, query.q !== undefined && `“${query.q}”`,
  ].filter(word => typeof word === 'string')
  if (words.length === 0) return undefined
  return html` <span class="small">${words.join(' · ')}</span> <a class="more" href="${to(view, view.address.split('?')[0]!)}">${recordTexts[view.language].clear}</a>`
}

function nothing(view: View, village: Place): Html {
  const text = recordTexts[view.language]
  return html`<p>${text.noMatches}</p><p>${text.noMatchesHint}</p>
<p><a class="button" href="${to(view, `/complain?v=${village.code}`)}">${text.askRecord}</a></p>`
}
