import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { readingTexts } from '#text/pages-reading.ts'
import { standingOf } from '#rules/disclosures/lifecycle.ts'
import { recordStandingTexts } from '#text/duties.ts'
import { erasedText } from '#text/keeping.ts'
import { recordTexts } from '#text/pages-records.ts'
import { publicAnswerTexts } from '#text/public-answers.ts'
import { projectTexts } from '#text/projects.ts'
import { colon, moneyText, periodText, plainDayText, sizeText } from '#text/values.ts'
import { html, type Hole, type Html } from './html.ts'
import { inChinese, page } from './layout.ts'
import { objectionSection } from './objections.ts'
import { answerList } from './parts/answer-list.ts'
import { ledger, type LedgerLine } from './parts/ledger.ts'
import { actBox, notice } from './parts/notice.ts'
import { itemName } from './parts/record-list.ts'
import { isFigure, labelOf, recordAddress, type RecordFacts, valueOf } from './record-facts.ts'
import { changes, versionList } from './record-versions.ts'
import { isErased, rowsSection } from './record-rows.ts'
import { above } from './village.ts'
import { villagersLine } from './villager-record.ts'
import { addressOf, to, type View } from './view.ts'

/** A published record: what it says, line by line, and how it came to say so. */
export function recordPage(view: View, facts: RecordFacts): Html {
  const { record, shown, schema } = facts
  const text = recordTexts[view.language]
  const village = { address: `/v/${record.villageCode}`, name: record.villageName }
  const item = { address: `/v/${record.villageCode}/d?item=${record.itemSlug}`, name: itemName(view, facts.catalogue, record.itemSlug) }
  const body = html`<article class="record">
<header><h1${inChinese(view)}>${shown.title}</h1>
${shown.totalFen !== null && html`<p class="total"><span class="small">${totalName(view, schema)}</span> ${moneyText(view.language, shown.totalFen)}</p>`}
${facts.project && html`<p>${projectTexts[view.language].projectOf} <a class="more" href="${to(view, `/p/${facts.project.id}`)}"${inChinese(view)}>${facts.project.name}</a></p>`}
${versionNotice(view, facts)}</header>
<section class="record-fields"><h2>${text.fields}</h2>${ledger(fieldLines(view, facts))}</section>
${rowsSection(view, facts)}
<section class="record-about"><h2>${text.about}</h2>${ledger(aboutLines(view, facts))}
<p class="help">${text.fingerprintHelp}</p>
${villagersLine(view, facts)}
${attachmentList(view, facts)}
${actBox({ title: text.askRecordTitle, lead: text.askRecordLead, button: text.askRecord, address: to(view, addressOf('/complain', { d: record.id, ver: shown.version })) })}</section>
<div class="record-rest">${facts.answers.length > 0 && html`<section><h2>${publicAnswerTexts[view.language].section}</h2>${answerList(view, facts.answers, true)}</section>`}
${objectionSection(view, record, schema, facts.objections)}
${facts.versions.length + facts.takenDown.length > 1 && versionList(view, facts)}
${downloads(view, facts)}
<p class="printed">${text.printedFrom} ${view.site.origin}${recordAddress(record, shown.version, 1)}</p></div>
</article>`
  return page(view, { title: `${shown.title} · ${record.villageName}`, body, path: [...above(facts.path), village, item], kind: 'wide' })
}

function totalName(view: View, schema: FieldSchema): string {
  const text = recordTexts[view.language]
  const field = schema.rows?.fields.find(field => field.key === schema.totalOf)
  return field ? text.totalOf(labelOf(view, field)) : text.total
}

