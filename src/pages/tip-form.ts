import { tipFields, type TipField, type TipForm, type TipProblem } from '#rules/tips/form.ts'
import type { SentTip } from '#actions/tips/send-tip.ts'
import type { Place } from '#records/public.ts'
import { dayText } from '#text/calendar.ts'
import { tipProblemText, tipProblemTexts, tipTexts } from '#text/pages-tips.ts'
import { groupedCode } from '#text/values.ts'
import { html, type Hole, type Html } from './html.ts'
import { page } from './layout.ts'
import { fieldHelp, fieldProblem, formField, problemList } from './parts/fields.ts'
import { notice } from './parts/notice.ts'
import { addressOf, to, type View } from './view.ts'

/** A discipline body that can take the report: its name and the keys it is sealed to. */
export type Body = { readonly code: number; readonly name: string; readonly recipients: readonly string[] }

export type TipFormFacts = {
  readonly village: Place
  readonly own: Body
  /** For a report about the county's own discipline body. */
  readonly above: Body | undefined
  readonly typed: Partial<TipForm> & { readonly whom?: string }
  readonly problems: readonly TipProblem[]
  /** It was begun as a complaint. */
  readonly isBegun?: boolean
  readonly warning?: string | undefined
  readonly hadFiles: boolean
  readonly key: string
  /** Address of the script that seals in the browser; undefined where it was not built. */
  readonly sealing: string | undefined
}

/** The confidential door. With scripts what is typed is sealed before it leaves; without, on arrival. */
export function tipPage(view: View, facts: TipFormFacts): Html {
  const text = tipTexts[view.language]
  const { village, own, above, problems, typed } = facts
  const told = problems.map(problem => ({ field: problem.field, text: tipProblemText(view.language, problem) }))
  const body = html`<h1>${text.title}</h1><p class="lead">${text.lead}</p>
${problemList(text.problemsTitle(told.length), told)}
${facts.warning !== undefined && html`<div role="alert">${notice(facts.warning, undefined, 'warning')}</div>`}
${facts.isBegun && notice(text.begunTitle, html`<p>${text.begun}</p>`)}
<p>${text.notHere} <a href="${to(view, addressOf('/complain', { v: village.code }))}">${text.ordinary}</a></p>
${notice(text.whoReads(own.name), html`<p data-without-script>${text.sealedThere}</p><p data-with-script hidden>${text.sealedHere}</p>`)}
<form class="complaint" action="${to(view, '/report')}" method="post" enctype="multipart/form-data" id="report" data-own="${own.recipients.join(' ')}" data-above="${above?.recipients.join(' ') ?? ''}" data-problems="${JSON.stringify(tipProblemTexts(view.language, tipFields))}" data-failed="${text.notSealed}">
<input type="hidden" name="v" value="${village.code}"><input type="hidden" name="key" value="${facts.key}">
<input type="file" name="sealedMatter" hidden aria-hidden="true" tabindex="-1"><input type="file" name="sealedPerson" hidden aria-hidden="true" tabindex="-1">
${matterFields(view, typed, told)}
${above && whomField(view, own, above, typed.whom)}
${filesField(view, facts.hadFiles, told)}
${personFields(view, typed, told)}
<div><button class="button">${text.submit}</button></div><p class="help">${text.otherWays}</p>
</form>
${facts.sealing !== undefined && html`<script type="module" src="${facts.sealing}"></script>`}`
  return page(view, { title: text.title, body, isPrivate: true })
}

type Told = readonly { readonly field: string; readonly text: string }[]

function matterFields(view: View, typed: TipFormFacts['typed'], told: Told): Html {
  const text = tipTexts[view.language]
  const field = (name: TipField, more: { rows?: number; help?: string; isRequired?: boolean }) => formField({
    name, label: text[name], need: more.isRequired ? text.required : text.optional, value: typed[name] ?? '', problem: told.find(one => one.field === name)?.text, autocomplete: 'off', ...more,
  })
  return html`${field('about', { help: text.aboutHelp, isRequired: true })}
${field('statement', { help: text.statementHelp, rows: 8, isRequired: true })}
${field('happened', {})}
${field('proof', { help: text.proofHelp, rows: 3 })}`
}

function whomField(view: View, own: Body, above: Body, whom: string | undefined): Html {
  const text = tipTexts[view.language]
  return html`<fieldset><legend>${text.whom}</legend>
<div class="choices"><label><input type="radio" name="whom" value="own"${whom !== 'above' && html` checked`}> <span>${text.whomNo(own.name)}</span></label>
<label><input type="radio" name="whom" value="above"${whom === 'above' && html` checked`}> <span>${text.whomYes(above.name)}</span></label></div></fieldset>`
}

function filesField(view: View, hadFiles: boolean, told: Told): Html {
  const text = tipTexts[view.language]
  const problem = told.find(one => one.field === 'files')?.text
  return html`<div class="field${problem !== undefined && ' wrong'}"><label for="files">${text.files} <small>${text.optional}</small></label>
${fieldHelp('files', text.filesHelp)}${hadFiles && html`<p class="problem">${text.filesAgain}</p>`}${fieldProblem('files', problem)}
<input id="files" name="files" type="file" multiple aria-describedby="files-help"></div>`
}

function personFields(view: View, typed: TipFormFacts['typed'], told: Told): Html {
  const text = tipTexts[view.language]
  const field = (name: 'name' | 'phone'): Hole => formField({
    name, label: text[name], value: typed[name] ?? '', problem: told.find(one => one.field === name)?.text, autocomplete: name === 'name' ? 'name' : 'tel', ...(name === 'phone' && { type: 'tel' as const }),
  })
  return html`<fieldset><legend>${text.personTitle}</legend><p class="help">${text.personHelp}</p><div class="columns">${field('name')}${field('phone')}</div></fieldset>`
}

/** Where the discipline body of the place has no key here. */
export function tipsNotTakenPage(view: View): Html {
  const text = tipTexts[view.language]
  return page(view, { title: text.notTakenTitle, body: html`<h1>${text.notTakenTitle}</h1><p class="lead">${text.notTaken}</p>`, isPrivate: true })
}

/** The receipt: the code, once, and what will happen. */
export function tipReceiptPage(view: View, sent: SentTip): Html {
  const text = tipTexts[view.language]
  const body = html`<article class="receipt"><header><h1>${text.receiptTitle}</h1><p>${text.receivedOn(dayText(view.language, sent.receivedOn))}</p></header>
${sent.repeated && html`<p>${text.receiptRepeated}</p>`}
<p class="lead">${text.receiptLead}</p>
<div class="code" role="group" aria-label="${text.receiptCode}"><p id="code">${groupedCode(sent.receiptCode).split(' ').map(group => html`<span>${group}</span> `)}</p>
<button class="second" hidden data-enhance="copy" data-copies="code" data-copied="${text.copied}">${text.copy}</button></div>
${notice(text.receiptWarn, undefined, 'warning')}
<ol class="timeline">${sent.screenedBy && html`<li>${text.screenedBy(dayText(view.language, sent.screenedBy))}</li>`}<li>${text.toldBy}</li></ol>
<p class="unprinted"><a class="button" href="${to(view, '/track')}">${text.track}</a></p></article>`
  return page(view, { title: text.receiptTitle, body, isEnhanced: true, isPrivate: true })
}
