import type { Publication, PublicCatalogue } from '#records/public.ts'
import { readingTexts } from '#text/pages-reading.ts'
import { periodText } from '#text/values.ts'
import type { FoundVillage } from './found-village.ts'
import { html, type Html } from './html.ts'
import { itemName } from './parts/record-list.ts'
import { addressOf, type View } from './view.ts'

/** What a village published last, as Atom (RFC 4287). Every id stays what it is, so that a reader shows nothing twice. */
export function atomFeed(view: View, { village }: FoundVillage, publications: readonly Publication[], catalogue: PublicCatalogue): Html {
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
<id>${origin}/d/${one.id}?v=${one.version}</id>
<title>${one.title}</title>
<updated>${one.publishedAt.toISOString()}</updated>
<category term="${one.itemSlug}" label="${itemName(view, catalogue, one.itemSlug)}"/>
<link rel="alternate" type="text/html" href="${origin}${addressOf(`/d/${one.id}`, { v: one.version })}"/>
<summary>${one.version === 1 ? text.feedNew : text.feedCorrected(one.version)} · ${itemName(view, catalogue, one.itemSlug)} · ${periodText(view.language, one.period)}${one.reason !== null && ` · ${text.reason}: ${one.reason}`}</summary>
</entry>
`)}</feed>
`
}