function fieldLines(view: View, { record, shown, schema, erased }: RecordFacts): LedgerLine[] {
  const text = recordTexts[view.language]
  return schema.fields.flatMap(field => {
    const value = shown.fields[field.key]
    const label = labelOf(view, field)
    if (isErased(erased, 0, field)) return [{ label, value: html`<span class="small">${erasedText[view.language].cell}</span>` }]
    if (value === undefined || field.audience !== 'public') return []
    const address = to(view, addressOf('/complain', { d: record.id, ver: shown.version, field: field.key }))
    return [{ label, value: html`<span${!isFigure(field) && field.type !== 'date' && inChinese(view)}>${valueOf(view, field, value)}</span>`, isFigure: isFigure(field), ask: { address, word: text.ask, label: text.askAbout(label) } }]
  })
}

function aboutLines(view: View, { record, shown, catalogue }: RecordFacts): LedgerLine[] {
  const text = recordTexts[view.language]
  const isLatest = shown.version === record.currentVersion
  const chinese = (words: string) => html`<span${inChinese(view)}>${words}</span>`
  return [
    { label: text.item, value: html`<a href="${to(view, `/v/${record.villageCode}/i/${record.itemSlug}`)}">${itemName(view, catalogue, record.itemSlug)}</a>` },
    { label: text.period, value: periodText(view.language, record.period) },
    { label: text.publishedOn, value: plainDayText(view.language, shown.publishedOn) },
    { label: text.publishedBy, value: chinese(shown.publishedBy) },
    { label: text.approvedBy, value: chinese(shown.approvedBy) },
    ...(record.noticeEndsOn ? [{ label: text.notice, value: plainDayText(view.language, record.noticeEndsOn) }] : []),
    ...(isLatest ? [{ label: text.standing, value: recordStandingTexts[view.language][standingOf({ publishedOn: shown.publishedOn as PlainDate, noticeEndsOn: record.noticeEndsOn as PlainDate | null, isWithdrawn: false }, view.today)] }] : []),
    { label: text.versionLabel, value: isLatest ? text.versionNow(shown.version) : text.versionOld(shown.version) },
    { label: text.fingerprint, value: html`<code>${shown.commitment.match(/.{1,8}/g)!.slice(0, 4).join(' ')}</code>` },
  ]
}

function versionNotice(view: View, facts: RecordFacts): Hole {
  const { record, shown } = facts
  const text = recordTexts[view.language]
  if (shown.version < record.currentVersion) {
    return notice(text.oldNotice(shown.version, record.currentVersion), html`<p><a class="more" href="${to(view, `/d/${record.id}`)}">${text.seeLatest}</a></p>`, 'warning')
  }
  if (shown.version === 1) return undefined
  return notice(text.correctedNotice(plainDayText(view.language, shown.publishedOn)), html`<p>${text.reason}${colon[view.language]}<span${inChinese(view)}>${shown.reason}</span></p>
${changes(view, facts)}`)
}

function attachmentList(view: View, { record, shown, attachments }: RecordFacts): Hole {
  if (attachments.length === 0) return undefined
  return html`<h2>${recordTexts[view.language].attachments}</h2><ul class="files">${attachments.map(file =>
    html`<li><a href="/a/${record.id}/${shown.version}/${file.n}" download><span${inChinese(view)}>${file.name}</span> <small>${sizeText(file.bytes)}</small></a></li>`)}</ul>`
}

function downloads(view: View, { record, shown }: RecordFacts): Html {
  const text = recordTexts[view.language]
  const other = readingTexts[view.language]
  const isLatest = shown.version === record.currentVersion
  const version = isLatest ? undefined : shown.version
  return html`<section class="downloads"><h2>${text.download}</h2>
<p><a class="more" href="${addressOf(`/d/${record.id}.csv`, { v: version })}" download>${text.downloadCsv}</a>
<a class="more" href="${addressOf(`/d/${record.id}.json`, { v: version })}">${text.downloadJson}</a></p><p class="help">${text.print}</p>
${isLatest && html`<h2>${other.also}</h2><p>${([['compare', other.compareLink], ['letter', other.letterLink], ['script', other.scriptLink]] as const).map(([telling, word]) =>
    html`<a class="more" href="${to(view, `/d/${record.id}/${telling}`)}">${word}</a> `)}</p>`}</section>`
}
