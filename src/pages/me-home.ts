import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Home, HomeRefusal } from '#actions/residents/households.ts'
import { readForVillager } from '#actions/residents/households.ts'
import type { ListedRecord, Place } from '#records/public.ts'
import { dayText } from '#text/calendar.ts'
import { villagerTexts } from '#text/pages-villagers.ts'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { html, type Html } from './html.ts'
import { answerPrivate, answerProblem, type House, privateView } from './house.ts'
import { inChinese } from './layout.ts'
import { formField } from './parts/fields.ts'
import { rowsPerPage } from './record-facts.ts'
import { gatherFacts } from './record-finding.ts'
import { toRecordQuery } from './records.ts'
import { addressOf, to, type View } from './view.ts'
import { villagerRecordPage, villagersOnlyPage } from './villager-record.ts'

/** A village whose person a resident was shown to be, with its newest fuller lists. */
export type ShownHome = Home & { readonly village: Place; readonly records: readonly ListedRecord[] }

/** The part of one's own list about one's village: which it is, what there is to read, and the field for a code. */
export function homeSection(view: View, homes: readonly ShownHome[], wrong: { readonly typed: string; readonly problem: string } | undefined): Html {
  const text = villagerTexts[view.language]
  return html`<section class="act" id="home"><h2>${text.homeTitle}</h2><p>${text.homeLead}</p>
${homes.map(home => homeBox(view, home))}
<form action="${to(view, '/me/home')}" method="post">
${formField({ name: 'household', label: text.code, help: text.codeHelp, value: wrong?.typed ?? '', problem: wrong?.problem, inputMode: 'numeric', autocomplete: 'off' })}
<p><button class="button" name="say" value="come">${text.come}</button></p></form></section>`
}

function homeBox(view: View, { village, until, records }: ShownHome): Html {
  const text = villagerTexts[view.language]
  return html`<article class="about kept"><h3><a href="${to(view, `/v/${village.code}`)}"${inChinese(view)}>${village.name}</a></h3><p>${text.until(dayText(view.language, until as PlainDate))}</p>
${records.length > 0 && html`<ul class="records">${records.map(record => html`<li><a href="${to(view, `/me/d/${record.id}`)}"><span class="title"${inChinese(view)}>${record.title}</span></a></li>`)}</ul>`}
<form action="${to(view, '/me/home')}" method="post"><input type="hidden" name="v" value="${String(village.code)}"><p><button class="second" name="say" value="leave">${text.leave}</button></p></form></article>`
}

/** What is wrong with a code, beside its field. */
export function codeProblem(view: View, refusal: HomeRefusal): string {
  const text = villagerTexts[view.language]
  return refusal.code === 'wrong' ? text.wrong : text.tooMany(Math.ceil(refusal.seconds / 60))
}

/** The fuller list of a record, for a resident of its village; for anybody else the same words, whatever stands in it. */
export async function showForVillager(house: House, request: FastifyRequest, reply: FastifyReply, id: string, resident: string): Promise<FastifyReply> {
  const asked = toRecordQuery(id, request)
  if ('code' in asked) return answerProblem(house, request, reply, asked)
  const facts = await gatherFacts(house, { ...asked, version: undefined })
  if ('code' in facts) return answerProblem(house, request, reply, facts)
  const view = privateView(house, request, addressOf(`/me/d/${asked.id}`, { rows: asked.rowsPage > 1 ? asked.rowsPage : undefined }))
  const { record, shown, schema } = facts
  const more = await readForVillager(house.context, resident, record, { version: shown.version, schema, after: (asked.rowsPage - 1) * rowsPerPage, most: rowsPerPage })
  return more ? answerPrivate(house, request, reply, 200, villagerRecordPage(view, facts, more)) : answerPrivate(house, request, reply, 403, villagersOnlyPage(view, { village: { name: record.villageName }, recordId: record.id }))
}
