import { createHash } from 'node:crypto'
import type { Month } from '#rules/calendar/months.ts'
import { yuanOf } from '#rules/disclosures/display.ts'
import type { Field } from '#rules/disclosures/field-schema.ts'
import { shortCodeOf } from '#rules/divisions/short-code.ts'
import { readingTexts } from '#text/pages-reading.ts'
import { moneyText, periodText, plainDayText } from '#text/values.ts'
import { monthLinks } from './changes.ts'
import type { FoundVillage } from './found-village.ts'
import { html, type Html } from './html.ts'
import { inChinese, page } from './layout.ts'
import { columnName } from './record-data.ts'
import { ledger } from './parts/ledger.ts'
import { itemName } from './parts/record-list.ts'
import { isFigure, labelOf, type RecordFacts, valueOf } from './record-facts.ts'
import { above } from './village.ts'
import type { View } from './view.ts'

/** So many lines of one record go on paper; a longer list is read by the code. */
const mostRowsPrinted = 40

/** The printed notice board of a month: everything that was published in it, with a code to scan and fingerprints to compare. */
export function boardPage(view: View, { path, village }: FoundVillage, month: Month, records: readonly RecordFacts[]): Html {
  const text = readingTexts[view.language]
  const short = shortCodeOf(village.code)
  const title = text.boardTitle(village.name, periodText(view.language, month.name))
  const body = html`<p class="unprinted help">${text.boardHelp}</p>${monthLinks(view, `/v/${village.code}/board`, month)}
<article class="sheet-a4 board"><header><h1${inChinese(view)}>${title}</h1></header>
${records.length === 0 && html`<p>${text.boardEmpty}</p>`}
${records.map(record => printed(view, record))}
<div class="asked"><p>${text.boardScan}<br><strong>${view.site.origin}/q/${short}</strong><br>${text.boardHash} <code>${sheetHash(village.code, month, records)}</code></p><img src="/q/${short}.svg" alt="" width="120" height="120"></div>
<p class="signed">${text.boardPosted}</p>
</article>`
  return page(view, { title, body, path: [...above(path), { address: `/v/${village.code}`, name: village.name }], kind: 'poster' })
}

function printed(view: View, facts: RecordFacts): Html {
  const { record, shown, schema, rows, catalogue } = facts
  const text = readingTexts[view.language]
  const fields = (schema.rows?.fields ?? []).filter(field => field.audience === 'public' && field.key !== 'seq' && rows.some(row => row.cells[field.key] !== undefined))
  const some = rows.slice(0, mostRowsPrinted)
  const header = schema.fields.flatMap(field => {
    const value = shown.fields[field.key]
    return value === undefined || field.audience !== 'public' ? [] : [{ label: labelOf(view, field), value: valueOf(view, field, value), isFigure: isFigure(field) }]
  })
  return html`<section><h2${inChinese(view)}>${shown.title}</h2>
<p class="small">${itemName(view, catalogue, record.itemSlug)} · ${periodText(view.language, record.period)} · ${plainDayText(view.language, shown.publishedOn)} · ${text.approvedBy(shown.approvedBy)}${shown.totalFen !== null && ` · ${moneyText(view.language, shown.totalFen)}`}</p>
${header.length > 0 && ledger(header)}
${some.length > 0 && html`<div class="sheet"><table class="rows"><thead><tr>${fields.map(field => html`<th scope="col">${columnName(view, field)}</th>`)}</tr></thead>
<tbody>${some.map(row => html`<tr>${fields.map(field => cell(view, field, row.cells[field.key]))}</tr>`)}</tbody></table></div>`}
${shown.rowCount > some.length && html`<p>${text.boardMoreRows(shown.rowCount - some.length)}</p>`}
<p class="small">${text.boardFingerprint} <code>${shown.commitment.slice(0, 32)}</code></p></section>`
}

function cell(view: View, field: Field, value: string | number | undefined): Html {
  return html`<td data-label="${labelOf(view, field)}"${isFigure(field) && html` class="figure"`}>${value === undefined ? '' : field.type === 'money' ? yuanOf(Number(value)) : valueOf(view, field, value)}</td>`
}

/** Stands for the whole sheet: the hash of the village, the month, and the commitments in the order they are printed. */
function sheetHash(village: number, month: Month, records: readonly RecordFacts[]): string {
  const lines = [`yidiantong board`, village, month.name, ...records.map(({ record, shown }) => `${record.id} ${shown.version} ${shown.commitment}`)]
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 32)
}
