import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { payeeFieldsOf } from '#rules/payees/payee.ts'
import type { Place, PublicPayment } from '#records/public.ts'
import { mineTexts } from '#text/pages-mine.ts'
import { recordTexts } from '#text/pages-records.ts'
import { periodText } from '#text/values.ts'
import { html, type Html } from './html.ts'
import { inChinese, page } from './layout.ts'
import { ledger } from './parts/ledger.ts'
import { labelOf, valueOf } from './record-facts.ts'
import { above } from './village.ts'
import { addressOf, to, type View } from './view.ts'

/** A published payment with the schema it is read by. */
export type OwnPayment = { readonly payment: PublicPayment; readonly schema: FieldSchema; readonly isReceived: boolean }

export type MineFound = { readonly path: readonly Place[]; readonly village: Place; readonly payments: readonly OwnPayment[]; readonly ticket: string }

/** What is published as paid to one person, each with two answers. Nothing is shown that the lists do not show to everybody. */
export function mineFoundPage(view: View, { path, village, payments, ticket }: MineFound): Html {
  const text = mineTexts[view.language]
  const body = html`<h1>${text.found(payments.length)}</h1><p class="lead">${text.foundLead}</p><p class="help">${text.receivedHelp}</p>
${payments.map(own => paymentSection(view, village, own, ticket))}
<p><a class="more" href="${to(view, `/v/${village.code}/mine`)}">${text.again}</a></p><p class="help">${text.safe}</p>`
  return page(view, { title: text.title, body, path: [...above(path), { address: `/v/${village.code}`, name: village.name }], isPrivate: true })
}

function paymentSection(view: View, village: Place, { payment, schema, isReceived }: OwnPayment, ticket: string): Html {
  const text = mineTexts[view.language]
  const { id, version, seq } = payment
  return html`<section class="act mine"><h2${inChinese(view)}>${payment.title}</h2>
${ledger(linesOf(view, payment, schema))}
${isReceived
    ? html`<p role="status"><strong>${text.thanks}</strong></p>`
    : html`<form action="${to(view, `/v/${village.code}/mine/received`)}" method="post">
<input type="hidden" name="ticket" value="${ticket}"><input type="hidden" name="d" value="${id}"><input type="hidden" name="ver" value="${version}"><input type="hidden" name="row" value="${seq}">
<p><button class="button">${text.received}</button></p></form>`}
<p><a class="button second" href="${to(view, addressOf('/complain', { d: id, ver: version, row: seq }))}">${text.notReceived}</a></p>
<p class="small"><a class="more" href="${to(view, `/d/${id}`)}">${text.seeRecord}</a></p></section>`
}

function linesOf(view: View, { period, cells }: PublicPayment, schema: FieldSchema) {
  const text = mineTexts[view.language]
  const fields = schema.rows?.fields ?? []
  const name = payeeFieldsOf(schema)?.name
  const money = fields.find(field => field.key === schema.totalOf) ?? fields.find(field => field.type === 'money' && field.audience === 'public')
  const date = fields.find(field => field.type === 'date' && field.audience === 'public')
  const shown = [money, date].flatMap(field => field && cells[field.key] !== undefined ? [{ label: labelOf(view, field), value: valueOf(view, field, cells[field.key]!), isFigure: field === money }] : [])
  return [
    { label: recordTexts[view.language].period, value: periodText(view.language, period) },
    ...(name && cells[name.key] !== undefined ? [{ label: text.shownAs, value: html`<span${inChinese(view)}>${String(cells[name.key])}</span>` }] : []),
    ...shown,
  ]
}
