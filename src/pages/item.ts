import type { Names } from '#rules/catalogue/catalogue.ts'
import { flowchart } from '#rules/catalogue/flowchart.ts'
import type { CountyProcedure, Told, ToldStep } from '#rules/catalogue/county-procedure.ts'
import type { Place, PublicCatalogue, PublicItem } from '#records/public.ts'
import { itemTexts } from '#text/pages-items.ts'
import { colon } from '#text/values.ts'
import { html, type Hole, type Html } from './html.ts'
import { inChinese, page } from './layout.ts'
import { ledger } from './parts/ledger.ts'
import { actBox, notice } from './parts/notice.ts'
import { categoryName } from './parts/record-list.ts'
import { above } from './village.ts'
import { addressOf, to, type View } from './view.ts'

export type ItemFacts = {
  readonly path: readonly Place[]
  readonly village: Place
  readonly catalogue: PublicCatalogue
  readonly item: PublicItem
  /** The county's own, else that of the common list. */
  readonly procedure: CountyProcedure | undefined
  /** What the common list names as its legal basis; the item names more. */
  readonly laws: readonly Names[]
}

/** One item of the list for one village: what it is, who owes it when, and how the power behind it is used. */
export function itemPage(view: View, { path, village, item, procedure, laws }: ItemFacts): Html {
  const text = itemTexts[view.language]
  const name = nameOf(view, item)
  const records = to(view, addressOf(`/v/${village.code}/d`, { item: item.slug }))
  const body = html`<h1>${name}</h1>
${item.isRetired && notice(text.retired, undefined)}
${procedure && html`<p>${told(view, procedure.explanation)}</p>`}
${ledger([
    { label: text.cadence, value: text.cadences[item.cadence] },
    ...(item.noticeDays > 0 ? [{ label: text.noticeDays, value: text.days(item.noticeDays) }] : []),
    { label: text.responsible, value: inLanguageOf(view, item.responsible) },
    { label: text.supervising, value: inLanguageOf(view, item.supervising) },
    { label: text.basis, value: basisOf(view, item, laws) },
  ])}
<p><a class="more" href="${records}">${text.records}</a></p>
${procedure && procedureSections(view, name, procedure)}
${actBox({ title: text.complainTitle, lead: text.complainLead, button: text.complain, address: to(view, `/complain?v=${village.code}`) })}`
  return page(view, { title: `${name} · ${village.name}`, body, path: [...above(path), { address: `/v/${village.code}`, name: village.name }, { address: `/v/${village.code}/i`, name: text.allItems }] })
}

/** Every item a village must publish, by category, each with the way to its page. */
export function itemsPage(view: View, { path, village, catalogue }: Pick<ItemFacts, 'path' | 'village' | 'catalogue'>): Html {
  const text = itemTexts[view.language]
  const items = [...catalogue.items.values()].filter(item => !item.isRetired)
  const body = html`<h1>${text.itemsTitle(village.name)}</h1><p>${text.itemsLead}</p>
${[...catalogue.categories.keys()].map(category => html`<section><h2>${categoryName(view, catalogue, category)}</h2><ul class="files">${items.filter(item => item.category === category).map(item =>
    html`<li><a href="${to(view, `/v/${village.code}/i/${item.slug}`)}"><span>${nameOf(view, item)} <small>${text.cadences[item.cadence]}</small></span></a></li>`)}</ul></section>`)}`
  return page(view, { title: text.itemsTitle(village.name), body, path: [...above(path), { address: `/v/${village.code}`, name: village.name }] })
}

function procedureSections(view: View, name: string, { steps, risks }: CountyProcedure): Html {
  const text = itemTexts[view.language]
  return html`<section><h2>${text.flow}</h2>${flowFigure(view, name, steps)}</section>
<section><h2>${text.steps}</h2><ol class="steps">${steps.map(step => html`<li><strong>${told(view, step.who)}</strong>${colon[view.language]}${told(view, step)}${stepNotes(view, step)}</li>`)}</ol></section>
${risks.length > 0 && html`<section><h2>${text.risks}</h2><p>${text.risksLead}</p><ul>${risks.map(risk => html`<li>${told(view, risk)}</li>`)}</ul></section>`}`
}

function stepNotes(view: View, { limit, materials }: ToldStep): Hole {
  const text = itemTexts[view.language]
  const joint = view.language === 'en' ? ', ' : '、'
  return [
    limit && html`<br><span class="small">${text.limit}${colon[view.language]}${told(view, limit)}</span>`,
    materials.length > 0 && html`<br><span class="small">${text.materials}${colon[view.language]}${materials.map((material, n) => html`${n > 0 && joint}${told(view, material)}`)}</span>`,
  ]
}

/** The steps as a drawing in the colours of the page, so that it is right by day, by night and on paper. */
function flowFigure(view: View, name: string, steps: readonly ToldStep[]): Html {
  const chart = flowchart(steps.map(step => ({ who: wordsOf(view, step.who), what: wordsOf(view, step), limit: step.limit && `${itemTexts[view.language].limit}${colon[view.language]}${wordsOf(view, step.limit)}` })))
  return html`<svg class="flow" viewBox="0 0 ${chart.width} ${chart.height}" role="img" aria-label="${itemTexts[view.language].flowLabel(name)}">${chart.boxes.map(box =>
    html`<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="4"/>${box.lines.map(line => html`<text x="${line.x}" y="${line.y}" class="${line.kind}">${line.text}</text>`)}`)}${chart.arrows.map(({ x, from, to: end }) =>
    html`<path d="M${x} ${from}V${end - 2}m-5 -7l5 7l5 -7"/>`)}</svg>`
}

function basisOf(view: View, item: PublicItem, named: readonly Names[]): Hole {
  const laws = named.map(basis => ({ key: basis.zh, name: inLanguageOf(view, basis) }))
  const more = item.basis.filter(basis => !laws.some(law => law.key === basis))
  return html`<span>${laws.map((law, index) => html`${index > 0 && html`<br>`}${law.name}`)}${more.map((basis, index) => html`${(index > 0 || laws.length > 0) && html`<br>`}<span${inChinese(view)}>${basis}</span>`)}</span>`
}

function nameOf(view: View, item: PublicItem): string {
  return view.language === 'en' ? item.nameEn : item.nameZh
}

/** What a county wrote in Chinese alone is shown in Chinese, and marked as that. */
function told(view: View, text: Told): Hole {
  return view.language === 'en' && text.en === undefined ? html`<span${inChinese(view)}>${text.zh}</span>` : wordsOf(view, text)
}

function wordsOf(view: View, { zh, en }: Told): string {
  return view.language === 'en' ? en ?? zh : zh
}

function inLanguageOf(view: View, names: Names): string {
  return view.language === 'en' ? names.en : names.zh
}
