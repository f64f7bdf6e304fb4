import { caseStates } from '#rules/cases/states.ts'
import { stateMeanings, stateTexts } from '#text/case-states.ts'
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
<section id="states"><h2>${text.statesTitle}</h2><p>${text.statesLead}</p><dl class="ledger">${caseStates.map(state => html`<div><dt>${stateTexts[view.language][state]}</dt><dd>${stateMeanings[view.language][state]}</dd></div>`)}</dl></section>
</article>`
  return page(view, { title: text.title, body })
}
