import { yearOf } from '#rules/calendar/plain-date.ts'
import { countyOf } from '#rules/divisions/division-code.ts'
import type { CategoryCount, ListedRecord, Place, PublicAnswer, PublicCatalogue, PublicDuty, YearTotals } from '#records/public.ts'
import { itemTexts } from '#text/pages-items.ts'
import { mineTexts } from '#text/pages-mine.ts'
import { meTexts } from '#text/pages-me.ts'
import { placeTexts } from '#text/pages-places.ts'
import { readingTexts } from '#text/pages-reading.ts'
import { publicAnswerTexts } from '#text/public-answers.ts'
import { projectTexts } from '#text/projects.ts'
import { moneyText, plainDayText } from '#text/values.ts'
import { dutySummary } from './duty-word.ts'
import { html, type Hole, type Html } from './html.ts'
import { inChinese, languageField, page } from './layout.ts'
import { answerSection, typicalAddress } from './parts/answer-list.ts'
import { ledger } from './parts/ledger.ts'
import { actBox, notice } from './parts/notice.ts'
import { categoryName, recordList } from './parts/record-list.ts'
import { to, type View } from './view.ts'

/** What the village page tells. */
export type VillageFacts = {
  readonly path: readonly Place[]
  readonly village: Place
  readonly counts: readonly CategoryCount[]
  readonly latest: readonly ListedRecord[]
  readonly totals: YearTotals
  readonly catalogue: PublicCatalogue
  readonly duties: readonly PublicDuty[]
  readonly answered: { readonly answers: readonly PublicAnswer[]; readonly total: number }
}

/** A village's open books: how up to date, the year's sums, what changed last, what there is. */
export function villagePage(view: View, facts: VillageFacts): Html {
  const { village, latest, catalogue } = facts
  const text = placeTexts[view.language]
  const address = `/v/${village.code}`
  const body = html`<div class="village">
<header class="cover"><span class="seal large" aria-hidden="true" lang="zh">公开</span><p>${text.kind}</p><h1${inChinese(view)}>${village.name}</h1>
${latest[0] && html`<p>${text.upToDate(plainDayText(view.language, latest[0].publishedOn))}</p>`}</header>
<div class="side">
${sums(view, facts.totals)}
${actBox({ title: text.askTitle, lead: text.askLead, button: text.askButton, address: to(view, `/complain?v=${village.code}`), below: html`<p><a href="${to(view, `${address}/mine`)}">${mineTexts[view.language].link}</a></p><p><a href="${to(view, '/track')}">${text.trackLink}</a></p>${view.site.hasResidents && html`<p><a href="${to(view, `/me?v=${village.code}`)}">${meTexts[view.language].followLink}</a></p>`}` })}
</div>
<div class="trunk">
${village.validTo !== null && notice(text.ended(plainDayText(view.language, village.validTo)), undefined)}
${village.isVirtual && notice(text.virtualNotice, undefined)}
${dutySummary(view, village.code, facts.duties)}
${searchForm(view, address, undefined)}
<section><h2>${text.latest}</h2>
${latest.length > 0 ? recordList(view, catalogue, latest) : html`<p>${text.nothingYet}</p><p>${text.nothingYetHint}</p>`}
${latest.length > 0 && html`<p><a class="more" href="${to(view, `${address}/d`)}">${text.allRecords(facts.counts.reduce((sum, { count }) => sum + count, 0))}</a></p>`}
</section>
<section><h2>${text.categories}</h2>
<ul class="categories">${[...catalogue.categories.keys()].map(slug => category(view, catalogue, address, slug, facts.counts.find(count => count.category === slug)))}
</ul></section>
${answerSection(view, village.code, facts.answered)}
<p class="small"><a class="more" href="${to(view, `${address}/changes`)}">${readingTexts[view.language].changesLink}</a> <a class="more" href="${to(view, `${address}/projects`)}">${projectTexts[view.language].listLink}</a> <a class="more" href="${to(view, `${address}/i`)}">${itemTexts[view.language].allItems}</a> <a class="more" href="${to(view, typicalAddress(countyOf(village.code), 1))}">${publicAnswerTexts[view.language].typicalLink}</a> <a class="more" href="${to(view, `${address}/poster`)}">${text.posterLink}</a></p>
</div>
</div>`
  return page(view, { title: village.name, body, path: above(facts.path), followed: village, kind: 'wide' })
}

/** The county and the township above, as links that step down again; what lies higher is no way to a village. */
export function above(path: readonly Place[]): { address: string; name: string }[] {
  return path.filter(place => place.level === 'county' || place.level === 'township').map(place => ({ address: `/?place=${place.code}`, name: place.name }))
}

/** Search among one village's records. */
export function searchForm(view: View, villageAddress: string, asked: string | undefined): Html {
  const text = placeTexts[view.language]
  return html`<form class="search" action="${villageAddress}/d" method="get" role="search">
<label for="q">${text.searchRecords}</label>
<div><input id="q" name="q" type="search" value="${asked ?? ''}" aria-describedby="q-help" enterkeyhint="search" maxlength="100"><button>${text.searchButton}</button></div>
<p class="help" id="q-help">${text.searchRecordsHint}</p>${languageField(view)}
</form>`
}

function sums(view: View, totals: YearTotals): Hole {
  const text = placeTexts[view.language]
  if (totals.accounts === 0 && totals.aidRecords === 0) return undefined
  const line = (label: string, fen: number | null, note: string) => ({ label, value: moneyText(view.language, fen ?? 0), isFigure: true, note })
  return html`<section class="sums"><h2>${text.sums(String(yearOf(view.today)))}</h2>
${ledger([
    ...(totals.accounts > 0 ? [line(text.income, totals.income, text.fromAccounts(totals.accounts)), line(text.expense, totals.expense, text.fromAccounts(totals.accounts))] : []),
    ...(totals.aidRecords > 0 ? [line(text.aid, totals.aid, text.fromRecords(totals.aidRecords))] : []),
  ])}
<p class="help">${text.sumsNote}</p></section>`
}

function category(view: View, catalogue: PublicCatalogue, address: string, slug: string, count: CategoryCount | undefined): Html {
  const text = placeTexts[view.language]
  const name = categoryName(view, catalogue, slug)
  if (!count) return html`
<li><span class="empty"><span class="title">${name}</span> <span class="small">${text.noneInCategory}</span></span></li>`
  return html`
<li><a href="${to(view, `${address}/d?category=${slug}`)}"><span class="title">${name}</span> <span class="small">${text.count(count.count)} · ${text.newest(plainDayText(view.language, count.latest))}</span></a></li>`
}
