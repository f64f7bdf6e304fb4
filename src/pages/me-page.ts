import type { KeptCase } from '#actions/residents/list.ts'
import type { OwnSession } from '#actions/residents/sign-in.ts'
import { addDays, type PlainDate } from '#rules/calendar/plain-date.ts'
import type { MessageChannel } from '#rules/messages/hours.ts'
import type { ListedRecord, Place } from '#records/public.ts'
import { dayText } from '#text/calendar.ts'
import { stateTexts } from '#text/cases.ts'
import { meTexts } from '#text/pages-me.ts'
import { ownListTexts } from '#text/pages-me-own.ts'
import { plainDayText } from '#text/values.ts'
import { wechatForm } from './contact-form.ts'
import { html, type Hole, type Html } from './html.ts'
import { inChinese, page } from './layout.ts'
import { homeSection, type ShownHome } from './me-home.ts'
import { copySection, sessionSection } from './me-own.ts'
import { formField } from './parts/fields.ts'
import { notice } from './parts/notice.ts'
import { to, type View } from './view.ts'

export type Followed = { readonly village: Place; readonly latest: readonly ListedRecord[] }
export type MeFacts = { readonly cases: readonly KeptCase[]; readonly followed: readonly Followed[]; readonly homes: readonly ShownHome[]; readonly sessions: readonly OwnSession[]; readonly household?: { readonly typed: string; readonly problem: string } | undefined; readonly toldBy: readonly MessageChannel[]; readonly canText: boolean; readonly asked?: Place | undefined; readonly said?: string | undefined; readonly number?: { readonly typed: string; readonly problem: string } | undefined }

/** Everything a signed-in resident has here. No receipt code stands in it: a complaint is opened by a post. */
export function mePage(view: View, facts: MeFacts): Html {
  const { cases, followed, asked, said } = facts
  const text = meTexts[view.language]
  const body = html`<h1>${text.title}</h1>
${said !== undefined && html`<p class="notice" role="status">${said}</p>`}
${asked && !followed.some(({ village }) => village.code === asked.code) && html`<section class="act"><p>${text.followAsk(asked.name)}</p>
<form action="${to(view, '/me/follow')}" method="post"><input type="hidden" name="v" value="${String(asked.code)}"><p><button class="button" name="say" value="follow">${text.follow(asked.name)}</button></p></form></section>`}
<section><h2>${text.casesTitle}</h2>${cases.length === 0 ? html`<p>${text.none}</p>` : cases.map(kept => caseBox(view, kept))}</section>
<section class="act"><h2>${text.addTitle}</h2><form action="${to(view, '/me/keep')}" method="post">
${formField({ name: 'code', label: text.addCode, help: text.addHelp, inputMode: 'numeric', autocomplete: 'off', isRequired: true })}
<p><button class="button">${text.add}</button></p></form></section>
<section><h2>${text.villagesTitle}</h2>${followed.length === 0 ? html`<p>${text.noVillages}</p>` : followed.map(one => villageBox(view, one))}</section>
${homeSection(view, facts.homes, facts.household)}
${(followed.length > 0 || facts.toldBy.length > 0) && tellForm(view, facts)}
${copySection(view)}
${sessionSection(view, facts.sessions)}
${leaving(view)}`
  return page(view, { title: text.title, body, isPrivate: true })
}

function caseBox(view: View, { caseId, found }: KeptCase): Html {
  const text = meTexts[view.language]
  return html`<article class="about kept"><h3>${stateTexts[view.language][found.state]}</h3>
<p><span${inChinese(view)}>${found.villageName}</span> · ${text.received(dayText(view.language, found.receivedOn))}</p>${found.dueOn && html`<p><strong>${text.due(dayText(view.language, found.dueOn))}</strong></p>`}
<form action="${to(view, '/me/open')}" method="post"><input type="hidden" name="case" value="${caseId}"><p><button class="button">${text.open}</button></p></form>
<form action="${to(view, '/me/drop')}" method="post"><input type="hidden" name="case" value="${caseId}"><p><button class="second">${text.drop}</button></p></form></article>`
}

function villageBox(view: View, { village, latest }: Followed): Html {
  const text = meTexts[view.language]
  return html`<article class="about kept"><h3><a href="${to(view, `/v/${village.code}`)}"${inChinese(view)}>${village.name}</a></h3>
${latest.length === 0 ? html`<p>${text.nothingNew}</p>` : html`<ul class="records">${latest.map(record =>
    html`<li><a href="${to(view, `/d/${record.id}`)}"><span class="title"${inChinese(view)}>${record.title}</span> <span class="small when">${isFresh(view, record) && html`<em class="mark">${text.fresh}</em> `}${plainDayText(view.language, record.publishedOn)}</span></a></li>`)}</ul>`}
<form action="${to(view, '/me/follow')}" method="post"><input type="hidden" name="v" value="${String(village.code)}"><p><button class="second" name="say" value="stop">${text.stop}</button></p></form></article>`
}

/** New is what was published within a week: nobody has to remember when the page was last opened. */
function isFresh(view: View, record: ListedRecord): boolean {
  return addDays(record.publishedOn as PlainDate, 7) > view.today
}

