import { randomBytes } from 'node:crypto'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { nthWorkingDayAfter } from '#rules/calendar/working-days.ts'
import { isBad, type CaseEvent, type CaseEventDetails, type VisitReason } from '#rules/cases/events.ts'
import { stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { nextSupervisionOn } from '#rules/cases/cards.ts'
import { move } from '#rules/cases/lifecycle.ts'
import { isForCounty, isSecondBad } from '#rules/cases/may.ts'
import { isDrawn } from '#rules/cases/sweeps.ts'
import { sha256 } from '#platform/crypto/commitment.ts'
import { getDrawing, insertDraw, insertSeed, listCounties, listMergedInto, listOfOneComplaint } from '#records/case-links.ts'
import { findCaseForUpdate, getCase, listEvents, type CaseFile } from '#records/cases.ts'
import type { Tx } from '#records/database.ts'
import { lookingFurther } from '#records/scope.ts'
import { getCountyDesks } from '#records/supervision.ts'
import { eventOf, knownOf, record, recordBySystem, type RecordedCase } from './case-events.ts'
import type { Context } from './context.ts'
import { settleConflicts } from './settle-conflicts.ts'
import { nextSupervisionStep } from './supervision-events.ts'
import { divertToBody } from './tips/divert-case.ts'

/** Records an event and, in the same transaction, everything that follows from it by itself. */
export async function recordAll(context: Context, tx: Tx, file: RecordedCase, facts: CaseFacts, event: CaseEvent): Promise<CaseFacts> {
  return superviseBySystem(context, tx, file, await afterwards(context, tx, file, await record(context, tx, file, facts, event), event))
}

/** Gives every card that is due by now and raises what nobody answered. */
export async function superviseBySystem(context: Context, tx: Tx, file: RecordedCase, facts: CaseFacts): Promise<CaseFacts> {
  const known = await knownOf(context, file, facts)
  const isQuiet = (nextSupervisionOn(facts, known.day.calendar, known.rules) ?? endOfTime) > known.day.today
  if (isQuiet) return facts
  const desks = await getCountyDesks(tx, file.countyCode)
  let now = facts
  for (let step = nextSupervisionStep(now, known, desks); step; step = nextSupervisionStep(now, known, desks)) now = await recordBySystem(context, tx, file, now, step.action, step.details)
  return now
}

const endOfTime = '9999-12-31' as PlainDate

async function afterwards(context: Context, tx: Tx, file: RecordedCase, facts: CaseFacts, event: CaseEvent): Promise<CaseFacts> {
  switch (event.action) {
    case 'passReview':
      // Whoever answers the leading case need not be of the units of those that joined it.
      await lookingFurther(tx, 'merged', () => answerMerged(context, tx, file, facts))
      return drawVisit(context, tx, file, facts)
    case 'proposeRejection': case 'appeal':
      // Decided by somebody else; where the desk has nobody else, by the desk above.
      return settleConflicts(context, tx, await getCase(tx, file.id), facts)
    case 'assign': case 'sign': case 'joinUnits': case 'draftReply':
      await lookingFurther(tx, 'merged', () => settleMerged(context, tx, file.id))
      return facts
    case 'answerTogether':
      return drawVisit(context, tx, file, facts)
    case 'rate':
      return isBad(event.details.grade) ? ratedBadly(context, tx, file, facts) : facts
    case 'recordVisit':
      return isForCounty(facts) && move(facts.state, 'escalate').ok ? recordBySystem(context, tx, file, facts, 'escalate') : facts
    case 'decideEscalation':
      return event.details.verdict === 'jointVisit' ? callVisit(context, tx, file, facts, 'escalated') : facts
    case 'close':
      // Whoever said nothing is asked by somebody who did not do the work.
      return facts.rating ? facts : callVisit(context, tx, file, facts, 'silent')
    case 'reportUnsolved':
      return callVisit(context, tx, file, facts, 'unsolved')
    case 'withdraw':
      await lookingFurther(tx, 'merged', () => releaseMerged(context, tx, file.id))
      return facts
    case 'divert':
      if (event.details.bodyCode === undefined) return facts
      await divertToBody(context, tx, file, event, event.details.bodyCode)
      await lookingFurther(tx, 'merged', async () => { for (const id of await listOfOneComplaint(tx, file.id)) await releaseMerged(context, tx, id) })
      return facts
    case 'file': case 'accept': case 'askMore': case 'confirmRejection': case 'declineRejection': case 'upholdRejection': case 'overruleRejection':
    case 'return': case 'recall': case 'releaseUnits': case 'contribute': case 'askExtension': case 'grantExtension': case 'refuseExtension':
    case 'failReview': case 'orderRedo': case 'supervise': case 'liftSupervision': case 'merge': case 'unmerge': case 'split': case 'classify': case 'supplyMore': case 'revive':
    case 'confirmSolved': case 'reopen': case 'lapse': case 'callVisit': case 'escalate': case 'askStillSolved': case 'recalculate': case 'markOverdue': case 'nameSubjects': case 'redactStatement': case 'writeMessage': case 'releaseWords': case 'moveUp':
    case 'giveCard': case 'explain': case 'raise': case 'askIdentity': case 'passIdentity': case 'openIdentity': case 'viewIdentity': case 'refuseIdentity': case 'endIdentity':
      return facts
  }
}

async function ratedBadly(context: Context, tx: Tx, file: RecordedCase, facts: CaseFacts): Promise<CaseFacts> {
  const called = await callVisit(context, tx, file, facts, 'bad')
  return isSecondBad(called) ? recordBySystem(context, tx, file, called, 'escalate') : called
}

async function callVisit(context: Context, tx: Tx, file: RecordedCase, facts: CaseFacts, reason: VisitReason): Promise<CaseFacts> {
  const { day: { today, calendar, limits } } = await knownOf(context, file, facts)
  const details: CaseEventDetails['callVisit'] = { reason, dueOn: nthWorkingDayAfter(calendar, today, limits.visit).day, days: limits.visit }
  return recordBySystem(context, tx, file, facts, 'callVisit', details)
}

/** By the seed of the month, drawn before it, and the case: neither the unit nor the supervisor can choose, and both can be shown afterwards why. */
async function drawVisit(context: Context, tx: Tx, file: RecordedCase, facts: CaseFacts): Promise<CaseFacts> {
  const { rules: { limits } } = await knownOf(context, file, facts)
  const month = `${facts.lastOn.slice(0, 7)}-01` as PlainDate
  const before = await getDrawing(tx, file.countyCode, month)
  const seed = before.seed ?? await drawSeed(context, tx, file.countyCode, month)
  const lot = Buffer.from(sha256(Buffer.concat([seed, Buffer.from(`${file.id} ${facts.lastSeq}`)]))).readUInt32BE(0) / 2 ** 32
  const sofar = { answers: before.earlier.answers + before.answers, drawn: before.earlier.drawn + before.drawn }
  const drawn = isDrawn(lot, limits.visitPercent, sofar)
  await insertDraw(tx, { countyCode: file.countyCode, month, answers: before.answers + 1, drawn: before.drawn + (drawn ? 1 : 0), isDrawn: drawn, caseId: file.id })
  return drawn ? callVisit(context, tx, file, facts, 'sample') : facts
}

async function drawSeed(context: Pick<Context, 'clock'>, tx: Tx, countyCode: number, month: PlainDate): Promise<Buffer> {
  const seed = randomBytes(32)
  await insertSeed(tx, { countyCode, month, seed, at: new Date(context.clock.now()) })
  return seed
}

/** Draws the seeds of this month and the next, for every county that has none yet. A sweep: a seed is never drawn again. */
export async function drawSeeds(context: Context): Promise<void> {
  const [year, month] = context.clock.today().split('-').map(Number) as [number, number]
  const months = [`${year}-${String(month).padStart(2, '0')}-01`, month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`] as PlainDate[]
  for (const countyCode of await listCounties(context.db)) {
    for (const of of months) await insertSeed(context.db, { countyCode, month: of, seed: randomBytes(32), at: new Date(context.clock.now()) })
  }
}

/** Every case merged into this one gets its answer; each complainant then rates for himself. */
async function answerMerged(context: Context, tx: Tx, lead: RecordedCase, facts: CaseFacts): Promise<void> {
  const { reply, evidence, draftedBy, passedBy } = facts.publishedReply!
  const details: CaseEventDetails['answerTogether'] = {
    reply, ...(evidence && { evidence }), draftedBy, passedBy: passedBy!, hands: [...new Set([...facts.hands.map(hand => hand.by), draftedBy])], fromCaseId: lead.id, responsibleUnitId: facts.responsibleUnitId!, supervisingUnitId: facts.supervisingUnitId!,
  }
  for (const id of await listMergedInto(tx, lead.id)) {
    const [file, joined] = await lockWithFacts(tx, id)
    const merged = await settleConflicts(context, tx, file, joined)
    if (merged.merged) await recordAll(context, tx, file, merged, eventOf(context, merged, 'answerTogether', { kind: 'system' }, undefined, details))
  }
}

/** The leading case ended without an answer, so the others go on where they were. */
async function releaseMerged(context: Context, tx: Tx, leadId: string): Promise<void> {
  for (const id of await listMergedInto(tx, leadId)) {
    const [file, merged] = await lockWithFacts(tx, id)
    await recordBySystem(context, tx, file, merged, 'unmerge')
  }
}

/** What joined this case is looked at anew when somebody else comes to work on it: they may be whom it is about. */
async function settleMerged(context: Context, tx: Tx, leadId: string): Promise<void> {
  for (const id of await listMergedInto(tx, leadId)) await settleConflicts(context, tx, ...await lockWithFacts(tx, id))
}

async function lockWithFacts(tx: Tx, id: string): Promise<[CaseFile, CaseFacts]> {
  const file = await findCaseForUpdate(tx, id)
  if (!file) throw new Error('no case ' + id)
  return [file, stateOf(await listEvents(tx, id))]
}
