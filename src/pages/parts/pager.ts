import { recordTexts } from '#text/pages-records.ts'
import { html, type Hole } from '../html.ts'
import { to, type View } from '../view.ts'

/** Links to the neighbouring pages; nothing where there is one page. `addressOfPage` gives the address of a page number. */
export function pager(view: View, page: number, pages: number, addressOfPage: (page: number) => string): Hole {
  if (pages <= 1) return undefined
  const text = recordTexts[view.language]
  return html`<nav class="pager" aria-label="${text.pager}">
${page > 1 ? html`<a rel="prev" href="${to(view, addressOfPage(page - 1))}">← ${text.previous}</a>` : html`<span></span>`}
<span>${text.pageOf(page, pages)}</span>
${page < pages ? html`<a rel="next" href="${to(view, addressOfPage(page + 1))}">${text.next} →</a>` : html`<span></span>`}
</nav>`
}
