import type { PublicAnswer } from '#records/public.ts'
import { monthName, publicAnswerTexts } from '#text/public-answers.ts'
import { html, type Hole, type Html } from '../html.ts'
import { inChinese } from '../layout.ts'
import { rowAddress } from '../record-facts.ts'
import { addressOf, to, type View } from '../view.ts'

/** What the list is narrowed to, as it stands in the address. */
export type AnswerQuery = { readonly category?: string | undefined; readonly q?: string | undefined; readonly page: number }

export function answersAddress(village: number, { category, q, page }: AnswerQuery): string {
  return addressOf(`/v/${village}/qa`, { category, q, page: page > 1 ? page : undefined })
}

/** The address of a county's typical cases. */
export function typicalAddress(county: number, page: number): string {
  return addressOf(`/typical/${county}`, { page: page > 1 ? page : undefined })
}

/** Questions with their answers, one below the other. */
export function answerList(view: View, answers: readonly PublicAnswer[], isBesideRecord = false): Html {
  return html`<ul class="qa">${answers.map(one => html`
<li>${spoken(view, 'question', one.question)}${spoken(view, 'answer', one.answer)}
<p class="small">${publicAnswerTexts[view.language].meta(view.language === 'en' ? one.unitEn : one.unitZh, monthName(view.language, one.answeredIn), one.workingDays)}${aboutWhat(view, one, isBesideRecord)}</p></li>`)}
</ul>`
}

function spoken(view: View, part: 'question' | 'answer', words: string): Html {
  return html`<p class="said"><strong>${publicAnswerTexts[view.language][part]}</strong> <span class="written"${inChinese(view)}>${words}</span></p>`
}

function aboutWhat(view: View, { disclosureId, rowSeq }: PublicAnswer, isBesideRecord: boolean): Hole {
  const text = publicAnswerTexts[view.language]
  if (disclosureId === null) return undefined
  if (rowSeq !== null) return html` · <a href="${to(view, rowAddress(disclosureId, rowSeq))}">${text.aboutRow(rowSeq)}</a>`
  return !isBesideRecord && html` · <a href="${to(view, `/d/${disclosureId}`)}">${text.aboutRecord}</a>`
}

/** The newest of a village with the way to all; nothing where there are none. */
export function answerSection(view: View, villageCode: number, { answers, total }: { readonly answers: readonly PublicAnswer[]; readonly total: number }): Hole {
  if (total === 0) return undefined
  const text = publicAnswerTexts[view.language]
  return html`<section><h2>${text.section}</h2>${answerList(view, answers)}<p><a class="more" href="${to(view, `/v/${villageCode}/qa`)}">${text.all(total)}</a></p></section>`
}
