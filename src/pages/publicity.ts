import type { TrackedCase } from '#actions/tracking.ts'
import { dayText } from '#text/calendar.ts'
import { publicAnswerTexts } from '#text/public-answers.ts'
import { html, type Hole } from './html.ts'
import { inChinese } from './layout.ts'
import { hiddenFields, type Held } from './tracked-acts.ts'
import { to, type View } from './view.ts'

/** Asks whoever holds the code whether everybody may read the answer, and shows what is or will be shown. */
export function publicitySection(view: View, { publicity }: TrackedCase, held: Held): Hole {
  if (!publicity) return undefined
  const text = publicAnswerTexts[view.language]
  const button = (say: 'allow' | 'takeBack') => html`<form action="${to(view, '/track/consent')}" method="post">${hiddenFields(held)}<p><button class="button second" name="say" value="${say}">${text[say]}</button></p></form>`
  if (!publicity.isGiven) {
    return html`<section class="act" id="publicity"><h2>${text.ask}</h2><p>${text.askLead}</p><ul>${text.askPoints.map(point => html`<li>${point}</li>`)}</ul>${button('allow')}</section>`
  }
  const { text: shown } = publicity
  return html`<section class="act" id="publicity"><h2>${text.allowed}</h2>
<p>${shown ? shown.isShown ? text.allowedShown : text.allowedComing(dayText(view.language, shown.appearsOn)) : text.allowedWaiting}</p>
${shown && html`<blockquote${inChinese(view)}><p class="written">${shown.question}</p><p class="written">${shown.answer}</p></blockquote>`}
<p>${text.takeBackLead}</p>${button('takeBack')}</section>`
}
