import { answerSeq, mayBeShown } from '#rules/answers/publicity.ts'
import { workingDaysBetween } from '#rules/calendar/working-days.ts'
import { stateOf } from '#rules/cases/fold.ts'
import { addWords } from '#rules/search/words.ts'
import { villageWord } from '#rules/search/parts.ts'
import { characters } from '#platform/chinese.ts'
import { findConsent, listDueTexts, lockAnswers, showAnswer, showTypicalCase, type AnswerText } from '#records/answers.ts'
import { findCaseForUpdate, listEvents } from '#records/cases.ts'
import { findItemFor } from '#records/catalogue.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { findDisclosure } from '#records/disclosures.ts'
import { listUnitsById } from '#records/officers.ts'
import { notifyPublished } from '#records/publication-notices.ts'
import type { Context } from '../context.ts'

/** Shows every text whose day has come, of all counties; answers how many. A sweep: repeated or late it does nothing twice. */
export async function showAnswers(context: Context): Promise<number> {
  const places = await inTransaction(context.db, async tx => {
    await lockAnswers(tx)
    const shown: number[] = []
    for (const text of await listDueTexts(tx, context.clock.today())) {
      const isShown = text.kind === 'answer' ? await showOne(context, tx, text) : await showTypicalCase(tx, { ...text, title: text.title!, shownIn: text.appearsOn!.slice(0, 7) })
      if (isShown) shown.push(text.villageCode ?? text.countyCode)
    }
    for (const place of new Set(shown)) await notifyPublished(tx, place)
    return shown
  })
  for (const place of new Set(places)) context.published.tell(place)
  return places.length
}

/** Nothing appears of a case that is done again, reopened or answered anew since it was prepared. */
async function showOne(context: Context, tx: Tx, text: AnswerText): Promise<boolean> {
  const file = (await findCaseForUpdate(tx, text.caseId!))!
  const events = await listEvents(tx, file.id)
  const facts = stateOf(events)
  // Locked by now: whoever took the consent back meanwhile is heard.
  const consent = await findConsent(tx, file.id)
  if (!consent?.isGiven || consent.answerSeq !== answerSeq(events) || !mayBeShown(facts)) return false
  const [unit] = (await listUnitsById(tx, [facts.responsibleUnitId!])).values()
  const answeredOn = facts.publishedReply!.publishedOn!
  const about = await aboutWhat(context, tx, file)
  const words = new Set([villageWord(file.villageCode)])
  for (const said of [text.question, text.answer, about.title ?? '']) addWords(words, said, characters)
  await showAnswer(tx, {
    id: text.id, countyCode: file.countyCode, villageCode: file.villageCode, category: about.category, itemSlug: about.itemSlug, disclosureId: file.disclosureId, rowSeq: text.namesRow ? file.rowSeq : null,
    question: text.question, answer: text.answer, unitZh: unit!.nameZh, unitEn: unit!.nameEn,
    answeredIn: answeredOn.slice(0, 7), workingDays: workingDaysBetween(context.calendar, facts.acceptedOn ?? facts.filedOn, answeredOn), shownIn: text.appearsOn!.slice(0, 7),
  }, [...words])
  return true
}

async function aboutWhat(context: Context, tx: Tx, file: { readonly countyCode: number; readonly disclosureId: string | null; readonly itemSlug: string | null }): Promise<{ category: string | null; itemSlug: string | null; title?: string }> {
  const record = file.disclosureId === null ? undefined : await findDisclosure(tx, file.disclosureId)
  const itemSlug = record?.itemSlug ?? file.itemSlug
  const item = itemSlug === null ? undefined : await findItemFor(tx, file.countyCode, itemSlug, context.clock.today())
  return { itemSlug: item ? itemSlug : null, category: item?.category ?? null, ...(record && { title: record.title }) }
}
