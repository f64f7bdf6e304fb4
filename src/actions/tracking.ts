import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { nthWorkingDayAfter, type DayStep } from '#rules/calendar/working-days.ts'
import { workingDaysBetween } from '#rules/calendar/working-days.ts'
import type { CaseEvent, RatingGrade } from '#rules/cases/events.ts'
import { stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { defaultLimits, mayRate } from '#rules/cases/limits.ts'
import { availableActions, move, noteRefusal, type CaseAction, type CaseState } from '#rules/cases/lifecycle.ts'
import type { CaseRefusal } from '#rules/cases/refusals.ts'
import type { CaseReply } from '#rules/cases/reply.ts'
import { tombstoneTitle } from '#rules/disclosures/takedown.ts'
import { receiptHmac, toReceiptCode } from '#platform/crypto/receipt-code.ts'
import { findCaseForUpdate, findCaseIdByReceipt, getCase, listEvents, type CaseFile, type Seen } from '#records/cases.ts'
import { getDivision } from '#records/divisions.ts'
import { findDisclosure } from '#records/disclosures.ts'
import { isTakenDown } from '#records/incidents.ts'
import { listUnitsById } from '#records/officers.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { eventOf, record } from './move-case.ts'

/** One step as the complainant may read it: what, when, which unit, and the reasons that concern them. Never an officer's name. */
export type TrackedStep = {
  readonly day: PlainDate
  readonly action: CaseAction
  readonly unitName?: { readonly zh: string; readonly en: string }
  readonly note?: string
  readonly days?: number
  readonly dueOn?: PlainDate
}

/** A case as the holder of its receipt code sees it. */
export type TrackedCase = {
  readonly villageCode: number
  readonly villageName: string
  readonly receivedOn: PlainDate
  readonly state: CaseState
  readonly dueOn?: PlainDate
  readonly dueIsProvisional: boolean
  /** How the due day was computed, from the day after acceptance. */
  readonly dueSteps: readonly DayStep[]
  readonly about?: Seen & { readonly disclosureId: string; readonly version: number; readonly newerVersion?: number }
  readonly statement: string
  readonly timeline: readonly TrackedStep[]
  readonly answer?: CaseReply & { readonly repliedOn: PlainDate }
  readonly rating?: { readonly grade: RatingGrade; readonly opinion?: string; readonly on: PlainDate }
  readonly mayRate: boolean
}

export type TrackingRefusal = { readonly code: 'malformed-code' | 'no-such-code' }

/** Finds a case by its receipt code. An unknown code costs the same journey as a known one. */
export async function trackCase(context: Context, typed: string): Promise<Outcome<TrackedCase, TrackingRefusal>> {
  const code = toReceiptCode(typed)
  if (!code) return refuse({ code: 'malformed-code' })
  const id = await findCaseIdByReceipt(context.db, receiptHmac(context.secrets.receiptPepper, code))
  if (!id) return refuse({ code: 'no-such-code' })
  return done(await tracked(context, await getCase(context.db, id)))
}

/** The complainant's judgement of the answer; nobody else can give it. */
export async function rateCase(context: Context, typed: string, rating: { grade: RatingGrade; opinion?: string }): Promise<Outcome<TrackedCase, TrackingRefusal | CaseRefusal>> {
  const code = toReceiptCode(typed)
  if (!code) return refuse({ code: 'malformed-code' })
  const id = await findCaseIdByReceipt(context.db, receiptHmac(context.secrets.receiptPepper, code))
  if (!id) return refuse({ code: 'no-such-code' })
  const rated = await context.db.transaction().execute(async tx => {
    const file = (await findCaseForUpdate(tx, id))!
    const facts = stateOf(await listEvents(tx, id))
    if (facts.rating?.grade === rating.grade) return done(undefined) // the same tap, twice
    const opinion = rating.opinion?.trim() || undefined
    const moved = move(facts.state, 'rate')
    if (!moved.ok) return moved
    const refusal = noteRefusal('rate', opinion) ?? mayRate(facts, context.clock.today(), defaultLimits)
    if (refusal) return refuse(refusal)
    await record(context, tx, file, facts, eventOf(context, facts, 'rate', { kind: 'complainant' }, opinion, { grade: rating.grade }))
    return done(undefined)
  })
  return rated.ok ? done(await tracked(context, await getCase(context.db, id))) : rated
}

async function tracked(context: Context, file: CaseFile): Promise<TrackedCase> {
  const events = await listEvents(context.db, file.id)
  const facts = stateOf(events)
  const village = await getDivision(context.db, file.villageCode)
  const units = await listUnitsById(context.db, [...new Set(events.flatMap(unitsNamedBy))])
  const reply = facts.publishedReply
  const mayBeRated = availableActions(facts.state).includes('rate') && !mayRate(facts, context.clock.today(), defaultLimits)
  return {
    villageCode: file.villageCode, villageName: village.name, receivedOn: facts.filedOn, state: stateShown(facts.state),
    ...(facts.dueOn && { dueOn: facts.dueOn }), dueIsProvisional: facts.dueIsProvisional, dueSteps: stepsOfDue(context, facts),
    ...await aboutOf(context, file),
    statement: file.statement,
    timeline: events.filter(isShown).map(event => stepOf(event, units)),
    ...(reply?.publishedOn && { answer: { ...reply.reply, repliedOn: reply.publishedOn } }),
    ...(facts.rating && { rating: { grade: facts.rating.grade, ...(facts.rating.opinion !== undefined && { opinion: facts.rating.opinion }), on: facts.rating.on } }),
    mayRate: mayBeRated,
  }
}

/** What one unit writes for another (drafts and their review) is not the complainant's to read until the answer is passed. */
function isShown(event: CaseEvent): boolean {
  return event.action !== 'draftReply' && event.action !== 'failReview'
}

function stateShown(state: CaseState): CaseState {
  return state === 'replyDrafted' ? 'handling' : state
}

const notesShown: ReadonlySet<CaseAction> = new Set(['return', 'askExtension', 'grantExtension', 'refuseExtension', 'rate'])

function unitsNamedBy(event: CaseEvent): string[] {
  return [event.by.unitId, event.action === 'assign' ? event.details.responsibleUnitId : undefined].filter(id => id !== undefined)
}

function stepOf(event: CaseEvent, units: Map<string, { nameZh: string; nameEn: string }>): TrackedStep {
  const unit = units.get((event.action === 'assign' ? event.details.responsibleUnitId : event.by.unitId) ?? '')
  return {
    day: event.day, action: event.action,
    ...(unit && { unitName: { zh: unit.nameZh, en: unit.nameEn } }),
    ...(event.note !== undefined && notesShown.has(event.action) && { note: event.note }),
    ...(event.action === 'askExtension' && { days: event.details.days }),
    ...((event.action === 'accept' || event.action === 'grantExtension') && { dueOn: event.details.dueOn }),
  }
}

/** Day by day from acceptance to the due day that was promised. */
export function stepsOfDue(context: Pick<Context, 'calendar'>, facts: CaseFacts): readonly DayStep[] {
  if (!facts.acceptedOn || !facts.dueOn) return []
  return nthWorkingDayAfter(context.calendar, facts.acceptedOn, workingDaysBetween(context.calendar, facts.acceptedOn, facts.dueOn)).steps
}

async function aboutOf(context: Context, file: CaseFile): Promise<Pick<TrackedCase, 'about'>> {
  if (!file.disclosureId || !file.disclosureVersion) return {}
  const current = await findDisclosure(context.db, file.disclosureId)
  const newer = current && current.currentVersion > file.disclosureVersion ? { newerVersion: current.currentVersion } : {}
  // A quotation would show again what was taken down.
  const seen = await isTakenDown(context.db, file.disclosureId, file.disclosureVersion) ? { title: tombstoneTitle } : file.seen as Seen
  return { about: { ...seen, disclosureId: file.disclosureId, version: file.disclosureVersion, ...newer } }
}
