import type { Month } from '#rules/calendar/months.ts'
import { addMonths, monthOfDay } from '#rules/calendar/months.ts'
import type { Publication, PublicCatalogue } from '#records/public.ts'
import { readingTexts } from '#text/pages-reading.ts'
import { colon, moneyText, periodText, plainDayText } from '#text/values.ts'
import type { FoundVillage } from './found-village.ts'
import { html, type Hole, type Html } from './html.ts'
import { inChinese, page } from './layout.ts'
import { itemName } from './parts/record-list.ts'
import { above } from './village.ts'
import { addressOf, to, type View } from './view.ts'

export type ChangesFacts = FoundVillage & { readonly month: Month; readonly publications: readonly Publication[]; readonly catalogue: PublicCatalogue }

/** What a village published in a month, and what it corrected and why. */
export function changesPage(view: View, facts: ChangesFacts): Html {
  const { village, month, publications } = facts
  const text = readingTexts[view.language]
  const title = text.changesTitle(village.name, periodText(view.language, month.name))
  const added = publications.filter(publication => publication.version === 1)
  const corrected = publications.filter(publication => publication.version > 1)
  const body = html`<h1${inChinese(view)}>${title}</h1>
${publications.length === 0 && html`<p>${text.noChanges}</p>`}
${added.length > 0 && html`<h2>${text.newRecords(added.length)}</h2>${list(view, facts, added)}`}
${corrected.length > 0 && html`<h2>${text.corrections(corrected.length)}</h2>${list(view, facts, corrected)}`}
${monthLinks(view, `/v/${village.code}/changes`, month)}
<p class="small"><a class="more" href="${to(view, addressOf(`/v/${village.code}/board`, { month: month.name }))}">${text.boardLink}</a> <a class="more" href="${to(view, `/v/${village.code}/feed.atom`)}">${text.feed}</a> <a class="more" href="${to(view, `/v/${village.code}/feed.rss`)}">RSS</a></p>`
  return page(view, { title, body, path: [...above(facts.path), { address: `/v/${village.code}`, name: village.name }], followed: village })
}

function list(view: View, { catalogue }: ChangesFacts, publications: readonly Publication[]): Html {
  const text = readingTexts[view.language]
  return html`<ul class="records">${publications.map(one => html`
<li><a href="${to(view, addressOf(`/d/${one.id}`, { v: one.version === one.currentVersion ? undefined : one.version }))}"><span class="title"${inChinese(view)}>${one.title}</span>
<span class="small">${itemName(view, catalogue, one.itemSlug)} · ${periodText(view.language, one.period)}</span>
<span class="small when">${plainDayText(view.language, one.publishedOn)}</span>
${one.totalFen !== null && html`<span class="sum">${moneyText(view.language, one.totalFen)}</span>`}
${one.reason !== null && html`<span class="small">${text.reason}${colon[view.language]}<span${inChinese(view)}>${one.reason}</span></span>`}</a></li>`)}
</ul>`
}

/** The way to the month before, and to the month after unless it lies ahead. */
export function monthLinks(view: View, address: string, month: Month): Hole {
  const text = readingTexts[view.language]
  const later = addMonths(month, 1)
  const link = (name: string, word: string) => html`<a class="more" href="${to(view, addressOf(address, { month: name }))}">${word}</a>`
  return html`<nav class="pager unprinted" aria-label="${text.months}">${link(addMonths(month, -1).name, text.monthBefore)} ${later.first <= monthOfDay(view.today).last && link(later.name, text.monthAfter)}</nav>`
}
