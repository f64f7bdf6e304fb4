import { randomUUID } from 'node:crypto'
import type { TrackedCase } from '#actions/tracking.ts'
import { dayText } from '#text/calendar.ts'
import { messageTexts } from '#text/pages-messages.ts'
import { html, type Hole, type Html } from './html.ts'
import { inChinese } from './layout.ts'
import { formField } from './parts/fields.ts'
import { photosField } from './parts/photos-field.ts'
import { hiddenFields, type Held } from './tracked-acts.ts'
import { to, type View } from './view.ts'

/** What was typed into the form, with what is wrong with it; or that it has arrived. */
export type WritingFacts = { readonly words?: string; readonly problem?: string; readonly photoProblem?: string; readonly key?: string; readonly isSent?: boolean }

/** How many messages of the other side have come since the complainant last wrote. */
function unread({ messages }: TrackedCase): number {
  return messages.length - 1 - messages.findLastIndex(message => message.unitName === undefined)
}

/** Said at the top of the page, where somebody waits for an answer. */
export function messageNotice(view: View, found: TrackedCase): Hole {
  const count = unread(found)
  return count > 0 && html`<p class="notice"><a href="#messages">${messageTexts[view.language].hasNews(count)}</a></p>`
}

/** What the two sides wrote, and the form to write on. */
export function messagesSection(view: View, found: TrackedCase, held: Held, writing: WritingFacts = {}): Hole {
  if (found.messages.length === 0 && !found.mayWrite) return undefined
  const text = messageTexts[view.language]
  return html`<section class="act" id="messages"><h2>${text.title}</h2><p>${text.lead}</p>
${writing.isSent && html`<p class="notice" role="status">${text.sent}</p>`}
${found.messages.length > 0 && html`<ol class="timeline">${found.messages.map(message => messageItem(view, message))}</ol>`}
${found.mayWrite ? writingForm(view, held, writing) : html`<p class="help">${writing.problem ?? text.full}</p>`}</section>`
}

function messageItem(view: View, { on, unitName, words, photoCount, isPassedOn }: TrackedCase['messages'][number]): Html {
  const text = messageTexts[view.language]
  const by = unitName ? (view.language === 'en' ? unitName.en : unitName.zh) : text.you
  return html`<li><p class="small">${dayText(view.language, on)} · ${by}</p><p class="written"${inChinese(view)}>${words}</p>${
    photoCount > 0 && html`<p class="small">${text.photos(photoCount)}</p>`}${!unitName && html`<p class="small">${isPassedOn ? text.passedOn : text.waiting}</p>`}</li>`
}

function writingForm(view: View, held: Held, { words, problem, photoProblem, key }: WritingFacts): Html {
  const text = messageTexts[view.language]
  return html`<form action="${to(view, '/track/message')}#messages" method="post" enctype="multipart/form-data">${hiddenFields(held)}<input type="hidden" name="key" value="${key ?? randomUUID()}">
<p class="help">${text.careful}</p>
${formField({ name: 'words', label: text.words, help: text.wordsHelp, value: words ?? '', problem, rows: 4, autocomplete: 'off' })}
${photosField(view, 'message-photos', photoProblem)}
<p><button class="button">${text.send}</button></p></form>`
}
