import type { Field, FieldSchema, Values } from '#rules/disclosures/field-schema.ts'
import type { Place } from '#records/public.ts'
import { villagerTexts } from '#text/pages-villagers.ts'
import { html, type Hole, type Html } from './html.ts'
import { inChinese, page } from './layout.ts'
import { ledger } from './parts/ledger.ts'
import { notice } from './parts/notice.ts'
import { isFigure, labelOf, type RecordFacts, valueOf } from './record-facts.ts'
import { rowsSection } from './record-rows.ts'
import { addressOf, to, type View } from './view.ts'
import { above } from './village.ts'

/** What the people of the village see of a version beside what everybody does, by row; 0 is the header. */
export type ForVillagers = ReadonlyMap<number, Values>

/** The fuller list of a record. It is for one person, kept by no cache, and offers neither files nor feeds. */
export function villagerRecordPage(view: View, facts: RecordFacts, more: ForVillagers): Html {
  const text = villagerTexts[view.language]
  const { record, shown, schema } = facts
  const village = { address: `/v/${record.villageCode}`, name: record.villageName }
  const rows = facts.rows.map(row => ({ ...row, cells: { ...row.cells, ...more.get(row.seq) } }))
  const body = html`<article class="record"><header><h1${inChinese(view)}>${shown.title}</h1></header>
${notice(text.only(record.villageName), html`<p>${text.dontPass}</p>`)}
${headerLines(view, schema, more.get(0))}
${rowsSection(view, { ...facts, rows, schema: opened(schema) }, page => addressOf(`/me/d/${record.id}`, { rows: page > 1 ? page : undefined }))}
<p><a class="more" href="${to(view, `/d/${record.id}`)}">${text.toPublic}</a> <a class="more" href="${to(view, '/me')}">${text.toMine}</a></p></article>`
  return page(view, { title: `${shown.title} · ${record.villageName}`, body, path: [...above(facts.path), village], kind: 'wide', isPrivate: true })
}

function headerLines(view: View, schema: FieldSchema, values: Values = {}): Hole {
  const lines = schema.fields.flatMap(field => {
    const value = values[field.key]
    return value === undefined ? [] : [{ label: labelOf(view, field), value: html`<span${inChinese(view)}>${valueOf(view, field, value)}</span>`, isFigure: isFigure(field) }]
  })
  return lines.length > 0 && ledger(lines)
}

/** The form as the people of the village read it: their columns stand among the public ones. */
function opened(schema: FieldSchema): FieldSchema {
  return { ...schema, ...(schema.rows && { rows: { ...schema.rows, fields: schema.rows.fields.map((field): Field => (field.audience === 'verified' ? { ...field, audience: 'public' } : field)) } }) }
}

/** Shown to whoever is signed in and was not shown to be of this village. */
export function villagersOnlyPage(view: View, { village, recordId }: { readonly village: Pick<Place, 'name'>; readonly recordId: string }): Html {
  const text = villagerTexts[view.language]
  const body = html`<h1>${text.onlyTitle}</h1><p class="lead">${text.only(village.name)}</p><p>${text.how}</p>
<p><a class="button" href="${to(view, '/me#home')}">${text.enterCode}</a></p><p><a class="more" href="${to(view, `/d/${recordId}`)}">${text.toPublic}</a></p>`
  return page(view, { title: text.onlyTitle, body, isPrivate: true })
}

/** On the public page, the same for everybody: that the village's own people can read more, and where. */
export function villagersLine(view: View, { record, schema }: Pick<RecordFacts, 'record' | 'schema'>): Hole {
  const text = villagerTexts[view.language]
  const labels = [...schema.fields, ...schema.rows?.fields ?? []].filter(field => field.audience === 'verified').map(field => labelOf(view, field))
  if (!view.site.hasResidents || labels.length === 0) return undefined
  return html`<p class="help">${text.more(labels)} <a class="more" href="${to(view, `/me/d/${record.id}`)}">${text.readMore}</a></p>`
}
