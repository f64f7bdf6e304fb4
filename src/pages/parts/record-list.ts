import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { standingOf } from '#rules/disclosures/lifecycle.ts'
import { moneyText, periodText, plainDayText } from '#text/values.ts'
import { recordTexts } from '#text/pages-records.ts'
import type { ListedRecord, PublicCatalogue } from '#records/public.ts'
import { html, type Hole, type Html } from '../html.ts'
import { inChinese } from '../layout.ts'
import { rowAddress } from '../record-facts.ts'
import type { Snippet } from '../snippets.ts'
import { to, type View } from '../view.ts'

/** Published records, one below the other: what, when, how much. */
export function recordList(view: View, catalogue: PublicCatalogue, records: readonly ListedRecord[], snippets?: ReadonlyMap<string, readonly Snippet[]>): Html {
  const { language } = view
  const text = recordTexts[language]
  return html`<ul class="records">${records.map(record => html`
<li><a href="${to(view, `/d/${record.id}`)}"><span class="title"${inChinese(view)}>${record.title}</span>
<span class="small">${itemName(view, catalogue, record.itemSlug)} · ${periodText(language, record.period)}</span>
<span class="small when">${record.isWithdrawn ? html`<em class="mark">${text.withdrawn}</em> ` : record.currentVersion > 1 && html`<em class="mark">${text.corrected}</em> `}${!record.isWithdrawn && isArchived(view, record) && html`<em class="mark">${text.archived}</em> `}${text.publishedAt(plainDayText(language, record.publishedOn))}</span>
${record.totalFen !== null && html`<span class="sum"><span class="small">${totalName(view, catalogue, record.itemSlug)}</span> ${moneyText(language, record.totalFen)}</span>`}</a>${snippets && found(view, record, snippets.get(record.id) ?? [])}</li>`)}
</ul>`
}

/** Where the words that were looked for stand, each with the way to that very line or file. */
function found(view: View, record: ListedRecord, snippets: readonly Snippet[]): Hole {
  return snippets.map(snippet => {
    const words = html`<span${inChinese(view)}>${snippet.pieces.map(piece => piece.isFound ? html`<mark>${piece.text}</mark>` : piece.text)}</span>`
    return html`
<p class="snippet">${snippet.file ? toFile(view, record, snippet.file, words) : html`<a href="${to(view, snippet.row === undefined ? `/d/${record.id}` : rowAddress(record.id, snippet.row))}"><span class="small">${placeOf(view, snippet)}</span> ${words}</a>`}</p>`
  })
}

function toFile(view: View, record: ListedRecord, { version, n, name }: NonNullable<Snippet['file']>, words: Html): Html {
  return html`<a href="/a/${record.id}/${version}/${n}" download><span class="small">${recordTexts[view.language].inFile} <span${inChinese(view)}>${name}</span></span> ${words}</a>`
}

function placeOf(view: View, { row, label }: Snippet): string {
  if (row !== undefined) return recordTexts[view.language].rowChanged(row)
  return (view.language === 'en' ? label?.en : label?.zh) ?? ''
}

/** Twelve months after its last version a record is archived: still readable, and labelled. */
function isArchived(view: View, record: ListedRecord): boolean {
  return standingOf({ publishedOn: record.publishedOn as PlainDate, noticeEndsOn: null, isWithdrawn: false }, view.today) === 'archived'
}

/** The name of an item in the reader's language. */
export function itemName(view: View, catalogue: PublicCatalogue, slug: string): string {
  const item = catalogue.items.get(slug)
  return (view.language === 'en' ? item?.nameEn : item?.nameZh) ?? slug
}

function totalName(view: View, catalogue: PublicCatalogue, slug: string): string {
  const name = catalogue.totalNames.get(slug)
  return (view.language === 'en' ? name?.en : name?.zh) ?? recordTexts[view.language].total
}

/** The name of a category in the reader's language. */
export function categoryName(view: View, catalogue: PublicCatalogue, slug: string): string {
  const category = catalogue.categories.get(slug)
  return (view.language === 'en' ? category?.nameEn : category?.nameZh) ?? slug
}
