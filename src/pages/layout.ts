import type { Language } from '#text/language.ts'
import { readingTexts } from '#text/pages-reading.ts'
import { pageTexts } from '#text/pages.ts'
import { flat, html, type Hole, type Html } from './html.ts'
import { helpAddress } from './help-address.ts'
import { inLanguage, type Site, to, type View } from './view.ts'

/** What a page puts into the frame. */
export type Content = {
  readonly title: string
  readonly body: Html
  /** Places above this page, from the top: address and name. */
  readonly path?: readonly { readonly address: string; readonly name: string }[]
  /** For this page alone: which scripts enhance it. Public reading pages load none. */
  readonly isEnhanced?: boolean
  /** Keeps search engines from a page that is only for one person. */
  readonly isPrivate?: boolean
  /** The village whose publications can be followed from this page. */
  readonly followed?: { readonly code: number; readonly name: string }
  /** Names a layout of the style sheet. */
  readonly kind?: 'wide' | 'poster'
}

/** A whole page: the frame around its content. */
export function page(view: View, content: Content): Html {
  const { language, site } = view
  const text = pageTexts[language]
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${content.title} · ${text.siteName}</title>
<meta name="color-scheme" content="light dark">
${content.isPrivate && html`<meta name="robots" content="noindex">`}
<link rel="stylesheet" href="${site.style}">
<link rel="icon" href="/s/seal.svg" type="image/svg+xml">
${content.followed && feedLinks(view, content.followed)}
${content.isEnhanced && html`<script src="${site.script}" defer></script>`}
</head>
<body>
<a class="skip" href="#content">${text.skip}</a>
${head(view)}
<main id="content" class="${content.kind ?? 'plain'}">
${content.path && crumbs(view, content.path)}
${content.body}
</main>
${foot(view)}
</body>
</html>
`
}

function feedLinks(view: View, { code, name }: NonNullable<Content['followed']>): Html {
  const title = readingTexts[view.language].feedTitle(name)
  return html`<link rel="alternate" type="application/atom+xml" title="${title} (Atom)" href="${to(view, `/v/${code}/feed.atom`)}">
<link rel="alternate" type="application/rss+xml" title="${title} (RSS)" href="${to(view, `/v/${code}/feed.rss`)}">`
}

function head(view: View): Html {
  const text = pageTexts[view.language]
  const other = view.language === 'en' ? 'zh-CN' : 'en'
  return html`<header>${view.site.demonstration && html`<p class="demonstration">${text.demonstration}</p>`}
<div class="head">
<a class="brand" href="${to(view, '/')}"><span class="seal" aria-hidden="true" lang="zh">点</span><span>${text.siteName}</span></a>
<nav aria-label="${text.navigation}">
<a href="${to(view, '/track')}">${text.track}</a>
<a href="${to(view, helpAddress(view.place))}">${text.help}</a>
<a href="${inLanguage(view.address, other)}" lang="${other}" hreflang="${other}" title="${text.otherLanguageHint}">${text.otherLanguage}</a>
</nav>
</div></header>`
}

function crumbs(view: View, path: NonNullable<Content['path']>): Html {
  return html`<nav class="crumbs" aria-label="${pageTexts[view.language].path}"><ol>${path.map(place =>
    html`<li><a href="${to(view, place.address)}"${inChinese(view)}>${place.name}</a></li>`)}</ol></nav>`
}

const feet = new WeakMap<Site, Map<Language, Html>>()

/** The foot is the same on every page, so it is written once. */
function foot({ site, language }: View): Html {
  const ofSite = feet.get(site) ?? new Map<Language, Html>()
  feet.set(site, ofSite)
  const known = ofSite.get(language) ?? flat(writeFoot(site, language))
  ofSite.set(language, known)
  return known
}

function writeFoot(site: Site, language: Language): Html {
  const text = pageTexts[language]
  return html`<footer class="foot">
<p>${text.footerWho}</p>
<p>${text.footerDiscipline}</p>
<p>${text.footerHost(site.host)} <a href="${language === 'en' ? '/open/?lang=en' : '/open/'}">${text.openData}</a></p>
</footer>`
}

/** Marks Chinese data inside an English page, so that it is read out and set as Chinese. */
export function inChinese(view: View): Hole {
  return view.language === 'en' && html` lang="zh"`
}

/** Carries an asked language through a form that is sent by GET. */
export function languageField(view: View): Hole {
  return view.isLanguageAsked && html`<input type="hidden" name="lang" value="${view.language === 'en' ? 'en' : 'zh'}">`
}
