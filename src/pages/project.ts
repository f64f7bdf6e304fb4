import { isReached, projectStages, type ProjectFacts, type ProjectStage } from '#rules/projects/facts.ts'
import { moneyMarks } from '#rules/projects/stages.ts'
import type { Place, ProjectLine, PublicProject } from '#records/public.ts'
import { projectTexts, stageDayName, stageTexts } from '#text/projects.ts'
import { moneyText, plainDayText } from '#text/values.ts'
import { html, type Hole, type Html } from './html.ts'
import { inChinese, page } from './layout.ts'
import { ledger } from './parts/ledger.ts'
import { actBox, notice } from './parts/notice.ts'
import { above } from './village.ts'
import { addressOf, to, type View } from './view.ts'

export type ProjectPageFacts = { readonly project: PublicProject; readonly path: readonly Place[]; readonly village: Place; readonly facts: ProjectFacts; readonly lines: readonly ProjectLine[] }

/** One works project from plan to upkeep: how far, for how much, by whom, with what pictures. */
export function projectPage(view: View, of: ProjectPageFacts): Html {
  const text = projectTexts[view.language]
  const { project, facts, lines } = of
  const body = html`<article class="project"><header><h1${inChinese(view)}>${facts.name ?? project.name}</h1><p class="small">${text.code} <code>${project.code}</code></p></header>
<section><h2>${text.stages}</h2>${stages(view, of)}</section>
<section><h2>${text.money}</h2>${money(view, facts)}</section>
<section><h2>${text.who}</h2>${who(view, facts)}</section>
${days(view, facts)}
${photos(view, lines)}
<section><h2>${text.records(lines.length)}</h2><ul class="files">${lines.map(line => html`<li><a href="${to(view, `/d/${line.id}`)}"><span${inChinese(view)}>${line.title}</span></a> <small>${plainDayText(view.language, line.publishedOn)}</small></li>`)}</ul></section>
${actBox({ title: text.ask, lead: text.askLead, button: text.ask, address: to(view, lines[0] ? addressOf('/complain', { d: lines.at(-1)!.id }) : `/complain?v=${project.villageCode}`) })}
<p class="small"><a class="more" href="${to(view, `/p/${project.id}/board`)}">${text.board}</a> <a class="more" href="/p/${project.id}/ocds.json">${text.ocds}</a></p></article>`
  return page(view, { title: facts.name ?? project.name, body, path: pathTo(view, of) })
}

function pathTo(view: View, { path, village }: ProjectPageFacts) {
  return [...above(path), { address: `/v/${village.code}`, name: village.name }, { address: `/v/${village.code}/projects`, name: projectTexts[view.language].listLink }]
}

/** Every stage with a word for what is and what is not: colour alone says nothing to some. */
function stages(view: View, { facts, lines }: ProjectPageFacts): Html {
  const text = projectTexts[view.language]
  return html`<ol class="stages">${projectStages.map(stage => {
    const isThere = isReached(facts, stage)
    const line = isThere ? lines.findLast(one => itemsOf[stage].includes(one.itemSlug)) : undefined
    const name = stageTexts[view.language][stage]
    return html`<li class="${isThere ? 'reached' : 'ahead'}">${line ? html`<a href="${to(view, `/d/${line.id}`)}">${name}</a>` : name} <small>${isThere ? dayOf(view, facts, stage) ?? text.reached : text.notYet}</small></li>`
  })}</ol>`
}

/** Records in which a stage is told, the one that tells most first. */
const itemsOf: Readonly<Record<ProjectStage, readonly string[]>> = {
  plan: ['project-plan'], tender: ['project-tender', 'project-plan'], award: ['project-tender', 'project-plan'], contract: ['project-contract', 'project-plan'], progress: ['project-progress', 'project-plan'],
  acceptance: ['project-acceptance', 'project-plan'], settlement: ['project-settlement', 'project-plan'], payment: ['project-settlement', 'project-plan'], upkeep: ['project-upkeep'],
}

function dayOf(view: View, facts: ProjectFacts, stage: ProjectStage): string | undefined {
  const days: Partial<Record<ProjectStage, string | undefined>> = { tender: facts.noticeOn, contract: facts.contractOn, acceptance: facts.acceptedOn, settlement: facts.settledOn }
  if (stage === 'progress') return facts.progressPct === undefined ? undefined : `${facts.progressPct}%`
  if (stage === 'payment') return facts.paid === undefined ? undefined : moneyText(view.language, facts.paid)
  const day = days[stage]
  return day === undefined ? undefined : plainDayText(view.language, day)
}

/** Budget, prices and payments under one another, each with a bar to the same scale. */
function money(view: View, facts: ProjectFacts): Html {
  const text = projectTexts[view.language]
  const amounts = ([['budget', facts.budget], ['controlPrice', facts.controlPrice], ['winPrice', facts.winPrice], ['contract', facts.contractNow], ['settled', facts.settled], ['paid', facts.paid]] as const).filter(([, fen]) => fen !== undefined)
  const most = Math.max(1, ...amounts.map(([, fen]) => fen!))
  const marks = moneyMarks(facts)
  return html`<dl class="ledger bars">${amounts.map(([name, fen]) => html`
<div><dt>${text[name]}</dt><dd class="figure">${moneyText(view.language, fen!)} <meter min="0" max="${most}" value="${fen!}" aria-hidden="true"></meter></dd></div>`)}
</dl>${marks.map(mark => notice(text[mark], html`<p>${text.leadNote}</p>`, 'warning'))}`
}

