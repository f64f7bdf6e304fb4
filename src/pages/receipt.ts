import type { Filed } from '#actions/complaints.ts'
import type { Place } from '#records/public.ts'
import type { DueDay } from '#rules/calendar/working-days.ts'
import { dayText, provisionalNotice } from '#text/calendar.ts'
import { complaintTexts } from '#text/pages-complaint.ts'
import { groupedCode } from '#text/values.ts'
import { contactForm } from './contact-form.ts'
import { html, type Html } from './html.ts'
import { inChinese, page } from './layout.ts'
import { keepOffer } from './me-page.ts'
import { notice } from './parts/notice.ts'
import { to, type View } from './view.ts'

/** The receipt: the code, large, once; and what was promised. */
export function receiptPage(view: View, village: Place, filed: Filed): Html {
  const text = complaintTexts[view.language]
  const { acceptedBy, assignedBy, answeredBy } = filed.promised
  const day = ({ day }: DueDay) => dayText(view.language, day)
  const isProvisional = acceptedBy.provisional || assignedBy.provisional || answeredBy.provisional
  const body = html`<article class="receipt">
<header><span class="seal large" lang="zh" aria-hidden="true">${text.receiptSeal}</span><h1>${text.receiptTitle}</h1>
<p${inChinese(view)}>${village.name}</p><p>${text.receivedOn} ${dayText(view.language, filed.receivedOn)}</p></header>
${filed.repeated && html`<p>${text.receiptRepeated}</p>`}
<p class="lead">${text.receiptLead}</p>
<div class="code" role="group" aria-label="${text.receiptCode}"><p id="code">${groupedCode(filed.receiptCode).split(' ').map(group => html`<span>${group}</span> `)}</p>
<button class="second" hidden data-enhance="copy" data-copies="code" data-copied="${text.copied}">${text.copy}</button></div>
${notice(text.receiptWarn, undefined, 'warning')}
<section><h2>${text.nextTitle}</h2><ol class="timeline"><li>${text.acceptedBy(day(acceptedBy))}</li><li>${text.assignedBy(day(assignedBy))}</li><li>${text.answeredBy(day(answeredBy))}</li></ol>
<p class="help">${text.nextNote}</p>${isProvisional && html`<p class="help">${provisionalNotice[view.language]}</p>`}</section>
${contactForm(view, { code: filed.receiptCode, toldBy: [] })}
${keepOffer(view, filed.receiptCode)}
<p class="unprinted"><a class="button" href="${to(view, '/track')}">${text.trackNow}</a></p><p class="help unprinted">${text.printReceipt}</p>
</article>`
  return page({ ...view, place: village.code }, { title: text.receiptTitle, body, isEnhanced: true, isPrivate: true })
}
