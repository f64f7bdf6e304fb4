import type { HeldObjection, Raised } from '#actions/objections.ts'
import { findField, type FieldSchema } from '#rules/disclosures/field-schema.ts'
import type { HidablePart } from '#rules/objections/hiding.ts'
import { isObjectionOpen } from '#rules/objections/lifecycle.ts'
import type { Place, PublicObjection } from '#records/public.ts'
import { objectionActionTexts, objectionStateTexts, objectionTexts } from '#text/objections.ts'
import { complaintTexts } from '#text/pages-complaint.ts'
import { colon, groupedCode, plainDayText } from '#text/values.ts'
import { questionedBox } from './complaint-form.ts'
import { html, type Hole, type Html } from './html.ts'
import { inChinese, page } from './layout.ts'
import { ownObjectionSection } from './own-objection.ts'
import { fieldProblem, formField, problemList } from './parts/fields.ts'
import { notice } from './parts/notice.ts'
import type { Questioned } from './questioned.ts'
import { labelOf } from './record-facts.ts'
import { above } from './village.ts'
import { addressOf, to, type View } from './view.ts'

export type ObjectionFormFacts = {
  readonly path: readonly Place[]
  readonly village: Place
  readonly questioned: Questioned
  readonly question: string
  readonly problem?: string | undefined
  readonly idempotencyKey: string
}

/** The form: what is doubted, one field, and the way to a complaint for whoever came here by mistake. */
export function objectionPage(view: View, facts: ObjectionFormFacts): Html {
  const text = objectionTexts[view.language]
  const { village, questioned: { about }, problem } = facts
  const hidden = { d: about.disclosureId, ver: about.version, row: about.rowSeq, field: about.fieldKey, key: facts.idempotencyKey }
  const body = html`<h1>${text.title}</h1><p class="lead">${text.lead}</p>
${problem !== undefined && problemList(text.title, [{ field: 'question', text: problem }])}
${questionedBox(view, facts)}
<form class="complaint" action="${to(view, '/object')}" method="post">
${Object.entries(hidden).map(([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}">`)}
${formField({ name: 'question', label: text.question, help: text.questionHelp, value: facts.question, problem, rows: 4, isRequired: true, autocomplete: 'off', need: complaintTexts[view.language].required })}
<div><button class="button">${text.submit}</button></div></form>
<aside class="door"><p>${text.notForComplaints} <a class="more" href="${to(view, addressOf('/complain', { d: about.disclosureId, ver: about.version, row: about.rowSeq, field: about.fieldKey }))}">${text.complainInstead}</a></p></aside>`
  return page(view, { title: text.title, body, path: [...above(facts.path), { address: `/v/${village.code}`, name: village.name }], isPrivate: true })
}

/** The receipt: the code, once, by when the village answers, and how the question is shown. */
export function objectionReceipt(view: View, raised: Raised, recordId: string): Html {
  const text = objectionTexts[view.language]
  const body = html`<article class="receipt"><header><h1>${text.receiptTitle}</h1></header>
<p class="lead">${text.receiptLead}</p>
<div class="code" role="group" aria-label="${complaintTexts[view.language].receiptCode}"><p>${groupedCode(raised.receiptCode).split(' ').map(group => html`<span>${group}</span> `)}</p></div>
${notice(text.receiptOnce, undefined, 'warning')}
<p>${text.due(plainDayText(view.language, raised.dueOn))}</p>
<h2>${text.shownAs}</h2><p class="written">${raised.questionShown}</p>
<p class="unprinted"><a class="button" href="${to(view, `/d/${recordId}#objections`)}">${text.seeThem}</a></p></article>`
  return page(view, { title: text.receiptTitle, body, isPrivate: true })
}

/** The objections beside a record, as everybody sees them. */
export function objectionSection(view: View, record: { readonly id: string; readonly currentVersion: number }, schema: FieldSchema, objections: readonly PublicObjection[]): Hole {
  const text = objectionTexts[view.language]
  return html`<section id="objections" class="objections"><h2>${text.section(objections.length)}</h2>