function who(view: View, facts: ProjectFacts): Html {
  const text = projectTexts[view.language]
  const chinese = (words: string) => html`<span${inChinese(view)}>${words}</span>`
  const line = (label: string, value: string | undefined) => value === undefined ? [] : [{ label, value: chinese(value) }]
  const bidders = facts.bidders.length === 0 ? [] : [{ label: text.bidders, value: html`<ul class="bidders">${facts.bidders.map(name => html`<li>${chinese(name)} <small>${name === facts.winner ? text.winner : text.notWinner}</small></li>`)}</ul>` }]
  return ledger([
    ...line(text.client, facts.client), ...line(text.winner, facts.winner), ...line(text.creditCode, facts.winnerCreditCode), ...bidders,
    ...line(text.site, facts.site), ...line(text.content, facts.content), ...line(text.fundSource, facts.fundSource),
  ])
}

function days(view: View, facts: ProjectFacts): Hole {
  const told = (['noticeOn', 'bidDeadline', 'contractOn', 'acceptedOn', 'settledOn'] as const).filter(day => facts[day] !== undefined)
  if (told.length === 0) return undefined
  return html`<section><h2>${projectTexts[view.language].days}</h2>${ledger(told.map(day => ({ label: stageDayName(view.language, day), value: plainDayText(view.language, facts[day]!) })))}</section>`
}

function photos(view: View, lines: readonly ProjectLine[]): Hole {
  const text = projectTexts[view.language]
  const shown = lines.flatMap(line => line.pictures.map(picture => ({ line, picture }))).slice(-12)
  if (shown.length === 0) return undefined
  return html`<section><h2>${text.photos}</h2><div class="photos">${shown.map(({ line, picture }) => {
    const published = plainDayText(view.language, line.publishedOn)
    const words = picture.takenOn === null ? text.photoPublished(line.title, published) : text.photoTaken(line.title, plainDayText(view.language, picture.takenOn), published)
    return html`<figure><a href="/a/${line.id}/${line.version}/${picture.n}"><img src="/a/${line.id}/${line.version}/${picture.n}" alt="${words}" loading="lazy"></a><figcaption class="small">${words}</figcaption></figure>`
  })}</div></section>`
}

/** The board for the site: name, money, firm, and the code that leads to everything else. */
export function siteBoardPage(view: View, of: ProjectPageFacts): Html {
  const text = projectTexts[view.language]
  const { project, facts, village } = of
  const title = text.boardTitle(facts.name ?? project.name)
  const amount = facts.contractNow ?? facts.budget
  const body = html`<p class="unprinted help">${text.boardHelp}</p><article class="sheet-a4 site-board"><header><p${inChinese(view)}>${village.name}</p><h1${inChinese(view)}>${facts.name ?? project.name}</h1></header>
<img src="/p/${project.id}/code.svg" alt="${text.boardScan}" width="360" height="360"><p class="poster-promise">${text.boardScan}</p>
${ledger([
    { label: text.code, value: project.code }, ...(facts.client === undefined ? [] : [{ label: text.client, value: facts.client }]), ...(facts.winner === undefined ? [] : [{ label: text.winner, value: facts.winner }]),
    ...(amount === undefined ? [] : [{ label: facts.contractNow === undefined ? text.budget : text.contract, value: moneyText(view.language, amount), isFigure: true }]),
  ])}
<p class="poster-host"><strong>${view.site.origin}/p/${project.id}</strong></p></article>`
  return page(view, { title, body, path: pathTo(view, of), kind: 'poster' })
}

/** All projects of a village with their stage and price. */
export function projectListPage(view: View, of: { path: readonly Place[]; village: Place; projects: readonly { project: PublicProject; facts: ProjectFacts }[] }): Html {
  const text = projectTexts[view.language]
  const title = text.listTitle(of.village.name)
  const body = html`<h1${inChinese(view)}>${title}</h1>${of.projects.length === 0 ? html`<p>${text.none}</p>` : html`<ul class="records">${of.projects.map(({ project, facts }) => {
    const reached = projectStages.findLast(stage => isReached(facts, stage)) ?? 'plan'
    const amount = facts.contractNow ?? facts.winPrice ?? facts.budget
    return html`<li><a href="${to(view, `/p/${project.id}`)}"><span class="title"${inChinese(view)}>${facts.name ?? project.name}</span><span class="small">${project.code} · ${stageTexts[view.language][reached]}${facts.winner !== undefined && ` · ${facts.winner}`}</span>
${amount !== undefined && html`<span class="sum">${moneyText(view.language, amount)}</span>`}</a></li>`
  })}</ul>`}`
  return page(view, { title, body, path: [...above(of.path), { address: `/v/${of.village.code}`, name: of.village.name }] })
}
