import type { MessageChannel } from '#rules/messages/hours.ts'
import { contactTexts } from '#text/messages.ts'
import { html, type Hole, type Html } from './html.ts'
import { formField } from './parts/fields.ts'
import { to, type View } from './view.ts'

/** Where the resident is told of progress: set, changed or taken away by whoever holds the code. */
export type ContactFacts = { readonly code: string; readonly toldBy: readonly MessageChannel[]; readonly typed?: string; readonly problem?: string | undefined; readonly isSaved?: boolean }

/** A small form for a telephone number that short messages go to; the code travels in its body. */
export function contactForm(view: View, { code, toldBy, typed, problem, isSaved }: ContactFacts): Html {
  const text = contactTexts[view.language]
  const isTold = toldBy.includes('sms')
  return html`<section class="act unprinted"><h2>${text.title}</h2><p>${text.lead}</p>
${isSaved && html`<p role="status"><strong>${isTold ? text.saved : text.removed}</strong></p>`}${!isSaved && isTold && html`<p>${text.isTold}</p>`}
<form action="${to(view, '/track/contact')}" method="post"><input type="hidden" name="code" value="${code}">
${formField({ name: 'contact', label: text.phone, help: text.phoneHelp, value: typed ?? '', problem, type: 'tel', autocomplete: 'tel' })}
<p><button class="second">${text.save}</button></p></form>
${wechatForm(view, toldBy, '/track/wechat', html`<input type="hidden" name="code" value="${code}">`)}</section>`
}

/** The way to be told by WeChat, or to be so no longer, where there is one here. */
export function wechatForm(view: View, toldBy: readonly MessageChannel[], address: string, hidden: Hole): Hole {
  const isTold = toldBy.includes('wechat')
  if (!view.site.tellsByWechat && !isTold) return undefined
  const text = contactTexts[view.language]
  return html`<form action="${to(view, address)}" method="post">${hidden}${isTold && html`<p>${text.wechatIsTold}</p>`}
<p><button class="second" name="say" value="${isTold ? 'stop' : 'ask'}">${isTold ? text.wechatStop : text.wechat}</button></p></form>`
}
