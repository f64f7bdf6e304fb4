import type { CaseLimits } from '#rules/cases/case-rules.ts'
import type { Place } from '#records/public.ts'
import { shortCodeOf } from '#rules/divisions/short-code.ts'
import { placeTexts } from '#text/pages-places.ts'
import { html, type Html } from './html.ts'
import { inChinese, page } from './layout.ts'
import { above } from './village.ts'
import type { View } from './view.ts'

/** One A4 sheet for the notice board: the code, how to read, how to ask, and the address in clear so that a pasted-over code is noticed. */
export function posterPage(view: View, path: readonly Place[], village: Place, { handle }: CaseLimits): Html {
  const text = placeTexts[view.language]
  const short = shortCodeOf(village.code)
  const places = path.filter(place => place.level === 'county' || place.level === 'township').map(place => place.name).join(' ')
  const body = html`<p class="unprinted">${text.posterPrint} <a class="more" href="/q/${short}.png" download>${text.posterPng}</a></p>
<article class="sheet-a4">
<header><p${inChinese(view)}>${places}</p><h1${inChinese(view)}>${village.name}</h1><p class="poster-head">${text.posterHead}</p></header>
<img src="/q/${short}.svg" alt="${text.qrAlt(village.name)}" width="360" height="360">
<ol>${text.posterSteps.map(step => html`<li>${step}</li>`)}</ol>
<p class="poster-promise"><span class="seal" aria-hidden="true" lang="zh">公开</span> ${text.posterPromise(handle)}</p>
<p class="poster-host">${text.posterHost}<br><strong>${view.site.origin}/q/${short}</strong></p>
<p>${text.posterSafe}</p><p>${text.posterPhone}</p>
</article>`
  return page(view, { title: text.posterTitle(village.name), body, path: [...above(path), { address: `/v/${village.code}`, name: village.name }], kind: 'poster' })
}
