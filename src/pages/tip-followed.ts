import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FollowedTip } from '#actions/tips/follow-tip.ts'
import { dayText } from '#text/calendar.ts'
import { tipTexts } from '#text/pages-tips.ts'
import { html, type Hole, type Html } from './html.ts'
import { answerAnew, type House } from './house.ts'
import { inChinese, page } from './layout.ts'
import { jsonCopy, jsonType, sendFile } from './own-data.ts'
import { dayCount } from './parts/day-count.ts'
import { formField } from './parts/fields.ts'
import { to, type View } from './view.ts'

/** A report as its reporter sees it: where it stands, what was said, and the one objection there may be. */
export function followedTipPage(view: View, tip: FollowedTip, { body: bodyName, code, words, problem }: { body: string; code: string; words?: string; problem?: string | undefined }): Html {
  const text = tipTexts[view.language]
  const day = (on: FollowedTip['receivedOn']) => dayText(view.language, on)
  const body = html`<h1>${text.followedTitle}</h1><p>${text.heldBy(bodyName)} · ${text.receivedOn(day(tip.receivedOn))}</p>
<p class="lead">${text.stands[tip.stands]}</p>
${tip.isDiverted && html`<p class="notice">${text.diverted(bodyName)}</p>`}
${daysThatRun(view, tip)}
${tip.words.length > 0 && html`<section><h2>${text.saidTitle}</h2>${tip.words.map(said => html`<h3>${said.about === 'result' ? text.resultOn(day(said.on)) : text.acceptanceOn(day(said.on))}</h3><p class="written"${inChinese(view)}>${said.text}</p>`)}</section>`}
${tip.objectedOn !== undefined && html`<p>${text.objectedOn(day(tip.objectedOn))}</p>`}
${tip.mayObject && html`<form action="${to(view, '/track/report')}" method="post"><h2>${text.objectTitle}</h2>
<input type="hidden" name="code" value="${code}">
${formField({ name: 'words', label: text.objectTitle, help: text.objectHelp, value: words ?? '', problem, rows: 4, autocomplete: 'off', isRequired: true })}
<p><button class="button">${text.objectSubmit}</button></p></form>`}
<section class="act" id="own-data"><details><summary>${text.ownTitle}</summary><p>${text.sealedTo(bodyName)}</p>
<form action="${to(view, '/track/copy')}" method="post"><input type="hidden" name="code" value="${code}"><p><button class="button second">${text.copyData}</button></p><p class="help">${text.copyHelp}</p></form></details></section>
<p class="help">${text.leave}</p>`
  return page(view, { title: text.followedTitle, body, isPrivate: true })
}

/** The reporter's own days, each with the notice it rests on. */
function daysThatRun(view: View, { days }: FollowedTip): Hole {
  const text = tipTexts[view.language]
  return days.length > 0 && html`<section><h2>${text.daysTitle}</h2>${days.map(({ what, by, notice, steps }) => html`<p>${text.dayOf[what](dayText(view.language, by))}</p>${
    notice !== undefined && html`<p class="help">${text.movedBy} <a href="${notice}" rel="noreferrer">${text.notice}</a></p>`}${dayCount(view, steps, steps.some(step => step.counts && step.provisional))}`)}</section>`
}

/** Sends what is kept of a report and can be read here. What was reported cannot: it is sealed, and the copy says to whom. */
export function sendTipCopy(house: House, request: FastifyRequest, reply: FastifyReply, view: View, tip: FollowedTip): FastifyReply | Promise<FastifyReply> {
  return answerAnew(house, request, reply, async () => {
    const body = (await house.path(tip.bodyCode)).at(-1)?.name ?? ''
    const { receivedOn, stands, isDiverted, words, days, objectedOn } = tip
    const data = { madeOn: house.context.clock.today(), sealed: tipTexts[view.language].sealedTo(body), report: { heldBy: body, receivedOn, stands, wasComplaint: isDiverted, toldToYou: words, days: days.map(({ what, by, notice }) => ({ what, by, ...(notice !== undefined && { notice }) })), objectedOn: objectedOn ?? null } }
    return sendFile(house, reply, { name: 'report.json', type: jsonType, content: jsonCopy(data) })
  })
}
