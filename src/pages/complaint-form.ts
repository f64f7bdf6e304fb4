import type { ComplaintField, ComplaintProblem } from '#rules/cases/complaint-form.ts'
import type { Place } from '#records/public.ts'
import { objectionTexts } from '#text/objections.ts'
import { complaintProblemText, complaintTexts } from '#text/pages-complaint.ts'
import { colon } from '#text/values.ts'
import { html, type Hole, type Html } from './html.ts'
import { inChinese, page } from './layout.ts'
import { fieldHelp, fieldProblem, formField, problemList } from './parts/fields.ts'
import { notice } from './parts/notice.ts'
import type { Questioned } from './questioned.ts'
import { addressOf, to, type View } from './view.ts'
import { above } from './village.ts'

/** The form as it stands: what it is about, what was typed, what is wrong with it. */
export type ComplaintFormFacts = {
  readonly path: readonly Place[]
  readonly village: Place
  readonly questioned: Questioned | undefined
  readonly typed: Readonly<Record<string, string>>
  readonly problems: readonly ComplaintProblem[]
  /** Something about the whole form that the resident must know. */
  readonly warning?: { readonly title: string; readonly sentence: string } | undefined
  readonly hadPhotos: boolean
  /** Words that sound like a report about an official's wrongdoing: asked about once, in place of the door. */
  readonly hint?: readonly string[] | undefined
  /** There are custodians to seal a name to. Where there are none, none is asked for. */
  readonly takesNames: boolean
  readonly idempotencyKey: string
}

/** The form. Every mistake is listed at the top and stands beside its field; nothing typed is lost. */
export function complaintPage(view: View, facts: ComplaintFormFacts): Html {
  const text = complaintTexts[view.language]
  const { village, problems, warning } = facts
  const told = problems.map(problem => ({ field: problem.field, text: complaintProblemText(view.language, problem) }))
  const body = html`<h1>${text.title}</h1><p class="lead">${facts.takesNames ? text.lead : text.anonymousLead}</p>
${problemList(text.problemsTitle(told.length), told)}
${warning && html`<div role="alert">${notice(warning.title, html`<p>${warning.sentence}</p>`, 'warning')}</div>`}
${facts.hint ? hintBox(view, facts, facts.hint) : html`<aside class="door"><h2>${text.doorTitle}</h2><p>${text.door}</p><p><a class="button second" href="${to(view, addressOf('/report', { v: village.code }))}">${text.doorReport}</a></p><p>${text.doorContinue}</p></aside>`}
${questionedBox(view, facts)}
${facts.questioned && askVillageFirst(view, facts.questioned.about)}
<form class="complaint" id="complaint" action="${to(view, '/complain')}" method="post" enctype="multipart/form-data" data-enhance="complaint">
${hiddenFields(facts)}
${matterFields(view, facts, told)}
${helperFields(view, facts, told)}
${facts.takesNames ? personFields(view, facts, told) : html`<section class="about"><h2>${text.anonymousTitle}</h2><p>${text.anonymous}</p></section>`}
<div><button class="button">${text.submit}</button></div><p class="help">${text.afterSubmit}</p>
</form>`
  return page({ ...view, place: village.code }, { title: text.title, body, path: [...above(facts.path), { address: `/v/${village.code}`, name: village.name }], isEnhanced: true, isPrivate: true })
}

/** The way to the confidential door, with what was written; and the way on, which the same form takes when it is sent again. Its buttons are the form's. */
function hintBox(view: View, { hadPhotos }: ComplaintFormFacts, words: readonly string[]): Html {
  const text = complaintTexts[view.language]
  return html`<aside class="door" role="alert" tabindex="-1" id="problems"><h2>${text.hintTitle}</h2><p>${text.hint(words)}</p>
<p><button class="button" form="complaint" formaction="${to(view, '/report/begin')}">${text.hintReport}</button></p><p>${text.hintOr}</p>
<p>${hadPhotos ? html`<a class="button second" href="#photos">${text.hintPhotos}</a>` : html`<button class="button second" form="complaint">${text.hintOrdinary}</button>`}</p></aside>`
}

/** Whoever only wants a figure explained need not complain. */
function askVillageFirst(view: View, about: Questioned['about']): Html {
  const text = objectionTexts[view.language]
  return html`<p class="help">${text.lead} <a class="more" href="${to(view, addressOf('/object', { d: about.disclosureId, ver: about.version, row: about.rowSeq, field: about.fieldKey }))}">${text.object}</a></p>`
}

