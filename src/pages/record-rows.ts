import type { Field } from '#rules/disclosures/field-schema.ts'
import type { PublicRow } from '#records/public.ts'
import { erasedText } from '#text/keeping.ts'
import { recordTexts } from '#text/pages-records.ts'
import { html, type Hole, type Html } from './html.ts'
import { inChinese } from './layout.ts'
import { askLink } from './parts/ledger.ts'
import { pager } from './parts/pager.ts'
import { isFigure, labelOf, recordAddress, type RecordFacts, rowsPerPage, valueOf } from './record-facts.ts'
import { addressOf, to, type View } from './view.ts'

/** The lines of a record, a hundred to a page, each with an anchor and a way to question it. On a phone each line is a card. */
export function rowsSection(view: View, facts: RecordFacts, addressOfPage = (page: number) => recordAddress(facts.record, facts.shown.version, page)): Hole {
  const { shown, schema, rows, rowsPage } = facts
  if (!schema.rows || shown.rowCount === 0) return undefined
  const text = recordTexts[view.language]
  const fields = shownFields(schema.rows.fields, rows, facts)
  const first = (rowsPage - 1) * rowsPerPage + 1
  const title = view.language === 'en' ? schema.rows.en : schema.rows.zh
  return html`<section id="rows" class="record-rows"><h2>${title}</h2>
<div class="sheet" role="region" tabindex="0" aria-label="${title}"><table class="rows">
<caption>${text.rowsCaption(first, first + rows.length - 1, shown.rowCount)}</caption>
<thead><tr><th scope="col">${text.rowNumber}</th>${fields.map(field => html`<th scope="col"${isFigure(field) && html` class="figure"`}>${labelOf(view, field)}</th>`)}<th scope="col" class="asking">${text.askColumn}</th></tr></thead>
<tbody>${rows.map(row => line(view, facts, fields, nameOf(fields), row))}
</tbody></table></div>
${pager(view, rowsPage, Math.ceil(shown.rowCount / rowsPerPage), page => `${addressOfPage(page)}#rows`)}
<p class="help">${text.masked}</p>${facts.erased.length > 0 && html`<p class="help">${erasedText[view.language].note(facts.erased.length)}</p>`}</section>`
}

function line(view: View, { record, shown, erased }: RecordFacts, fields: readonly Field[], name: Field | undefined, row: PublicRow): Html {
  const text = recordTexts[view.language]
  const address = to(view, addressOf('/complain', { d: record.id, ver: shown.version, row: row.seq }))
  return html`
<tr id="r${row.seq}"${name === undefined && html` class="unnamed"`}><th scope="row">${row.seq}</th>${fields.map(field => isErased(erased, row.seq, field) ? erasedCell(view, field) : cell(view, field, field === name, row.cells[field.key]))}<td class="asking">${
    askLink({ address, word: text.ask, label: text.askRow(row.seq) })}</td></tr>`
}

/** The column by which people call a line: the first name or text that no line may leave empty. */
function nameOf(fields: readonly Field[]): Field | undefined {
  const words = fields.filter(isWords)
  return words.find(field => field.required) ?? words[0]
}

function isWords(field: Field): boolean {
  return field.type === 'text' || field.type === 'long-text' || field.type === 'person' || field.type === 'organisation'
}

function cell(view: View, field: Field, isName: boolean, value: string | number | undefined): Html {
  if (value === undefined) return html`<td></td>`
  const kind = isFigure(field) ? 'figure' : isName ? 'name' : field.type === 'date' || field.type === 'person' || field.type === 'choice' ? 'short' : undefined
  // The label stands in the cell for the phone, where the head of the table is out of sight.
  return html`<td data-label="${labelOf(view, field)}"${kind && html` class="${kind}"`}${isWords(field) && inChinese(view)}>${valueOf(view, field, value)}</td>`
}

export function isErased(erased: RecordFacts['erased'], row: number, field: Field): boolean {
  return erased.some(value => value.row === row && value.field === field.key)
}

function erasedCell(view: View, field: Field): Html {
  return html`<td data-label="${labelOf(view, field)}" class="small">${erasedText[view.language].cell}</td>`
}

/** Columns that say something on this page. The clerk's own numbering is left out: lines are numbered here. */
function shownFields(fields: readonly Field[], rows: readonly PublicRow[], { erased }: RecordFacts): Field[] {
  return fields.filter(field => field.audience === 'public' && field.key !== 'seq' && rows.some(row => row.cells[field.key] !== undefined || isErased(erased, row.seq, field)))
}
