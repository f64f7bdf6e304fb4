import type { FastifyReply } from 'fastify'
import type { TrackedCase } from '#actions/tracking.ts'
import { dayText } from '#text/calendar.ts'
import { actionTexts, ratingTexts, stateTexts } from '#text/cases.ts'
import { ownDataTexts } from '#text/keeping.ts'
import { colon } from '#text/values.ts'
import { setAll, unkept } from './headers.ts'
import { html, type Hole } from './html.ts'
import type { House } from './house.ts'
import { hiddenFields, type Held } from './tracked-acts.ts'
import { to, type View } from './view.ts'

/** What is kept about whoever holds the code: a copy to take away, and the end of name and phone. */
export function ownDataSection(view: View, found: TrackedCase, held: Held & { readonly isForgotten?: boolean }): Hole {
  const text = ownDataTexts[view.language]
  const hasSomething = found.identity.is === 'sealed' || found.isTold
  return html`<section class="act" id="own-data"><details${held.isForgotten && html` open`}><summary>${text.title}</summary>
${held.isForgotten && html`<p class="notice" role="status">${text.forgotten}</p>`}
<p>${text.lead}</p><p>${identityText(view, found)}${found.isTold && html` ${text.numberKept}`}</p>
<form action="${to(view, '/track/copy')}" method="post">${hiddenFields(held)}<p><button class="button second">${text.copy}</button></p><p class="help">${text.copyHelp}</p></form>
${hasSomething && html`<h3>${text.forgetTitle}</h3><p>${text.forgetLead}</p><form action="${to(view, '/track/forget')}" method="post">${hiddenFields(held)}<p><button class="button second">${text.forget}</button></p></form>`}
<p class="help">${text.howLong}</p></details></section>`
}

function identityText(view: View, { identity }: TrackedCase): string {
  const text = ownDataTexts[view.language]
  if (identity.is !== 'deleted') return text[identity.is]
  const day = dayText(view.language, identity.on)
  return identity.byComplainant ? text.deletedByYou(day) : text.deletedByTime(day)
}

/** Sends the copy. No cache keeps it, and the code does not stand in it. */
export function sendOwnData(house: House, reply: FastifyReply, view: View, found: TrackedCase): FastifyReply {
  setAll(reply, [...house.security, ...unkept])
  return reply.type('text/plain; charset=utf-8').header('content-disposition', 'attachment; filename="complaint.txt"').send(`\uFEFF${ownDataText(view, found, house.context.clock.today())}`)
}

function ownDataText(view: View, found: TrackedCase, today: string): string {
  const text = ownDataTexts[view.language]
  const { fields } = text
  const mark = colon[view.language]
  const day = (value: string) => dayText(view.language, value as TrackedCase['receivedOn'])
  const unit = (name: { zh: string; en: string } | undefined) => (name ? (view.language === 'en' ? name.en : name.zh) : '')
  const line = (label: string, value: string) => `${label}${mark}${value}`
  return [
    text.copyTitle, text.copyMade(day(today)), '',
    line(fields.village, found.villageName), line(fields.received, day(found.receivedOn)), line(fields.state, stateTexts[view.language][found.state]),
    ...found.dueOn ? [line(fields.due, day(found.dueOn))] : [], line(fields.identity, identityText(view, found)),
    '', `【${fields.statement}】`, found.wordsDeletedOn === undefined ? found.statement : text.wordsGone(day(found.wordsDeletedOn)),
    '', `【${fields.steps}】`, ...found.timeline.map(step => [day(step.day), actionTexts[view.language][step.action], unit(step.unitName), step.note ?? ''].filter(part => part !== '').join(' · ')),
    ...found.messages.length > 0 ? ['', `【${fields.messages}】`, ...found.messages.map(message => [day(message.on), message.unitName ? unit(message.unitName) : fields.you, message.words, message.photoCount > 0 ? fields.photos(message.photoCount) : ''].filter(part => part !== '').join(' · '))] : [],
    ...found.answer ? ['', `【${fields.answer}】`, day(found.answer.repliedOn), found.answer.text, found.answer.found, found.answer.done, found.answer.nextStep ?? '', found.answer.answeredBy].filter((part, i) => i < 2 || part !== '') : [],
    ...found.rating ? ['', `【${fields.rating}】`, ratingTexts[view.language][found.rating.grade], found.rating.opinion ?? ''] : [],
  ].join('\r\n')
}
