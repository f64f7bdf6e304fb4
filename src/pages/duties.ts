import type { Place, PublicCatalogue, PublicDuty } from '#records/public.ts'
import { dutyRuleTexts } from '#text/duties.ts'
import { dutyTexts } from '#text/pages-duties.ts'
import { periodText, plainDayText } from '#text/values.ts'
import { countsOf, dutyDays, judge, type Judged } from './duty-word.ts'
import { html, type Hole, type Html } from './html.ts'
import { page } from './layout.ts'
import { askLink } from './parts/ledger.ts'
import { itemName } from './parts/record-list.ts'
import { above } from './village.ts'
import { to, type View } from './view.ts'

export type DutyPageFacts = { readonly path: readonly Place[]; readonly village: Place; readonly catalogue: PublicCatalogue; readonly duties: readonly PublicDuty[] }

/**
 * The whole list: what is missing first, with a way to ask; then what comes, what did not happen, and what is there. An event that is
 * not overdue is not told of: its record may still be in review.
 */
export function dutiesPage(view: View, facts: DutyPageFacts): Html {
  const { village } = facts
  const text = dutyTexts[view.language]
  const judged = judge(view, facts.duties)
  const { owed, done, overdue } = countsOf(judged)
  const body = html`<h1>${text.heading}</h1>
<p>${owed === 0 ? text.nothingOpened : html`<strong>${text.summary(done, owed)}</strong>${overdue > 0 ? html` · ${text.overdue(overdue)}` : html` · ${text.allDone}`}`}
<span class="small">${text.lead(text.sinceDay(plainDayText(view.language, dutyDays(view.today).from)))}</span></p>
${overdueSection(view, facts, judged.filter(duty => duty.standing === 'overdue'))}
${comingSection(view, facts, judged.filter(duty => duty.kind === 'period' && (duty.standing === 'dueSoon' || duty.standing === 'owed')))}
${nilSection(view, facts, judged.filter(duty => duty.standing === 'nil' || duty.standing === 'nilLate'))}
${doneSection(view, facts, judged.filter(duty => duty.standing === 'published' || duty.standing === 'publishedLate'))}`
  return page(view, { title: text.title(village.name), body, path: [...above(facts.path), { address: `/v/${village.code}`, name: village.name }] })
}

/** The periods of one item, in the order in which the items' first periods stand. */
function byItem(duties: readonly Judged[]): [string, Judged[]][] {
  return [...Map.groupBy(duties, duty => duty.itemSlug)]
}

function periodsOf(view: View, duties: readonly Judged[]): string {
  return duties.map(duty => periodText(view.language, duty.period)).join(view.language === 'en' ? '; ' : '、')
}

function overdueSection(view: View, { village, catalogue }: DutyPageFacts, duties: readonly Judged[]): Hole {
  if (duties.length === 0) return undefined
  const text = dutyTexts[view.language]
  return html`<section><h2>${text.overdue(duties.length)}</h2><p class="help">${text.overdueHelp}</p>
<ul class="duties">${byItem(duties).map(([slug, of]) => {
    const name = itemName(view, catalogue, slug)
    return html`
<li class="is-late"><p><span class="title">${name}</span><br><span class="small">${periodsOf(view, of)}</span><br>
<span class="small">${(of.length > 1 ? text.firstDueOn : text.wasDueOn)(plainDayText(view.language, of.at(-1)!.dueOn!))} · ${dutyRuleTexts[view.language][of[0]!.rule]}</span></p>
${askLink({ address: to(view, `/complain?v=${village.code}`), word: text.ask, label: text.askAbout(name) })}</li>`
  })}</ul></section>`
}

function comingSection(view: View, { catalogue }: DutyPageFacts, duties: readonly Judged[]): Hole {
  if (duties.length === 0) return undefined
  const text = dutyTexts[view.language]
  return html`<section><h2>${text.coming}</h2><p class="help">${text.comingHelp}</p>
<ul class="duties">${duties.toReversed().map(duty => html`
<li><p><span class="title">${itemName(view, catalogue, duty.itemSlug)}</span> <span class="small">${periodText(view.language, duty.period)}</span><br>
<span class="small">${text.dueOn(plainDayText(view.language, duty.dueOn!))} · ${dutyRuleTexts[view.language][duty.rule]}</span></p></li>`)}</ul></section>`
}

function nilSection(view: View, { catalogue }: DutyPageFacts, duties: readonly Judged[]): Hole {
  if (duties.length === 0) return undefined
  const text = dutyTexts[view.language]
  return html`<section><h2>${text.nil}</h2><p class="help">${text.nilHelp}</p>
<ul class="duties">${byItem(duties).map(([slug, of]) => html`
<li><p><span class="title">${itemName(view, catalogue, slug)}</span><br><span class="small">${periodsOf(view, of)}</span><br>
<span class="small">${text.nilSigned(plainDayText(view.language, of[0]!.nilOn!), of[0]!.nilApprovedBy ?? '')}</span></p></li>`)}</ul></section>`
}

function doneSection(view: View, { village, catalogue }: DutyPageFacts, duties: readonly Judged[]): Hole {
  if (duties.length === 0) return undefined
  const text = dutyTexts[view.language]
  return html`<section><h2>${text.done}</h2>
<ul class="duties">${byItem(duties).map(([slug, of]) => {
    const late = of.filter(duty => duty.standing === 'publishedLate').length
    return html`
<li><p><a href="${to(view, `/v/${village.code}/d?item=${slug}`)}">${itemName(view, catalogue, slug)}</a> <span class="small">${text.doneCount(of.length)}${late > 0 && html` · ${text.doneLate(late)}`}</span></p></li>`
  })}</ul></section>`
}
