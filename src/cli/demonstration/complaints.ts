import { addDays, type PlainDate } from '#rules/calendar/plain-date.ts'
import { isWorkingDay, nthWorkingDayAfter } from '#rules/calendar/working-days.ts'
import { withoutTraces } from '#rules/masking/traces.ts'
import type { CaseReply } from '#rules/cases/reply.ts'
import { namedId } from '#platform/crypto/named-id.ts'
import { receiptCodeFor, receiptHmacs } from '#platform/crypto/receipt-code.ts'
import { findCaseIdByReceipt, listEvents } from '#records/cases.ts'
import { findNewestOfItem } from '#records/disclosures.ts'
import { getOfficer } from '#records/officers.ts'
import { drawSeeds } from '#actions/case-consequences.ts'
import { actAsComplainant, rateCase } from '#actions/complainant-moves.ts'
import { fileComplaint } from '#actions/complaints.ts'
import type { Context } from '#actions/context.ts'
import { keepNote } from '#actions/matter/notes.ts'
import { releaseWords } from '#actions/matter/release.ts'
import { writeAsComplainant, writeToComplainant } from '#actions/matter/write.ts'
import { moveCase } from '#actions/move-case.ts'
import { saveFilter } from '#actions/saved-filters.ts'
import { sweepCases } from '#actions/sweep-cases.ts'
import { insist, onDay } from './disclosures.ts'
import { answeredStories } from './answered-stories.ts'
import { publishDemonstrationAnswers } from './answers.ts'
import { bringPhoto } from './evidence.ts'
import { refuseAnIdentity } from './identities.ts'
import { mainVillages, officerId } from './people.ts'
import { stories, type Step, type Story, type ToldCase, type Writing } from './stories.ts'

const sweptBefore = 4 // working days ago

/** Files the demonstration's complaints and moves each as far as its story goes. Returns how many. */
export async function fileDemonstrationCases(context: Context): Promise<number> {
  await drawSeeds(context)
  const answered: ToldCase[] = []
  for (const [n, story] of answeredStories.entries()) answered.push(await tell(context, story, stories.length + n))
  const isOld = (story: Story) => story.filed - (story.rated?.after ?? 0) > sweptBefore
  const numbered = stories.map((story, n) => ({ story, n }))
  for (const { story, n } of numbered.filter(each => isOld(each.story))) await tell(context, story, n)
  // The nightly sweep as it ran then: what was rated, or silent for longer than the rule allows, is closed or ordered again.
  await sweepCases(onDay(context, workingDaysBefore(context, sweptBefore)))
  for (const { story, n } of numbered.filter(each => !isOld(each.story))) await tell(context, story, n)
  // Of one that went away in confidence nothing is left to be asked.
  await refuseAnIdentity(context, await caseOf(context, stories.findLastIndex(story => story.person && !story.steps.some(step => 'action' in step && step.action === 'divert'))))
  insist(await saveFilter(context, await getOfficer(context.db, officerId.triage), { name: '朝阳村，等受理', queue: 'to-accept', village: mainVillages[0], sort: 'received' }), 'filter')
  await publishDemonstrationAnswers(context, answered)
  return stories.length + answeredStories.length
}

async function tell(context: Context, story: Story, n: number): Promise<ToldCase> {
  const filedOn = workingDaysBefore(context, story.filed)
  const dayAfter = (days: number) => days === 0 ? filedOn : nthWorkingDayAfter(context.calendar, filedOn, days).day
  const villageCode = mainVillages[story.village]!
  const about = story.item ? await newestRow(onDay(context, filedOn, 8), villageCode, story.item) : undefined
  const filed = insist(await fileComplaint(onDay(context, filedOn, 8), {
    villageCode, statement: story.statement, photos: [], idempotencyKey: keyOf(n), channel: 'web',
    ...(story.place && { place: story.place }), ...(story.person && { person: story.person }), ...(about && { about }),
  }), story.statement)
  const id = (await findCaseIdByReceipt(context.db, receiptHmacs(context.secrets.receiptPepper, filed.receiptCode)))!
  for (const [i, step] of story.steps.entries()) {
    await take(onDay(context, dayAfter(step.after), 10 + i % 8), step, { id, code: filed.receiptCode }, story.statement)
  }
  if (story.rated) insist(await rateCase(onDay(context, dayAfter(story.rated.after), 19), filed.receiptCode, story.rated), `rate: ${story.statement}`)
  return { id, code: filed.receiptCode, answeredOn: dayAfter(story.steps.at(-1)?.after ?? 0) }
}

