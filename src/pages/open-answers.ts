import { listAnswers, type PublicAnswer, type PublicCatalogue, type PublicReader } from '#records/public.ts'
import { byteOrderMark, csvLine } from './csv.ts'
import { categoryName } from './parts/record-list.ts'
import { rowAddress } from './record-facts.ts'
import type { View } from './view.ts'

const answersAtOnce = 200

/** The name of a file of a village's public answers. */
export function answersName(village: number, kind: 'csv' | 'json'): string {
  return `${village}-answers.${kind}`
}

/** What villagers asked and everybody may read, as a spreadsheet: the words and months of the page and nothing beside them. */
export async function* answersCsv(view: View, reader: PublicReader, village: number, catalogue: PublicCatalogue): AsyncGenerator<string> {
  const isEnglish = view.language === 'en'
  yield byteOrderMark + csvLine(isEnglish ? ['Question', 'Answer', 'Unit', 'Answered in', 'Working days', 'Category', 'About', 'Public since'] : ['问', '答', '单位', '答复月份', '工作日数', '类别', '关于', '公开月份'])
  for await (const one of answersOf(reader, village)) {
    yield csvLine([one.question, one.answer, isEnglish ? one.unitEn : one.unitZh, one.answeredIn, one.workingDays, one.category === null ? undefined : categoryName(view, catalogue, one.category), aboutOf(view.site.origin, one), one.shownIn])
  }
}

/** The same as JSON. */
export async function* answersJson(origin: string, licence: string, reader: PublicReader, village: number): AsyncGenerator<string> {
  yield `${JSON.stringify({ village: String(village), licence, source: `${origin}/v/${village}/qa` }).slice(0, -1)},"answers":[`
  let isFirst = true
  for await (const one of answersOf(reader, village)) {
    const { question, answer, unitZh, unitEn, answeredIn, workingDays, category, shownIn } = one
    yield `${isFirst ? '' : ','}${JSON.stringify({ question, answer, unitZh, unitEn, answeredIn, workingDays, category, about: aboutOf(origin, one) ?? null, shownIn })}`
    isFirst = false
  }
  yield ']}\n'
}

function aboutOf(origin: string, { disclosureId, rowSeq }: PublicAnswer): string | undefined {
  if (disclosureId === null) return undefined
  return `${origin}${rowSeq === null ? `/d/${disclosureId}` : rowAddress(disclosureId, rowSeq)}`
}

async function* answersOf(reader: PublicReader, village: number): AsyncGenerator<PublicAnswer> {
  for (let page = 1; ; page++) {
    const { answers } = await listAnswers(reader, village, {}, page, answersAtOnce)
    yield* answers
    if (answers.length < answersAtOnce) return
  }
}
