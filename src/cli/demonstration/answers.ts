import { appearsOn } from '#rules/answers/publicity.ts'
import { addDays, type PlainDate } from '#rules/calendar/plain-date.ts'
import { stateOf } from '#rules/cases/fold.ts'
import { listEvents } from '#records/cases.ts'
import { getOfficer } from '#records/officers.ts'
import { allowPublicAnswer } from '#actions/answers/consent.ts'
import { decideAnswer } from '#actions/answers/decide.ts'
import { prepareAnswer, prepareTypicalCase } from '#actions/answers/prepare.ts'
import { showAnswers } from '#actions/answers/show.ts'
import type { Context } from '#actions/context.ts'
import { moveCase } from '#actions/move-case.ts'
import { publishRatings } from '#actions/publish-ratings.ts'
import { answeredStories, typicalStories, type AnsweredStory } from './answered-stories.ts'
import { insist, onDay } from './disclosures.ts'
import { officerId } from './people.ts'
import type { ToldCase } from './stories.ts'

/** What became of the matters that were answered long ago: visits, published ratings, public answers, typical cases. */
export async function publishDemonstrationAnswers(context: Context, cases: readonly ToldCase[]): Promise<void> {
  const texts: (string | undefined)[] = []
  for (const [n, story] of answeredStories.entries()) {
    await visit(context, story.department, cases[n]!)
    texts.push(await publish(context, story, cases[n]!))
  }
  await showAnswers(context)
  for (const typical of typicalStories) await publishTypical(context, typical, texts)
  await showAnswers(context)
  await publishRatings(context)
}

/** Whatever the lot drew was visited. */
async function visit(context: Context, department: string, { id, answeredOn }: ToldCase): Promise<void> {
  const events = await listEvents(context.db, id)
  if (stateOf(events).visits.every(({ recordedOn }) => recordedOn !== undefined)) return
  const officer = await getOfficer(context.db, officerId.supervisor(department))
  insist(await moveCase(onDay(context, addDays(answeredOn, 3)), officer, id, { action: 'recordVisit', asOf: events.length, note: '电话回访，问题已经解决。', finding: 'solved' }), 'recordVisit')
}

async function publish(context: Context, { public: shown, reply }: AnsweredStory, { id, code, answeredOn }: ToldCase): Promise<string | undefined> {
  if (!shown) return undefined
  const [triage, second] = await desk(context)
  insist(await allowPublicAnswer(onDay(context, addDays(answeredOn, 4)), code, true), 'consent')
  if (shown.as === 'allowed') return undefined
  const words = { question: shown.question, answer: `${reply.text}\n${reply.done}`, namesRow: false }
  const text = insist(await prepareAnswer(onDay(context, addDays(answeredOn, 5)), triage, id, words), shown.question)
  if (shown.as === 'waiting') return undefined
  insist(await decideAnswer(onDay(context, addDays(answeredOn, 6)), second, text.id, { isApproved: true }), shown.question)
  return text.id
}

async function publishTypical(context: Context, { of, isWaiting, ...words }: (typeof typicalStories)[number], texts: readonly (string | undefined)[]): Promise<void> {
  const [triage, second] = await desk(context)
  const day = lastDayBeforeThisMonth(context.clock.today())
  const made = insist(await prepareTypicalCase(onDay(context, day), triage, { ...words, chosenId: of === undefined ? undefined : texts[of] }), words.title)
  if (!isWaiting) insist(await decideAnswer(onDay(context, day), second, made.id, { isApproved: true }), words.title)
}

/** The last day on which a text could be approved so that it is public by now. */
function lastDayBeforeThisMonth(today: PlainDate): PlainDate {
  for (let day = today; ; day = addDays(day, -1)) if (appearsOn(day) <= today) return day
}

function desk(context: Context) {
  return Promise.all([getOfficer(context.db, officerId.triage), getOfficer(context.db, officerId.secondTriage)])
}
