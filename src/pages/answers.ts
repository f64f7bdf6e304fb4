import type { Place, PublicAnswer, PublicCatalogue, PublicTypicalCase } from '#records/public.ts'
import { answersPerPage, noCategory } from '#records/public.ts'
import { monthName, publicAnswerTexts } from '#text/public-answers.ts'
import { html, type Html } from './html.ts'
import { inChinese, languageField, page } from './layout.ts'
import { answerList, answersAddress, typicalAddress, type AnswerQuery } from './parts/answer-list.ts'
import { pager } from './parts/pager.ts'
import { categoryName } from './parts/record-list.ts'
import { above } from './village.ts'
import type { View } from './view.ts'

export type AnswersFacts = { readonly path: readonly Place[]; readonly village: Place; readonly catalogue: PublicCatalogue; readonly answers: readonly PublicAnswer[]; readonly total: number }

/** Everything that villagers asked and that everybody may read, ten to a page. */
export function answersPage(view: View, query: AnswerQuery, { path, village, catalogue, answers, total }: AnswersFacts): Html {
  const text = publicAnswerTexts[view.language]
  const isNarrowed = query.category !== undefined || query.q !== undefined
  const body = html`<h1${inChinese(view)}>${text.listOf(village.name)}</h1><p class="lead">${text.lead}</p>
${(total > 0 || isNarrowed) && filters(view, query, village, catalogue)}
${total > 0 ? html`<p class="count" role="status"><strong>${text.matches(total)}</strong></p>${answerList(view, answers)}` : html`<p role="status">${isNarrowed ? text.noneFound : text.none}</p>`}
${pager(view, query.page, Math.ceil(total / answersPerPage), number => answersAddress(village.code, { ...query, page: number }))}`
  return page(view, { title: text.listOf(village.name), body, path: [...above(path), { address: `/v/${village.code}`, name: village.name }] })
}

function filters(view: View, query: AnswerQuery, village: Place, catalogue: PublicCatalogue): Html {
  const text = publicAnswerTexts[view.language]
  const options = [...catalogue.categories.keys()].map(slug => ({ slug, name: categoryName(view, catalogue, slug) }))
  return html`<form class="filters" action="/v/${village.code}/qa" method="get">
<div class="search" role="search"><label for="q">${text.search}</label><div><input id="q" name="q" type="search" value="${query.q ?? ''}" enterkeyhint="search" maxlength="100"><button>${text.searchButton}</button></div></div>
<p class="field"><label for="category">${text.category}</label> <select id="category" name="category"><option value="">${text.every}</option>${[...options, { slug: noCategory, name: text.noCategory }].map(({ slug, name }) =>
    html`<option value="${slug}"${slug === query.category && html` selected`}>${name}</option>`)}</select></p>${languageField(view)}</form>`
}

export type TypicalFacts = { readonly path: readonly Place[]; readonly county: Place; readonly cases: readonly PublicTypicalCase[]; readonly total: number; readonly page: number }

/** Typical cases of a county: how it was done elsewhere. */
export function typicalPage(view: View, { path, county, cases, total, page: number }: TypicalFacts): Html {
  const text = publicAnswerTexts[view.language]
  const body = html`<h1${inChinese(view)}>${text.typicalOf(county.name)}</h1><p class="lead">${text.typicalLead}</p>
${cases.length === 0 && html`<p role="status">${text.typicalNone}</p>`}
${cases.map(one => html`<article class="answer"><h2${inChinese(view)}>${one.title}</h2><h3>${text.what}</h3><p class="written"${inChinese(view)}>${one.question}</p>
<h3>${text.how}</h3><p class="written"${inChinese(view)}>${one.answer}</p><p class="small">${text.inMonth(monthName(view.language, one.shownIn))}${one.isChosen && ` · ${text.chosen}`}</p></article>`)}
${pager(view, number, Math.ceil(total / answersPerPage), next => typicalAddress(county.code, next))}`
  return page(view, { title: text.typicalOf(county.name), body, path: above(path) })
}
