import { helpTexts } from '#text/pages-help.ts'
import { html, type Html } from './html.ts'
import { page } from './layout.ts'
import type { View } from './view.ts'

/** How everything works, in plain words. */
export function helpPage(view: View): Html {
  const text = helpTexts[view.language]
  const body = html`<article class="help-page"><h1>${text.title}</h1><p class="lead">${text.lead}</p>
${text.parts.map(part => html`<section id="${part.id}"><h2>${part.title}</h2>${part.text.map(sentence => html`<p>${sentence}</p>`)}${
    part.steps && html`<ol>${part.steps.map(step => html`<li>${step}</li>`)}</ol>`}</section>`)}
</article>`
  return page(view, { title: text.title, body })
}
