import type { FastifyInstance } from 'fastify'
import { compareRecords, summedFields, type ComparedFigure, type Summed } from '#rules/disclosures/compare.ts'
import { shownValue } from '#rules/disclosures/display.ts'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { shortCodeOf } from '#rules/divisions/short-code.ts'
import { findRecord, findRecordBefore, sumColumns } from '#records/public.ts'
import { readingTexts } from '#text/pages-reading.ts'
import { moneyText, moneyUnit, periodText } from '#text/values.ts'
import { html, type Hole, type Html } from './html.ts'
import { type Answer, answerProblem, answerPublic, type House } from './house.ts'
import { inChinese, page } from './layout.ts'
import { ledger } from './parts/ledger.ts'
import { notice } from './parts/notice.ts'
import { itemName } from './parts/record-list.ts'
import { isFigure, labelOf, type RecordFacts, valueOf } from './record-facts.ts'
import { gatherFacts } from './record-finding.ts'
import { uuid } from './records.ts'
import { above } from './village.ts'
import { to, type View } from './view.ts'

const tellings = { compare: comparePage, script: scriptPage, letter: letterPage } as const
type Telling = keyof typeof tellings

/** The same approved record in other forms: beside the period before, read out, and as a letter. */
export function retoldRoutes(app: FastifyInstance, house: House): void {
  for (const telling of Object.keys(tellings) as Telling[]) {
    app.get<{ Params: { id: string } }>(`/d/:id/${telling}`, async (request, reply) => {
      const id = request.params.id.toLowerCase()
      const record = uuid.test(id) ? await findRecord(house.reader, id) : undefined
      if (!record) return answerProblem(house, request, reply, { code: 'recordNotFound' })
      return answerPublic(house, request, reply, { address: `/d/${id}/${telling}`, place: record.villageCode }, async view => {
        const facts = await gatherFacts(house, { id, version: undefined, rowsPage: 1 })
        return 'code' in facts ? facts : tellings[telling](view, facts, house)
      })
    })
  }
}

async function comparePage(view: View, facts: RecordFacts, house: House): Promise<Answer> {
  const text = readingTexts[view.language]
  const { record, shown, schema } = facts
  const beforeId = await findRecordBefore(house.reader, record)
  const before = beforeId === undefined ? undefined : await gatherFacts(house, { id: beforeId, version: undefined, rowsPage: 1 })
  const title = text.compareTitle(shown.title)
  if (!before || 'code' in before) return page(view, { title, path: pathTo(facts), body: html`<h1>${title}</h1>${notice(text.noBefore, undefined)}` })
  const [now, then] = await Promise.all([summed(house, facts), summed(house, before)])
  const lines = compareRecords(schema, now, before.schema, then)
  const head = (word: string, { record: of }: RecordFacts) => html`<th scope="col" class="figure">${word}<br><a href="${to(view, `/d/${of.id}`)}">${periodText(view.language, of.period)}</a></th>`
  const body = html`<h1${inChinese(view)}>${title}</h1>
<div class="sheet"><table class="rows compared"><thead><tr><th scope="col">${text.field}</th>${head(text.thisPeriod, facts)}${head(text.lastPeriod, before)}<th scope="col" class="figure">${text.difference}</th></tr></thead>
<tbody>${lines.map(line => comparedLine(view, line))}
${threeFigures(view, text.rowCount, String(shown.rowCount), String(before.shown.rowCount), String(shown.rowCount - before.shown.rowCount))}
</tbody></table></div>`
  return page(view, { title, path: pathTo(facts), body })
}

async function summed(house: House, { record, shown, schema }: RecordFacts): Promise<Summed> {
  return { fields: shown.fields, sums: await sumColumns(house.reader, record, shown.version, summedFields(schema).map(field => field.key)) }
}

function comparedLine(view: View, { field, isSum, now, before, difference }: ComparedFigure): Html {
  const label = labelOf(view, field)
  const unit = field.type === 'money' ? moneyUnit[view.language] : field.unit
  const inUnit = unit === undefined ? '' : view.language === 'en' ? ` (${unit})` : `（${unit}）`
  return threeFigures(view, `${isSum ? readingTexts[view.language].sumOf(label) : label}${inUnit}`, now, before, difference)
}

/** One line of the comparison. On a phone it is a card, and each figure says what it is. */
function threeFigures(view: View, label: string, now: string | undefined, before: string | undefined, difference: string | undefined): Html {
  const text = readingTexts[view.language]
  const figure = (name: string, value: string | undefined) => html`<td class="figure" data-label="${name}">${value ?? '—'}</td>`
  return html`
<tr><th scope="row">${label}</th>${figure(text.thisPeriod, now && grouped(now))}${figure(text.lastPeriod, before && grouped(before))}${figure(text.difference, difference && signed(grouped(difference)))}</tr>`
}

