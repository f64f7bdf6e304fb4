import type { Publication, PublicCatalogue } from '#records/public.ts'
import { readingTexts } from '#text/pages-reading.ts'
import { periodText } from '#text/values.ts'
import type { FoundVillage } from './found-village.ts'
import { html, type Html } from './html.ts'
import { itemName } from './parts/record-list.ts'
import { addressOf, type View } from './view.ts'

/** The two ways in which a village's publications can be followed: the end of the address, the type, and how it is drawn. */
export const feeds = {
  atom: { type: 'application/atom+xml', draw: atomFeed },
  rss: { type: 'application/rss+xml', draw: rssFeed },
} as const

/** What a village published last, as Atom (RFC 4287). Every id stays what it is, so that a reader shows nothing twice. */
function atomFeed(view: View, { village }: FoundVillage, publications: readonly Publication[], catalogue: PublicCatalogue): Html {
  const text = readingTexts[view.language]
  const { origin } = view.site
  const self = `${origin}/v/${village.code}/feed.atom`
  const newest = publications[0]?.publishedAt ?? new Date(0)
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${view.language}">
<id>${self}</id>
<title>${text.feedTitle(village.name)}</title>
<updated>${newest.toISOString()}</updated>
<author><name>${village.name}</name></author>
<link rel="self" type="application/atom+xml" href="${self}"/>
<link rel="alternate" type="text/html" href="${origin}/v/${village.code}"/>
${publications.map(one => html`<entry>
<id>${addressOfVersion(view, one)}</id>
<title>${one.title}</title>
<updated>${one.publishedAt.toISOString()}</updated>
<category term="${one.itemSlug}" label="${itemName(view, catalogue, one.itemSlug)}"/>
<link rel="alternate" type="text/html" href="${addressOfVersion(view, one)}"/>
<summary>${summaryOf(view, catalogue, one)}</summary>
</entry>
`)}</feed>
`
}

/** The same as RSS 2.0, for readers that know nothing newer. The guids are the ids of the Atom entries. */
function rssFeed(view: View, { village }: FoundVillage, publications: readonly Publication[], catalogue: PublicCatalogue): Html {
  const text = readingTexts[view.language]
  const { origin } = view.site
  const newest = publications[0]?.publishedAt ?? new Date(0)
  return html`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${text.feedTitle(village.name)}</title>
<link>${origin}/v/${village.code}</link>
<description>${text.feedTitle(village.name)}</description>
<language>${view.language.toLowerCase()}</language>
<lastBuildDate>${newest.toUTCString()}</lastBuildDate>
<atom:link rel="self" type="application/rss+xml" href="${origin}/v/${village.code}/feed.rss"/>
${publications.map(one => html`<item>
<title>${one.title}</title>
<link>${addressOfVersion(view, one)}</link>
<guid isPermaLink="true">${addressOfVersion(view, one)}</guid>
<pubDate>${one.publishedAt.toUTCString()}</pubDate>
<category>${itemName(view, catalogue, one.itemSlug)}</category>
<description>${summaryOf(view, catalogue, one)}</description>
</item>
`)}</channel>
</rss>
`
}

function addressOfVersion(view: View, one: Publication): string {
  return `${view.site.origin}${addressOf(`/d/${one.id}`, { v: one.version })}`
}

function summaryOf(view: View, catalogue: PublicCatalogue, one: Publication): string {
  const text = readingTexts[view.language]
  const said = [one.version === 1 ? text.feedNew : text.feedCorrected(one.version), itemName(view, catalogue, one.itemSlug), periodText(view.language, one.period), one.reason === null ? '' : `${text.reason}: ${one.reason}`]
  return said.filter(part => part !== '').join(' · ')
}
