import type { CaseLimits } from '#rules/cases/case-rules.ts'
import { caseStates } from '#rules/cases/states.ts'
import { stateMeanings, stateTexts } from '#text/case-states.ts'
import { helpTexts } from '#text/pages-help.ts'
import { html, type Html } from './html.ts'
import { page } from './layout.ts'
import type { View } from './view.ts'

/** How everything works, in plain words, with the limits of a county; without one with the common limits, and it says so. */
export function helpPage(view: View, limits: CaseLimits, county: string | undefined): Html {
  const text = helpTexts[view.language]
  const meanings = stateMeanings[view.language](limits)
  const body = html`<article class="help-page"><h1>${text.title}</h1><p class="lead">${text.lead}</p>
<p class="help">${county === undefined ? text.limitsCommon : text.limitsOf(county)}</p>
${text.parts(limits).map(part => html`<section id="${part.id}"><h2>${part.title}</h2>${part.text.map(sentence => html`<p>${sentence}</p>`)}${
    part.steps && html`<ol>${part.steps.map(step => html`<li>${step}</li>`)}</ol>`}</section>`)}
<section id="states"><h2>${text.statesTitle}</h2><p>${text.statesLead}</p><dl class="ledger">${caseStates.map(state => html`<div><dt>${stateTexts[view.language][state]}</dt><dd>${meanings[state]}</dd></div>`)}</dl></section>
</article>`
  return page(view, { title: text.title, body })
}
