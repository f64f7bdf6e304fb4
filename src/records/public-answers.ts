import { sql } from 'kysely'
import { inVillage } from './public-list.ts'
import { compiler, prepare, type Prepared, type PublicReader } from './public-prepared.ts'

/** A question and its answer as everybody reads them: months, and nothing that leads to the complaint. */
export type PublicAnswer = {
  readonly id: string
  readonly villageCode: number
  readonly category: string | null
  readonly disclosureId: string | null
  readonly rowSeq: number | null
  readonly question: string
  readonly answer: string
  readonly unitZh: string
  readonly unitEn: string
  readonly answeredIn: string
  readonly workingDays: number
  readonly shownIn: string
}

export const noCategory = 'none'
export const answersPerPage = 10

// Never in the order in which complaints came: within a month by an id that chance made.
const columns = ['id', 'villageCode', 'category', 'disclosureId', 'rowSeq', 'question', 'answer', 'unitZh', 'unitEn', 'answeredIn', 'workingDays', 'shownIn'] as const

const ofRecord = prepare<{ id: string; most: number }>()('record_answers', given =>
  compiler.selectFrom('pub.answer').select(columns).where('disclosureId', '=', given.id).orderBy('shownIn', 'desc').orderBy('id').limit(given.most))

/** Answers about a record. */
export function listRecordAnswers(reader: PublicReader, id: string, most: number): Promise<PublicAnswer[]> {
  return ofRecord.run(reader, { id, most })
}

type AnswerFilter = { readonly category?: string | undefined; readonly query?: string | undefined }

type Arguments = { village: number; category: string; query: string; skip: number; limit: number }
type Line = PublicAnswer & { readonly total: number }

/** One statement for each set of filters, as for records. */
const variants = new Map<string, Prepared<Arguments, Line>>()

function statement({ category, query }: AnswerFilter): Prepared<Arguments, Line> {
  const which = category === undefined ? '' : category === noCategory ? '_none' : '_category'
  const name = `village_answers${which}${query === undefined ? '' : '_query'}`
  const known = variants.get(name)
  if (known) return known
  const made = prepare<Arguments>()<Line>(name, given => {
    let matching = compiler.selectFrom('pub.answer').where('villageCode', '=', given.village)
    if (which === '_category') matching = matching.where('category', '=', given.category)
    if (which === '_none') matching = matching.where('category', 'is', null)
    if (query !== undefined) matching = matching.where(sql<boolean>`words @@ ${given.query}::tsquery`)
    return matching.select(columns).select(sql<number>`(count(*) over ())::int`.as('total')).orderBy('shownIn', 'desc').orderBy('id').limit(given.limit).offset(given.skip)
  })
  variants.set(name, made)
  return made
}

/** One page of a village's answers, the newest month first, with how many there are. */
export async function listAnswers(reader: PublicReader, village: number, filter: AnswerFilter, page: number, pageSize = answersPerPage): Promise<{ answers: PublicAnswer[]; total: number }> {
  const answers = await statement(filter).run(reader, { village, category: filter.category ?? '', query: filter.query === undefined ? '' : inVillage(village, filter.query), skip: (page - 1) * pageSize, limit: pageSize })
  return { answers, total: answers[0]?.total ?? 0 }
}

export type PublicTypicalCase = { readonly id: string; readonly title: string; readonly question: string; readonly answer: string; readonly shownIn: string; readonly isChosen: boolean }

const typical = prepare<{ county: number; skip: number; limit: number }>()('typical_cases', given =>
  compiler.selectFrom('pub.typicalCase').select(['id', 'title', 'question', 'answer', 'shownIn', sql<boolean>`answer_id is not null`.as('isChosen'), sql<number>`(count(*) over ())::int`.as('total')])
    .where('countyCode', '=', given.county).orderBy('shownIn', 'desc').orderBy('id').limit(given.limit).offset(given.skip))

/** One page of a county's typical cases, the newest month first. */
export async function listTypicalCases(reader: PublicReader, county: number, page: number): Promise<{ cases: PublicTypicalCase[]; total: number }> {
  const cases = await typical.run(reader, { county, skip: (page - 1) * answersPerPage, limit: answersPerPage })
  return { cases, total: cases[0]?.total ?? 0 }
}