function grouped(decimal: string): string {
  const [whole = '', decimals] = decimal.split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/gu, ',')}${decimals === undefined ? '' : `.${decimals}`}`
}

function signed(figure: string): string {
  return figure.startsWith('-') || /^[0.]+$/u.test(figure) ? figure : `+${figure}`
}

/** Sentences for the loudspeaker. No name of a person is read out: rows are counted and added up, never listed. */
function scriptPage(view: View, facts: RecordFacts): Answer {
  const text = readingTexts[view.language]
  const { shown } = facts
  const title = text.scriptTitle(shown.title)
  const body = html`<h1${inChinese(view)}>${title}</h1><p class="unprinted help">${text.scriptHelp}</p>
<article class="script" lang="zh">${spoken(facts).map(sentence => html`<p>${sentence}</p>`)}</article>
${source(view, facts)}`
  return page(view, { title, path: pathTo(facts), body })
}

function spoken(facts: RecordFacts): string[] {
  const text = readingTexts['zh-CN']
  const { record, shown, schema } = facts
  const item = facts.catalogue.items.get(record.itemSlug)?.nameZh ?? record.itemSlug
  return [
    text.scriptOpening(record.villageName), text.scriptWhat(item, periodText('zh-CN', record.period), shown.title),
    ...(shown.version > 1 ? [text.scriptCorrected(shown.reason ?? '')] : []),
    ...spokenFields(schema, shown.fields),
    ...(shown.rowCount > 0 ? [text.scriptRows(shown.rowCount)] : []),
    ...(shown.totalFen === null ? [] : [text.scriptTotal(totalLabel(schema), moneyText('zh-CN', shown.totalFen))]),
    ...(record.noticeEndsOn ? [text.scriptNotice(record.noticeEndsOn)] : []),
    text.scriptAsk, text.scriptClosing,
  ]
}

function spokenFields(schema: FieldSchema, values: RecordFacts['shown']['fields']): string[] {
  return schema.fields.flatMap(field => {
    const value = values[field.key]
    // Names of people stay on the board: a loudspeaker reaches whoever passes by.
    if (value === undefined || field.audience !== 'public' || field.type === 'person' || field.mask !== undefined) return []
    return [readingTexts['zh-CN'].scriptField(field.zh, shownValue(field, value, 'zh').replaceAll(',', ''))]
  })
}

function totalLabel(schema: FieldSchema): string {
  return schema.rows?.fields.find(field => field.key === schema.totalOf)?.zh ?? ''
}

/** One sheet for homes without a smartphone. */
async function letterPage(view: View, facts: RecordFacts, house: House): Promise<Answer> {
  const text = readingTexts[view.language]
  const { record, shown, schema } = facts
  const { handle } = await house.limits(record.villageCode)
  const short = shortCodeOf(record.villageCode)
  const title = text.letterTitle(shown.title)
  const lines = schema.fields.flatMap(field => {
    const value = shown.fields[field.key]
    return value === undefined || field.audience !== 'public' ? [] : [{ label: labelOf(view, field), value: valueOf(view, field, value), isFigure: isFigure(field) }]
  })
  const total = shown.totalFen === null ? [] : [{ label: text.letterTotal(totalLabel(schema)), value: moneyText(view.language, shown.totalFen), isFigure: true }]
  const body = html`<p class="unprinted help">${text.letterHelp}</p>
<article class="sheet-a4 letter"><h1${inChinese(view)}>${shown.title}</h1>
<p>${text.letterOpening}</p><p>${text.letterLead(itemName(view, facts.catalogue, record.itemSlug), periodText(view.language, record.period))}</p>
${ledger([...lines, ...total])}
<div class="asked"><p>${text.letterAsk(handle)}</p><img src="/q/${short}.svg" alt="" width="120" height="120"></div>
<p><strong>${text.letterPhone}</strong></p>
<p class="signed">${text.letterSigned(record.villageName, shown.publishedOn)}<br>${text.approvedBy(shown.approvedBy)}</p>
</article>${source(view, facts)}`
  return page(view, { title, path: pathTo(facts), body, kind: 'poster' })
}

function source(view: View, { record, shown }: RecordFacts): Hole {
  return html`<p class="small">${view.site.origin}/d/${record.id} · ${readingTexts[view.language].boardFingerprint} <code>${shown.commitment.slice(0, 32)}</code></p>`
}

function pathTo(facts: RecordFacts): { address: string; name: string }[] {
  const { record, shown } = facts
  return [...above(facts.path), { address: `/v/${record.villageCode}`, name: record.villageName }, { address: `/d/${record.id}`, name: shown.title }]
}