/** Shown where nobody can know which village is meant. */
export function chooseVillagePage(view: View): Html {
  const text = complaintTexts[view.language]
  const body = html`<h1>${text.chooseVillageTitle}</h1><p>${text.chooseVillage}</p><p><a class="button" href="${to(view, '/')}">${text.chooseVillageTitle}</a></p>`
  return page(view, { title: text.chooseVillageTitle, body })
}

/** What is being questioned, as it was published. */
export function questionedBox(view: View, { questioned, village }: Pick<ComplaintFormFacts, 'questioned' | 'village'>): Html {
  const text = complaintTexts[view.language]
  if (!questioned) return html`<p class="about"${inChinese(view)}>${text.forVillage(village.name)}</p>`
  const { about, line, value } = questioned
  const address = addressOf(`/d/${about.disclosureId}`, { v: questioned.isOldVersion ? about.version : undefined })
  return html`<section class="about"><h2>${text.questioned}</h2>
<p${inChinese(view)}><a href="${to(view, address)}">${questioned.title}</a>${questioned.isOldVersion && text.questionedVersion(about.version)}</p>
${about.rowSeq !== undefined && html`<p>${text.questionedRow(about.rowSeq)}${colon[view.language]}<span${inChinese(view)}>${line}</span></p>`}
${value && html`<p class="value">${value.label}${colon[view.language]}<strong>${value.shown}</strong></p>`}</section>`
}

function hiddenFields({ village, questioned, idempotencyKey, hint, typed }: ComplaintFormFacts): Html {
  const about = questioned?.about
  const hidden = { v: village.code, d: about?.disclosureId, ver: about?.version, row: about?.rowSeq, field: about?.fieldKey, key: idempotencyKey, hinted: hint ? 'yes' : typed['hinted'] }
  return html`${Object.entries(hidden).map(([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}">`)}`
}

type Told = readonly { readonly field: ComplaintField; readonly text: string }[]

function matterFields(view: View, { typed, hadPhotos }: ComplaintFormFacts, told: Told): Html {
  const text = complaintTexts[view.language]
  const problem = (field: ComplaintField) => told.find(one => one.field === field)?.text
  const optional = (name: 'place' | 'happened' | 'wish', rows?: number) =>
    formField({ name, label: text[name], need: text.optional, help: text[`${name}Help`], value: typed[name] ?? '', problem: problem(name), autocomplete: 'off', ...(rows !== undefined && { rows }) })
  return html`${formField({ name: 'statement', label: text.statement, need: text.required, help: text.statementHelp, value: typed['statement'] ?? '', problem: problem('statement'), rows: 6, isRequired: true, autocomplete: 'off' })}
${optional('place')}
${optional('happened')}
${optional('wish', 2)}
<div class="field${problem('photos') !== undefined && ' wrong'}"><label for="photos">${text.photos} <small>${text.optional}</small></label>
${fieldHelp('photos', text.photosHelp)}${hadPhotos && html`<p class="problem">${text.photosAgain}</p>`}${fieldProblem('photos', problem('photos'))}
<input id="photos" name="photos" type="file" accept="image/*" multiple aria-describedby="photos-help"></div>`
}

/** For whoever writes down what somebody else wants to say. Folded away: most write for themselves. */
function helperFields(view: View, { typed, takesNames }: ComplaintFormFacts, told: Told): Html {
  const text = complaintTexts[view.language]
  const field = (name: 'forWhom' | 'writer', help?: string): Html => formField({ name, label: text[name], ...(help !== undefined && { help }), value: typed[name] ?? '', problem: told.find(one => one.field === name)?.text, autocomplete: 'off' })
  const isOpen = ['forWhom', 'writer', 'helped'].some(name => typed[name])
  return html`<details${isOpen && html` open`}><summary>${text.helperTitle}</summary><p class="help">${takesNames ? text.helperHelp : text.helperAnonymous}</p>
${takesNames ? html`${field('forWhom', text.forWhomHelp)}${field('writer', text.writerHelp)}` : html`<p class="choices"><label><input type="checkbox" name="helped" value="yes"${typed['helped'] === 'yes' && html` checked`}> <span>${text.helped}</span></label></p>`}</details>`
}

function personFields(view: View, { typed }: ComplaintFormFacts, told: Told): Html {
  const text = complaintTexts[view.language]
  const field = (name: 'name' | 'phone'): Hole => formField({
    name, label: text[name], value: typed[name] ?? '', problem: told.find(one => one.field === name)?.text,
    autocomplete: name === 'name' ? 'name' : 'tel', ...(name === 'phone' && { type: 'tel' as const }),
  })
  return html`<fieldset><legend>${text.personTitle}</legend><p class="help">${text.personHelp}</p><p class="help">${text.personSealed}</p>
<div class="columns">${field('name')}${field('phone')}</div></fieldset>`
}
