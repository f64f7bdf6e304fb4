import { noCategory, type Publication, type PublicAnswer, type PublicCatalogue } from '#records/public.ts'
import { monthName, publicAnswerTexts } from '#text/public-answers.ts'
import { readingTexts } from '#text/pages-reading.ts'
import { colon, periodText } from '#text/values.ts'
import type { FoundVillage } from './found-village.ts'
import { html, type Html } from './html.ts'
import { answersAddress } from './parts/answer-list.ts'
import { categoryName, itemName } from './parts/record-list.ts'
import { addressOf, type View } from './view.ts'

/** The two ways in which a village can be followed: the end of the address, the type, and how it is drawn. */
export const feeds = {
  atom: { type: 'application/atom+xml', draw: atomFeed },
  rss: { type: 'application/rss+xml', draw: rssFeed },
} as const

/** One thing that happened. Every id stays what it is, so that a reader shows nothing twice. */
type Entry = { readonly id: string; readonly link: string; readonly title: string; readonly at: Date; readonly term: string; readonly label: string; readonly summary: string }

export type FeedFacts = { readonly publications: readonly Publication[]; readonly answers: readonly PublicAnswer[]; readonly catalogue: PublicCatalogue }

/** As Atom (RFC 4287). */
function atomFeed(view: View, { village }: FoundVillage, facts: FeedFacts): Html {
  const text = readingTexts[view.language]
  const { origin } = view.site
  const self = `${origin}/v/${village.code}/feed.atom`
  const entries = entriesOf(view, facts)
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${view.language}">
<id>${self}</id>
<title>${text.feedTitle(village.name)}</title>
<updated>${newestOf(entries).toISOString()}</updated>
<author><name>${village.name}</name></author>
<link rel="self" type="application/atom+xml" href="${self}"/>
<link rel="alternate" type="text/html" href="${origin}/v/${village.code}"/>
${entries.map(one => html`<entry>
<id>${one.id}</id>
<title>${one.title}</title>
<updated>${one.at.toISOString()}</updated>
<category term="${one.term}" label="${one.label}"/>
<link rel="alternate" type="text/html" href="${one.link}"/>
<summary>${one.summary}</summary>
</entry>
`)}</feed>
`
}

/** The same as RSS 2.0, for readers that know nothing newer. The guids are the ids of the Atom entries. */
function rssFeed(view: View, { village }: FoundVillage, facts: FeedFacts): Html {
  const text = readingTexts[view.language]
  const { origin } = view.site
  const entries = entriesOf(view, facts)
  return html`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${text.feedTitle(village.name)}</title>
<link>${origin}/v/${village.code}</link>
<description>${text.feedTitle(village.name)}</description>
<language>${view.language.toLowerCase()}</language>
<lastBuildDate>${newestOf(entries).toUTCString()}</lastBuildDate>
<atom:link rel="self" type="application/rss+xml" href="${origin}/v/${village.code}/feed.rss"/>
${entries.map(one => html`<item>
<title>${one.title}</title>
<link>${one.link}</link>
<guid isPermaLink="${String(one.id === one.link)}">${one.id}</guid>
<pubDate>${one.at.toUTCString()}</pubDate>
<category>${one.label}</category>
<description>${one.summary}</description>
</item>
`)}</channel>
</rss>
`
}

/** Publications and answers together, the newest first; of one moment in the order in which they were listed. */
function entriesOf(view: View, { publications, answers, catalogue }: FeedFacts): Entry[] {
  const all = [...publications.map(one => ofPublication(view, catalogue, one)), ...answers.map(one => ofAnswer(view, catalogue, one))]
  return all.sort((a, b) => b.at.getTime() - a.at.getTime())
}

function newestOf([newest]: readonly Entry[]): Date {
  return newest?.at ?? new Date(0)
}

function ofPublication(view: View, catalogue: PublicCatalogue, one: Publication): Entry {
  const text = readingTexts[view.language]
  const address = `${view.site.origin}${addressOf(`/d/${one.id}`, { v: one.version })}`
  const label = itemName(view, catalogue, one.itemSlug)
  const said = [one.version === 1 ? text.feedNew : text.feedCorrected(one.version), label, periodText(view.language, one.period), one.reason === null ? '' : `${text.reason}: ${one.reason}`]
  return { id: address, link: address, title: one.title, at: one.publishedAt, term: one.itemSlug, label, summary: said.filter(part => part !== '').join(' · ') }
}

/** What stands on the page of answers, word for word. Its moment is the beginning of its month: nothing closer is told of an answer. */
function ofAnswer(view: View, catalogue: PublicCatalogue, one: PublicAnswer): Entry {
  const text = publicAnswerTexts[view.language]
  const address = `${view.site.origin}${answersAddress(one.villageCode, { page: 1 })}`
  const meta = text.meta(view.language === 'en' ? one.unitEn : one.unitZh, monthName(view.language, one.answeredIn), one.workingDays)
  return {
    id: `${address}#${one.id}`, link: address, title: `${text.question}${colon[view.language]}${one.question}`, at: new Date(`${one.shownIn}-01T00:00:00+08:00`),
    term: one.category ?? noCategory, label: one.category === null ? text.noCategory : categoryName(view, catalogue, one.category), summary: `${text.answer}${colon[view.language]}${one.answer} · ${meta}`,
  }
}
