import type { TrackedCase, TrackedStep } from '#actions/tracking.ts'
import { takesPhotos } from '#rules/cases/messages.ts'
import type { ComplainantAction } from '#rules/cases/states.ts'
import { dayText } from '#text/calendar.ts'
import { actionButtons } from '#text/cases.ts'
import { trackingActTexts } from '#text/pages-tracking-acts.ts'
import { html, type Hole, type Html } from './html.ts'
import { inChinese } from './layout.ts'
import { fieldHelp, fieldProblem } from './parts/fields.ts'
import { photosField } from './parts/photos-field.ts'
import { to, type View } from './view.ts'

type Act = Exclude<ComplainantAction, 'rate'>

/** What was typed into one of the forms, with what is wrong with it. */
export type Tried = { readonly action: Act; readonly note: string; readonly problem?: string | undefined; readonly photoProblem?: string | undefined }

/** What goes along in the body of every form: the code as it came, which part, and what was typed with what is wrong with it. */
export type Held = { readonly code: string; readonly part: number; readonly tried?: Tried | undefined; readonly isDone?: boolean }

/** Everything the complainant may do now beside rating: first what is expected, last what ends it. */
export function actForms(view: View, found: TrackedCase, held: Held): Hole {
  const text = trackingActTexts[view.language]
  const may = found.may.filter((known): known is { action: Act; until?: NonNullable<typeof known.until> } => known.action !== 'rate')
  const [ending, going] = [may.filter(known => known.action === 'withdraw'), may.filter(known => known.action !== 'withdraw')]
  return html`${held.isDone && html`<p class="notice" role="status">${text.done}</p>`}
${found.question !== undefined && html`<section class="notice"><h2>${text.question}</h2><p class="written"${inChinese(view)}>${found.question}</p></section>`}
${elsewhere(view, found)}
${going.filter(known => known.action !== 'reportUnsolved').map(known => actForm(view, known, held))}
${ending.map(known => html`<details${held.tried?.action === 'withdraw' && html` open`}><summary>${text.acts.withdraw.title}</summary>${actForm(view, known, held, false)}</details>`)}`
}

/** For a complaint that is not handled here: why, and where to go, before anything else. */
function elsewhere(view: View, found: TrackedCase): Hole {
  const step = found.state === 'rejected' || found.state === 'diverted' ? found.timeline.findLast(known => known.told !== undefined) : undefined
  return step && html`<section class="notice">${toldLines(view, step)}${step.note !== undefined && html`<p${inChinese(view)}>${step.note}</p>`}</section>`
}

function actForm(view: View, { action, until }: { readonly action: Act; readonly until?: string }, held: Held, hasTitle = true): Html {
  const text = trackingActTexts[view.language]
  const words = text.acts[action]
  // One question, two answers: whether it is still solved is asked with one field and two buttons.
  const answers: readonly Act[] = action === 'confirmSolved' ? ['confirmSolved', 'reportUnsolved'] : [action]
  const tried = held.tried && answers.includes(held.tried.action) ? held.tried : undefined
  const id = `note-${action}`
  const hasPhotos = takesPhotos(action)
  return html`<section class="act">${hasTitle && html`<h2>${words.title}</h2>`}<p>${words.lead}${until !== undefined && html` ${text.until(dayText(view.language, until as TrackedStep['day']))}`}</p>
<form action="${to(view, '/track/act')}" method="post"${hasPhotos && html` enctype="multipart/form-data"`}>${hiddenFields(held)}
${words.label !== undefined && html`<div class="field${tried?.problem !== undefined && ' wrong'}"><label for="${id}">${words.label}</label>${fieldHelp(id, words.help)}${fieldProblem(id, tried?.problem)}
<textarea id="${id}" name="note" rows="3" autocomplete="off" aria-describedby="${id}-help${tried?.problem !== undefined && ` ${id}-problem`}"${tried?.problem !== undefined && html` aria-invalid="true"`}>
${tried?.note ?? ''}</textarea></div>`}
${hasPhotos && photosField(view, `photos-${action}`, tried?.photoProblem)}
<p>${answers.map(answer => html`<button class="button${(answer === 'withdraw' || answer === 'reportUnsolved') && ' second'}" name="action" value="${answer}">${actionButtons[view.language][answer]}</button> `)}</p></form></section>`
}

/** The code and the part travel in the body of every form, never in an address. */
export function hiddenFields({ code, part }: Held): Html {
  return html`<input type="hidden" name="code" value="${code}"><input type="hidden" name="part" value="${part}">`
}

/** The parts of a complaint that was divided, each behind a button. */
export function partButtons(view: View, found: TrackedCase, { code }: Held): Hole {
  if (found.parts.length === 0) return undefined
  const text = trackingActTexts[view.language]
  return html`<section><p>${text.parts}</p>${found.parts.map(part => html`<form action="${to(view, '/track')}" method="post">${hiddenFields({ code, part })}<p><button class="button${part !== found.part && ' second'}"${
    part === found.part && html` aria-current="true"`}>${text.part(part)}</button></p></form>`)}</section>`
}

/** What a step tells beside its note: a reason and an address, a decision, the notice behind a moved day. */
export function toldLines(view: View, step: TrackedStep): Hole {
  const text = trackingActTexts[view.language]
  return html`${(step.told ?? []).map(told => html`<p><strong>${view.language === 'en' ? told.en : told.zh}</strong></p>`)}${
    step.verdict && html`<p><strong>${text.verdicts[step.verdict]}</strong></p>`}${
    step.notice !== undefined && html`<p class="small"><a href="${step.notice}" rel="noreferrer">${text.notice}</a></p>`}`
}
