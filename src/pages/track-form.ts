import type { Challenge } from '#platform/proof-of-work.ts'
import { meTexts } from '#text/pages-me.ts'
import { trackingTexts } from '#text/pages-tracking.ts'
import { html, type Html } from './html.ts'
import { page } from './layout.ts'
import { formField, problemList } from './parts/fields.ts'
import { to, type View } from './view.ts'

/** The form for a receipt code. With `wait` a browser works, or a reader waits, before the next try. */
export function trackPage(view: View, { code, problem, wait }: { code?: string; problem?: string; wait?: Challenge }): Html {
  const text = trackingTexts[view.language]
  const body = html`<h1>${text.title}</h1><p class="lead">${text.lead}</p>
${problem !== undefined && problemList(wait ? text.waitTitle : text.title, [{ field: 'code', text: problem }])}
<form class="track" action="${to(view, '/track')}" method="post"${wait && html` data-enhance="work" data-challenge="${wait.challenge}" data-bits="${wait.bits}"`}>
${formField({ name: 'code', label: text.code, help: text.codeHelp, value: code ?? '', problem, inputMode: 'numeric', autocomplete: 'off', isRequired: true })}
${wait && html`<input type="hidden" name="challenge" value="${wait.challenge}"><input type="hidden" name="counter" value="">
<p role="status" data-working="${text.waitScript}" data-ready="${text.waitReady}"></p>`}
<p><button class="button">${text.submit}</button></p>
</form>
<p class="help">${text.lost}</p>${view.site.hasResidents && html`<p><a class="more" href="${to(view, '/me')}">${meTexts[view.language].link}</a></p>`}`
  return page(view, { title: text.title, body, isEnhanced: wait !== undefined, isPrivate: true })
}