${objections.length === 0 ? html`<p class="help">${text.none}</p>` : html`<ol class="timeline">${objections.map(objection => html`<li>${said(view, objection, whereOf(view, schema, objection))}</li>`)}</ol>`}
<p class="unprinted"><a class="more" href="${to(view, addressOf('/object', { d: record.id, ver: record.currentVersion }))}">${text.link}</a></p></section>`
}

function said(view: View, objection: PublicObjection, where: Hole): Html {
  const text = objectionTexts[view.language]
  const isOverdue = objection.dueOn !== null && objection.dueOn < view.today
  const wordsOf = (part: HidablePart) => {
    if (part === 'question' && objection.state === 'withdrawn') return html`<span class="small">${text.gone}</span>`
    const gone = objection.hidden.find(hiding => hiding.part === part)
    return gone ? html`<span class="small">${text.hidden(text.hidingReasons[gone.reason], plainDayText(view.language, gone.on))}</span>` : html`<span class="written"${inChinese(view)}>${objection[part]}</span>`
  }
  const spoken = (label: string, part: 'answer' | 'decision', day: string | null) => objection[part] !== null && html`<p><strong>${label}</strong>${day !== null && ` · ${plainDayText(view.language, day)}`}${colon[view.language]}${wordsOf(part)}</p>`
  return html`<p><em class="mark">${objectionStateTexts[view.language][objection.state]}</em> <span class="small">${text.where}${colon[view.language]}${where} · ${text.raisedOn(plainDayText(view.language, objection.raisedOn))}</span></p>
<p>${wordsOf('question')}</p>
${spoken(text.answer, 'answer', objection.answeredOn)}${spoken(text.decision, 'decision', objection.decidedOn)}
${objection.correctedIn !== null && html`<p><a href="${to(view, addressOf(`/d/${objection.disclosureId}`, { v: objection.correctedIn }))}">${text.correctedIn(objection.correctedIn)}</a></p>`}
${isObjectionOpen(objection.state) && objection.state !== 'answered' && objection.dueOn !== null && html`<p class="small">${isOverdue ? text.overdue(plainDayText(view.language, objection.dueOn)) : text.dueBy(plainDayText(view.language, objection.dueOn))}</p>`}`
}

function whereOf(view: View, schema: FieldSchema | undefined, { rowSeq, fieldKey }: PublicObjection): string {
  const text = objectionTexts[view.language]
  const field = fieldKey === null || !schema ? undefined : findField(schema, rowSeq === null ? 'field' : 'row', fieldKey)
  const parts = [rowSeq === null ? undefined : text.row(rowSeq), field && labelOf(view, field)].filter(part => part !== undefined)
  return parts.length === 0 ? text.wholeRecord : parts.join(' · ')
}

/** An objection for whoever holds its code: how it stands, and what may be done now. */
export function heldObjectionPage(view: View, held: HeldObjection, shown: PublicObjection, code: string, problem?: string): Html {
  const text = objectionTexts[view.language]
  const acts = held.possible.filter(action => action === 'accept' || action === 'escalate')
  const about = { d: shown.disclosureId, ver: shown.version, row: shown.rowSeq ?? undefined, field: shown.fieldKey ?? undefined }
  const body = html`<h1>${text.heldTitle}</h1>${fieldProblem('action', problem)}
${said(view, shown, html`<a href="${to(view, addressOf(`/d/${shown.disclosureId}`, { v: shown.version }))}">${whereOf(view, undefined, shown)}</a>`)}
${acts.length > 0 && html`<form action="${to(view, '/track/objection')}" method="post"><input type="hidden" name="code" value="${code}">
<p>${acts.map(action => html`<button class="${action === 'accept' ? 'second' : 'button'}" name="action" value="${action}">${objectionActionTexts[view.language][action]}</button> `)}</p></form>`}
${shown.state === 'withdrawn' && html`<p class="notice" role="status">${text.withdrawn}</p>`}${shown.state === 'dismissed' && html`<p><a class="button" href="${to(view, addressOf('/complain', about))}">${text.toComplaint}</a></p>`}
${ownObjectionSection(view, held, code)}`
  return page(view, { title: text.heldTitle, body, isPrivate: true })
}

