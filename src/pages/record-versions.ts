import type { Field, Values } from '#rules/disclosures/field-schema.ts'
import type { PublicVersion, RowDifference } from '#records/public.ts'
import type { TakedownReason } from '#rules/disclosures/takedown.ts'
import { takedownTexts } from '#text/pages-takedown.ts'
import { recordTexts } from '#text/pages-records.ts'
import { comma, plainDayText } from '#text/values.ts'
import { html, type Hole, type Html } from './html.ts'
import { inChinese } from './layout.ts'
import { labelOf, recordAddress, type RecordFacts, valueOf } from './record-facts.ts'
import { to, type View } from './view.ts'

/** Where something changed, what it was and what it is. An absent side was not there. */
export type Change = { readonly place: string; readonly before: string | undefined; readonly after: string | undefined }

export const mostChanges = 50

/** What a correction changed, value by value. */
export function changes(view: View, facts: RecordFacts): Hole {
  const { versions, shown, differences } = facts
  const before = versions.find(version => version.version === shown.version - 1)
  if (!before) return undefined
  const text = recordTexts[view.language]
  const found = [...headChanges(view, facts, before, shown), ...rowChanges(view, facts, differences ?? [])]
  return html`<h2>${text.changed(before.version, shown.version)}</h2>
${found.length === 0 && differences !== undefined && html`<p>${text.noChange}</p>`}
${found.length > 0 && changeTable(view, found.slice(0, mostChanges))}
${found.length > mostChanges && html`<p>${text.manyChanges}</p>`}
${differences === undefined && html`<p>${text.tooManyRows}</p>`}`
}

/** All versions with their reasons; each can be read as it stood. */
export function versionList(view: View, { record, versions, shown, takenDown }: RecordFacts): Html {
  const text = recordTexts[view.language]
  return html`<section><h2>${text.versions}</h2><ol class="timeline">${versions.map(version => html`
<li${version.version === shown.version && html` aria-current="true"`}><p><a class="more" href="${to(view, recordAddress(record, version.version, 1))}">${
    version.version === record.currentVersion ? text.versionNow(version.version) : text.versionOld(version.version)}</a>
<span class="small">${plainDayText(view.language, version.publishedOn)}</span></p>
<p${version.reason !== null && inChinese(view)}>${version.reason ?? text.firstVersion}</p></li>`)}${takenDown.map(gone => html`
<li><p>${text.versionGone(gone.version)} <span class="small">${gone.on.slice(0, 10)}</span></p><p>${takedownTexts[view.language].reasons[gone.reason as TakedownReason]}</p></li>`)}</ol></section>`
}

function changeTable(view: View, found: readonly Change[]): Html {
  const text = recordTexts[view.language]
  const side = (label: string, value: string | undefined, tag: 'before' | 'after') =>
    html`<td data-label="${label}">${value === undefined ? html`<span class="small">${text.none}</span>` : tag === 'before' ? html`<del${inChinese(view)}>${value}</del>` : html`<ins${inChinese(view)}>${value}</ins>`}</td>`
  return html`<div class="sheet"><table class="rows changes"><thead><tr><th scope="col">${text.place}</th><th scope="col">${text.before}</th><th scope="col">${text.after}</th></tr></thead>
<tbody>${found.map(change => html`<tr><th scope="row">${change.place}</th>${side(text.before, change.before, 'before')}${side(text.after, change.after, 'after')}</tr>`)}</tbody></table></div>`
}

function headChanges(view: View, { schema }: RecordFacts, before: PublicVersion, after: PublicVersion): Change[] {
  const fields = schema.fields.filter(field => field.audience === 'public')
  const title = before.title === after.title ? [] : [{ place: recordTexts[view.language].titleField, before: before.title, after: after.title }]
  return [...title, ...valueChanges(view, fields, before.fields, after.fields, label => label)]
}

/** A line that is gone and one that came at the same place are one line that changed. */
function rowChanges(view: View, { schema }: RecordFacts, differences: readonly RowDifference[]): Change[] {
  const text = recordTexts[view.language]
  const fields = (schema.rows?.fields ?? []).filter(field => field.audience === 'public')
  const places = new Map<number, { before?: Values; after?: Values }>()
  for (const { seq, side, cells } of differences) places.set(seq, { ...places.get(seq), [side]: cells })
  const inOrder = [...places].sort(([a], [b]) => a - b)
  return inOrder.flatMap(([seq, { before, after }]) => {
    const row = text.rowChanged(seq)
    if (before && after) return valueChanges(view, fields, before, after, label => `${row} · ${label}`)
    const whole = wholeRow(view, fields, (before ?? after)!)
    return [{ place: `${row} · ${before ? text.rowRemoved : text.rowAdded}`, before: before && whole, after: after && whole }]
  })
}

function valueChanges(view: View, fields: readonly Field[], before: Values, after: Values, placeOf: (label: string) => string): Change[] {
  return fields.flatMap(field => {
    const [was, is] = [before[field.key], after[field.key]]
    if (was === is) return []
    const shown = (value: string | number | undefined) => value === undefined ? undefined : valueOf(view, field, value)
    return [{ place: placeOf(labelOf(view, field)), before: shown(was), after: shown(is) }]
  })
}

function wholeRow(view: View, fields: readonly Field[], cells: Values): string {
  return fields.flatMap(field => cells[field.key] === undefined || field.key === 'seq' ? [] : [valueOf(view, field, cells[field.key]!)]).join(comma[view.language])
}