function tellForm(view: View, { toldBy, canText, number }: MeFacts): Hole {
  const text = meTexts[view.language]
  const byWechat = wechatForm(view, toldBy, '/me/wechat', undefined)
  if (!canText && byWechat === undefined) return undefined
  return html`<section class="act"><h2>${text.tellTitle}</h2><p>${text.tellLead}</p>${toldBy.includes('sms') && html`<p><strong>${text.tellOn}</strong></p>`}${canText && html`<form action="${to(view, '/me/contact')}" method="post">
${formField({ name: 'number', label: text.phone, help: text.tellHelp, value: number?.typed ?? '', problem: number?.problem, type: 'tel', autocomplete: 'tel' })}
<p><button class="second">${text.tellSave}</button></p></form>`}${byWechat}</section>`
}

function leaving(view: View): Html {
  const text = meTexts[view.language]
  return html`<section class="act" id="leave"><h2>${text.leaveTitle}</h2><form action="${to(view, '/me/leave')}" method="post">
<p><button class="button second" name="say" value="here">${text.leave}</button></p><p><button class="button second" name="say" value="everywhere">${text.leaveEverywhere}</button></p>
<details><summary>${text.deleteTitle}</summary><p>${text.deleteLead}</p><p><button class="button second" name="say" value="forever">${text.delete}</button></p></details></form></section>`
}

export type SignInFacts = { readonly sms: boolean; readonly wechat: boolean; readonly province: boolean; readonly phone?: string; readonly problem?: string | undefined; readonly said?: string | undefined; readonly warning?: string | undefined; readonly again?: string | undefined; readonly asked?: Place | undefined }

/** The ways to sign in that there are here. Nothing else needs one, and the page says so first. `again`: why who is signed in has to do it once more. */
export function signInPage(view: View, { sms, wechat, province, phone, problem, said, warning, again, asked }: SignInFacts): Html {
  const text = meTexts[view.language]
  const body = html`<h1>${text.title}</h1>${said !== undefined && html`<p class="notice" role="status">${said}</p>`}
${warning !== undefined && notice(text.problem, html`<p>${warning}</p>`, 'warning')}
${again !== undefined && notice(text.problem, html`<p>${again}</p><p><a class="more" href="${to(view, '/me')}">${ownListTexts[view.language].back}</a></p>`, 'warning')}
${again === undefined && html`<p class="lead">${asked ? text.followAfter(asked.name) : text.signInLead}</p>`}${asked && html`<p>${text.signInLead}</p>`}
${!sms && !wechat && !province && html`<p class="notice">${text.noDoor}</p>`}
${sms && html`<section class="act"><h2>${text.phoneTitle}</h2><form action="${to(view, '/me/sign-in/phone')}" method="post">${villageField(asked?.code)}
${formField({ name: 'phone', label: text.phone, help: text.phoneHelp, value: phone ?? '', problem, type: 'tel', autocomplete: 'tel', isRequired: true })}
<p><button class="button">${text.sendCode}</button></p></form><p class="help">${text.phoneTaken([...wechat ? [text.wechat] : [], ...province ? [text.province] : []])}</p></section>`}
${wechat && html`<section class="act"><h2>${text.wechatTitle}</h2><p>${text.wechatLead}</p><p><a class="button" href="${to(view, `/me/sign-in/wechat${asked ? `?v=${asked.code}` : ''}`)}">${text.wechat}</a></p></section>`}
${province && html`<section class="act"><h2>${text.provinceTitle}</h2><p>${text.provinceLead}</p><p><a class="button" href="${to(view, '/me/sign-in/province')}">${text.province}</a></p></section>`}
<p class="help">${text.unknown}</p>`
  return page(view, { title: text.title, body, isPrivate: true })
}

/** The form for the code of a message; which sign-in it belongs to is in a cookie. */
export function codePage(view: View, { asked, problem, isOver }: { readonly asked?: number | undefined; readonly problem?: string | undefined; readonly isOver?: boolean }): Html {
  const text = meTexts[view.language]
  const body = html`<h1>${text.codeTitle}</h1>
${isOver ? notice(text.problem, html`<p>${text.over}</p>`, 'warning') : html`<p class="lead">${text.codeLead}</p>
<form class="track" action="${to(view, '/me/sign-in/code')}" method="post">${villageField(asked)}
${formField({ name: 'digits', label: text.code, help: text.codeHelp, problem, inputMode: 'numeric', autocomplete: 'off', isRequired: true })}
<p><button class="button">${text.enter}</button></p></form>
${view.site.demonstration && html`<p><a class="more" href="${to(view, '/trial/messages')}" target="_blank">${text.trial}</a></p>`}`}
<p><a class="more" href="${to(view, `/me${asked === undefined ? '' : `?v=${asked}`}`)}">${text.sendAgain}</a></p>`
  return page(view, { title: text.codeTitle, body, isPrivate: true })
}

function villageField(code: number | undefined): Hole {
  return code !== undefined && html`<input type="hidden" name="v" value="${String(code)}">`
}

/** On a page that shows a code: puts the complaint into one's own list; for whoever is not signed in, the way there. */
export function keepOffer(view: View, code: string): Hole {
  const text = meTexts[view.language]
  if (!view.site.hasResidents) return undefined
  if (!view.hasSession) return html`<p class="unprinted"><a class="more" href="${to(view, '/me')}">${text.link}</a></p>`
  return html`<section class="act unprinted"><h2>${text.keepTitle}</h2><p>${text.keepLead}</p>
<form action="${to(view, '/me/keep')}" method="post"><input type="hidden" name="code" value="${code}"><p><button class="second">${text.keep}</button></p></form></section>`
}
