import { html, type Hole, type Html } from '../html.ts'

/** A box that says something the reader must not miss. */
export function notice(title: Hole, body: Hole, tone: 'quiet' | 'warning' = 'quiet'): Html {
  return html`<div class="notice ${tone}"><p><strong>${title}</strong></p>${body}</div>`
}

/** The box that leads to the main act of a page. */
export function actBox(act: { readonly title: string; readonly lead: string; readonly button: string; readonly address: string; readonly below?: Hole }): Html {
  return html`<section class="act"><h2>${act.title}</h2><p>${act.lead}</p>
<p><a class="button" href="${act.address}">${act.button}</a></p>${act.below}</section>`
}
