import type { FastifyReply, FastifyRequest } from 'fastify'
import { copyResident, type ResidentCopy } from '#actions/keeping/own-copy.ts'
import type { OwnSession } from '#actions/residents/sign-in.ts'
import type { TrackedCase } from '#actions/tracking.ts'
import { plainDateInShanghai } from '#rules/calendar/plain-date.ts'
import type { Device } from '#rules/residents/device.ts'
import { dayText } from '#text/calendar.ts'
import { ownListTexts } from '#text/pages-me-own.ts'
import { html, type Html } from './html.ts'
import { answerAnew, answerPrivate, type House, privateView } from './house.ts'
import { inChinese, page } from './layout.ts'
import { readKept } from './me-cookies.ts'
import { jsonCopy, jsonType, sendFile } from './own-data.ts'
import { ownDataText } from './own-data-text.ts'
import { to, type View } from './view.ts'

/** The devices that are signed in; each but this one can be signed out from here. */
export function sessionSection(view: View, sessions: readonly OwnSession[]): Html {
  const text = ownListTexts[view.language]
  return html`<section class="act" id="sessions"><h2>${text.sessionsTitle}</h2><p>${text.sessionsLead}</p>
<ul class="records">${sessions.map(session => html`<li><p><strong>${text.devices[session.device]}</strong> · ${text.begun(dayOf(view, session.begunAt))} · ${text.seen(dayOf(view, session.seenAt))}</p>
${session.isHere ? html`<p><em class="mark">${text.here}</em></p>` : html`<form action="${to(view, '/me/session')}" method="post"><input type="hidden" name="session" value="${session.id}"><p><button class="second">${text.endThere}</button></p></form>`}</li>`)}</ul></section>`
}

/** The way to a copy of everything, and what it holds. */
export function copySection(view: View): Html {
  const text = ownListTexts[view.language]
  return html`<section class="act" id="copy"><h2>${text.copyTitle}</h2><p>${text.copyLead}</p><form action="${to(view, '/me/copy')}" method="post">
<p><button class="button second" name="as" value="page">${text.copyPage}</button></p><p><button class="button second" name="as" value="json">${text.copyJson}</button></p></form></section>`
}

/** Gives the copy: as a page to read and print, or as data. Made anew, kept by no cache, and no code stands in it. */
export function sendOwnList(house: House, request: FastifyRequest, reply: FastifyReply, resident: string, as: string | undefined): FastifyReply | Promise<FastifyReply> {
  return answerAnew(house, request, reply, async () => {
    const view = privateView(house, request, '/me')
    const { copy, found } = await copyResident(house.context, resident, readKept(house.site, request, 'resident'))
    const madeOn = house.context.clock.today()
    if (as === 'json') return sendFile(house, reply, { name: 'my-list.json', type: jsonType, content: jsonCopy({ madeOn, notKept: ownListTexts[view.language].notKept, resident: copy }) })
    const names = new Map(await Promise.all([...copy.villagesFollowed, ...copy.homes.map(home => home.villageCode)].map(async code => [code, (await house.path(code)).at(-1)?.name ?? String(code)] as const)))
    return answerPrivate(house, request, reply, 200, copyPage(view, { copy, found, madeOn, names }))
  })
}

type CopyFacts = { readonly copy: ResidentCopy; readonly found: readonly TrackedCase[]; readonly madeOn: string; readonly names: ReadonlyMap<number, string> }

function copyPage(view: View, { copy, found, madeOn, names }: CopyFacts): Html {
  const text = ownListTexts[view.language]
  const day = (value: string) => dayText(view.language, value as TrackedCase['receivedOn'])
  const village = (code: number) => html`<span${inChinese(view)}>${names.get(code) ?? String(code)}</span>`
  const none = html`<p>${text.none}</p>`
  const body = html`<h1>${text.copyTitle}</h1><p>${text.made(day(madeOn))}</p>
<section><h2>${text.signInTitle}</h2><p>${text.kinds[copy.signedInBy]} · ${text.begun(day(copy.since))} · ${text.seen(day(copy.lastOn))}</p><p>${text.notKept}</p></section>
<section><h2>${text.sessionsTitle}</h2><ul>${copy.sessions.map(({ device, begunAt, seenAt }) => html`<li>${text.devices[device as Device]} · ${text.begun(dayOf(view, new Date(begunAt)))} · ${text.seen(dayOf(view, new Date(seenAt)))}</li>`)}</ul></section>
<section><h2>${text.followedTitle}</h2>${copy.villagesFollowed.length === 0 ? none : html`<ul>${copy.villagesFollowed.map(code => html`<li>${village(code)}</li>`)}</ul>`}${copy.toldBy.length > 0 && html`<p>${text.told}</p>`}</section>
<section><h2>${text.homesTitle}</h2>${copy.homes.length === 0 ? none : html`<ul>${copy.homes.map(home => html`<li>${village(home.villageCode)} · ${text.until(day(home.until))}</li>`)}</ul>`}</section>
<section><h2>${text.complaintsTitle(found.length)}</h2>${found.length === 0 ? none : found.map(one => html`<article class="about"><p class="written"${inChinese(view)}>${ownDataText(view, one, madeOn).replaceAll('\r\n', '\n')}</p></article>`)}</section>
<p class="unprinted"><a class="more" href="${to(view, '/me')}">${text.back}</a></p>`
  return page(view, { title: text.copyTitle, body, isPrivate: true })
}

function dayOf(view: View, at: Date): string {
  return dayText(view.language, plainDateInShanghai(at.getTime()))
}