async function take(context: Context, step: Step, { id, code }: { readonly id: string; readonly code: string }, statement: string): Promise<void> {
  if ('asks' in step || 'writes' in step || 'notes' in step) return write(context, step, { id, code }, statement)
  if ('complainant' in step) {
    insist(await actAsComplainant(context, code, step.complainant), `${step.complainant.action}: ${statement}`)
    return
  }
  const { after: _, by, into, ...move } = step
  const [officer, asOf] = [await getOfficer(context.db, by), (await listEvents(context.db, id)).length]
  const intoCaseId = into === undefined ? undefined : await caseOf(context, into)
  const redacted = move.action === 'assign' ? { statement: withoutTraces(statement), photos: [] } : undefined
  const answer = move.reply && { reply: answerTo(context, statement, move.reply), evidence: [await bringPhoto(context, officer, id)] }
  insist(await moveCase(context, officer, id, { ...move, ...answer, asOf, ...(intoCaseId !== undefined && { intoCaseId }), ...(redacted && { redacted }) }), `${move.action}: ${statement}`)
}

async function write(context: Context, step: Writing, { id, code }: { readonly id: string; readonly code: string }, statement: string): Promise<void> {
  if ('asks' in step) insist(await writeToComplainant(context, await getOfficer(context.db, step.by), id, step.asks), `write: ${statement}`)
  else if ('notes' in step) insist(await keepNote(context, await getOfficer(context.db, step.by), id, step.notes), `note: ${statement}`)
  else {
    insist(await writeAsComplainant(context, code, { words: step.writes, photos: [], key: namedId(step.writes) }), `write: ${statement}`)
    const of = (await listEvents(context.db, id)).length
    if (step.passedOn !== undefined) insist(await releaseWords(context, await getOfficer(context.db, officerId.triage), id, { of, words: step.passedOn, photos: [] }), `release: ${statement}`)
  }
}

/** The answer of all stories in the words of this one: no two complainants are told the same. The next step is due a month later. */
function answerTo(context: Context, statement: string, reply: CaseReply): CaseReply {
  const matter = [...statement].slice(0, 12).join('').replace(/[，。、？]+$/u, '')
  return { ...reply, text: `关于“${matter}……”：${reply.text}`, ...(reply.nextStep !== undefined && { nextBy: addDays(context.clock.today(), 30) }) }
}

function keyOf(n: number): string {
  return namedId(`demonstration complaint ${n}`)
}

async function caseOf(context: Context, n: number): Promise<string> {
  const code = receiptCodeFor(context.secrets.receiptPepper, keyOf(n))
  return (await findCaseIdByReceipt(context.db, receiptHmacs(context.secrets.receiptPepper, code)))!
}

function workingDaysBefore(context: Context, count: number): PlainDate {
  let day = context.clock.today()
  while (!isWorkingDay(context.calendar, day)) day = addDays(day, -1)
  for (let left = count; left > 0;) {
    day = addDays(day, -1)
    if (isWorkingDay(context.calendar, day)) left -= 1
  }
  return day
}

async function newestRow(context: Context, villageCode: number, item: string) {
  // What was asked about had been published by then.
  const found = (await findNewestOfItem(context.db, villageCode, item, new Date(context.clock.now())))!
  return { disclosureId: found.id, version: found.currentVersion, ...(found.rowCount > 1 && { rowSeq: 2, ...(item === 'contract-ledger' && { fieldKey: 'price' }) }) }
}
