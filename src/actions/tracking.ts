import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { addDays } from '#rules/calendar/plain-date.ts'
import { nthWorkingDayAfter, workingDaysBetween, type DayStep } from '#rules/calendar/working-days.ts'
import type { CaseEvent, CaseEventDetails } from '#rules/cases/events.ts'
import type { Reply } from '#rules/cases/facts.ts'
import { stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { messageLimitRefusal } from '#rules/cases/messages.ts'
import { availableActions, move, type CaseAction, type CaseState } from '#rules/cases/lifecycle.ts'
import { contactDue } from '#rules/cases/steps.ts'
import { stageDue } from '#rules/cases/limits.ts'
import { limitRefusal, type Day } from '#rules/cases/may.ts'
import { complainantActions, isOneOf, endedStates, type ComplainantAction } from '#rules/cases/states.ts'
import { tombstoneTitle } from '#rules/disclosures/takedown.ts'
import { receiptHmacs, toReceiptCode } from '#platform/crypto/receipt-code.ts'
import { listParts } from '#records/case-links.ts'
import { findCaseIdByReceipt, getCase, listCasePhotos, listEvents, type CaseFile, type Seen } from '#records/cases.ts'
import { listEvidenceById } from '#records/evidence.ts'
import { listMessageWords, listReleases } from '#records/matter.ts'
import { listChannels } from '#records/messages.ts'
import { getDivision } from '#records/divisions.ts'
import { findDisclosure } from '#records/disclosures.ts'
import { isTakenDown } from '#records/incidents.ts'
import { listUnitsById, namesAt, type KnownUnit } from '#records/officers.ts'
import { publicityOf } from './answers/publicity.ts'
import { knownOf } from './case-events.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import type { TrackedCase, TrackedFile, TrackedStep } from './tracked-case.ts'
import { identityKept } from './keeping/identity-kept.ts'

export type { TrackedCase, TrackedFile, TrackedStep } from './tracked-case.ts'

export type TrackingRefusal = { readonly code: 'malformed-code' | 'no-such-code' }

/** Finds a case by its receipt code, or one of its parts. An unknown code costs the same journey as a known one. */
export async function trackCase(context: Context, typed: string, part = 1): Promise<Outcome<TrackedCase, TrackingRefusal>> {
  const id = await findByCode(context, typed, part)
  return id.ok ? done(await tracked(context, id.value)) : id
}

/** The case behind a code, or the part of it that was asked for. */
export async function findByCode(context: Pick<Context, 'db' | 'secrets'>, typed: string, part = 1): Promise<Outcome<string, TrackingRefusal>> {
  const code = toReceiptCode(typed)
  if (!code) return refuse({ code: 'malformed-code' })
  const id = await findCaseIdByReceipt(context.db, receiptHmacs(context.secrets.receiptPepper, code))
  if (!id) return refuse({ code: 'no-such-code' })
  if (part === 1) return done(id)
  const found = (await listParts(context.db, id)).find(known => known.part === part)
  return found ? done(found.id) : refuse({ code: 'no-such-code' })
}

/** A case as its complainant reads it. */
export async function tracked(context: Context, id: string): Promise<TrackedCase> {
  const file = await getCase(context.db, id)
  const events = await listEvents(context.db, id)
  const facts = stateOf(events)
  const { day } = await knownOf(context, file, facts)
  const village = await getDivision(context.db, file.villageCode)
  const units = await listUnitsById(context.db, [...new Set(events.flatMap(unitsNamedBy))])
  const reply = facts.publishedReply
  const photos = await listCasePhotos(context.db, id)
  // A part of a divided complaint is told where the whole is.
  const toldBy = await listChannels(context.db, { caseId: file.splitFrom ?? id })
  const may = mayNow(facts, day)
  const showsDue = facts.dueOn !== undefined && !isOneOf(endedStates, facts.state)
  return {
    villageCode: file.villageCode, villageName: village.name, receivedOn: facts.filedOn, state: stateShown(facts), limits: day.limits,
    ...(showsDue && { dueOn: facts.dueOn }), dueIsProvisional: showsDue && facts.dueIsProvisional, dueSteps: showsDue ? stepsOfDue(context, facts) : [],
    ...contactOf(facts, day),
    ...await aboutOf(context, file),
    statement: file.statement, wentToBody: file.bodyCode !== null,
    timeline: events.filter(isShown).map(event => stepOf(event, events, units, photos)),
    ...(reply?.publishedOn && { answer: { ...reply.reply, repliedOn: reply.publishedOn, evidence: await filesOf(context, reply) } }),
    ...(facts.rating && { rating: { grade: facts.rating.grade, ...(facts.rating.opinion !== undefined && { opinion: facts.rating.opinion }), ...(facts.rating.scores && { scores: facts.rating.scores }), on: facts.rating.on } }),
    may, mayRate: may.some(known => known.action === 'rate'),
    ...(facts.state === 'needsMoreInfo' && facts.moreAsked?.question !== undefined && { question: facts.moreAsked.question }),
    ...await partsOf(context, file),
    ...await messagesOf(context, file, events, units, photos),
    isTold: toldBy.length > 0, toldBy,
    ...await publicityOf(context.db, id, events, facts),
    identity: await identityKept(context, id, file.isNamed),
    ...(file.wordsDeletedOn !== null && { wordsDeletedOn: file.wordsDeletedOn as PlainDate }),
  }
}

function contactOf(facts: CaseFacts, { calendar, limits }: Day): Pick<TrackedCase, 'contactBy'> {
  const contactBy = contactDue(facts, calendar, limits)
  return contactBy ? { contactBy } : {}
}

type Photos = Awaited<ReturnType<typeof listCasePhotos>>

function photosWith(event: CaseEvent, photos: Photos): number {
  return photos.filter(photo => photo.eventSeq === event.seq).length
}

/** What was written by either side, and whether the complainant can write now. */
async function messagesOf(context: Pick<Context, 'db'>, file: CaseFile, events: readonly CaseEvent[], units: ReadonlyMap<string, KnownUnit>, photos: Photos): Promise<Pick<TrackedCase, 'messages' | 'mayWrite'>> {
  const [words, released] = [await listMessageWords(context.db, file.id), await listReleases(context.db, file.id)]
  return {
    messages: events.filter(event => event.action === 'writeMessage').map(event => {
      const unit = units.get(event.by.unitId ?? '')
      return {
        on: event.day, words: words.get(event.seq) ?? '', photoCount: photosWith(event, photos), isPassedOn: released.has(event.seq),
        ...(unit && { unitName: namesAt(unit, event.at) }),
      }
    }),
    mayWrite: move(stateOf(events).state, 'writeMessage').ok && messageLimitRefusal('complainant', events) === undefined,
  }
}

async function filesOf(context: Pick<Context, 'db'>, reply: Reply): Promise<TrackedFile[]> {
  return (await listEvidenceById(context.db, (reply.evidence ?? []).map(ref => ref.id))).map(({ id, name, mediaType, bytes }) => ({ id, name, mediaType, bytes }))
}

/** The bytes of a file that goes with the answer of a tracked case; of any other file nothing. */
export async function readTrackedFile(context: Pick<Context, 'db' | 'files'>, found: TrackedCase, id: string): Promise<(TrackedFile & { readonly content: Buffer }) | undefined> {
  const file = found.answer?.evidence.find(known => known.id === id)
  const [row] = file ? await listEvidenceById(context.db, [file.id]) : []
  return file && row && { ...file, content: await context.files.read(row.fileId) }
}

/** What the complainant may do now, by state and limits. */
function mayNow(facts: CaseFacts, day: Day): TrackedCase['may'] {
  const possible = availableActions(facts.state)
  return complainantActions.filter(action => possible.includes(action) && limitRefusal(action, facts, day) === undefined)
    .map(action => ({ action, ...untilOf(action, facts, day) }))
}

function untilOf(action: ComplainantAction, facts: CaseFacts, { calendar, limits }: Day): { until?: PlainDate } {
  const after = (from: PlainDate | undefined, days: number) => (from ? { until: addDays(from, days) } : {})
  switch (action) {
    case 'supplyMore': {
      const until = stageDue(facts, calendar, limits)
      return until ? { until } : {}
    }
    case 'revive': return after(facts.lapsedOn, limits.reviveCalendarDays)
    case 'appeal': return after(facts.rejection?.confirmedOn, limits.appealCalendarDays)
    case 'rate': return after(facts.publishedReply?.publishedOn, limits.rateCalendarDays)
    case 'reopen': return after(facts.closedOn, limits.reopenCalendarDays)
    case 'confirmSolved': case 'reportUnsolved': case 'withdraw': return {}
  }
}

async function partsOf(context: Pick<Context, 'db'>, file: CaseFile): Promise<Pick<TrackedCase, 'parts' | 'part'>> {
  const parts = (await listParts(context.db, file.splitFrom ?? file.id)).map(known => known.part)
  return { parts: parts.length > 0 ? [1, ...parts] : [], part: file.part ?? 1 }
}

// What one unit writes for another (drafts and their review, a proposal nobody has confirmed, what helpers found, who is to be visited) is not the
// complainant's to read; what comes of it is.
const hidden: ReadonlySet<CaseAction> = new Set(['draftReply', 'failReview', 'proposeRejection', 'declineRejection', 'contribute', 'callVisit', 'explain', 'raise', 'nameSubjects', 'redactStatement'])

function isShown(event: CaseEvent): boolean {
  if (event.action === 'recalculate') return event.details.dueOn !== undefined || (event.details.days ?? []).some(({ what }) => what === 'step' || what === 'contact')
  return !hidden.has(event.action)
}

function stateShown(facts: CaseFacts): CaseState {
  if (facts.state === 'replyDrafted') return facts.helperUnitIds.length > 0 ? 'jointHandling' : 'handling'
  return facts.state === 'rejectionProposed' ? 'submitted' : facts.state
}

const notesShown: ReadonlySet<CaseAction> = new Set(['askMore', 'supplyMore', 'divert', 'confirmRejection', 'upholdRejection', 'overruleRejection', 'appeal', 'return', 'recall', 'askExtension', 'grantExtension',
  'refuseExtension', 'rate', 'orderRedo', 'decideEscalation', 'revive', 'reopen', 'reportUnsolved', 'confirmSolved', 'withdraw', 'joinUnits', 'split', 'askIdentity', 'refuseIdentity'])

function unitsNamedBy(event: CaseEvent): string[] {
  return [event.by.unitId, event.action === 'assign' ? event.details.responsibleUnitId : undefined].filter(id => id !== undefined)
}

function stepOf(event: CaseEvent, events: readonly CaseEvent[], units: ReadonlyMap<string, KnownUnit>, photos: Photos): TrackedStep {
  const unit = units.get((event.action === 'assign' ? event.details.responsibleUnitId : event.by.unitId) ?? '')
  // A rejection is told with the reason and the address as they were proposed.
  const proposed = event.action === 'confirmRejection' ? events.findLast(other => other.action === 'proposeRejection' && other.seq < event.seq) : undefined
  const note = proposed?.note ?? event.note
  const photoCount = photosWith(event, photos)
  return {
    day: event.day, action: event.action,
    ...(unit && { unitName: namesAt(unit, event.at) }),
    ...(note !== undefined && notesShown.has(event.action) && { note }),
    ...(photoCount > 0 && { photoCount }),
    ...toldBy(event),
    ...(proposed?.action === 'proposeRejection' && { told: [proposed.details.reason, proposed.details.address] }),
  }
}

/** What a step tells beside who, when and why. */
function toldBy(event: CaseEvent): Pick<TrackedStep, 'days' | 'dueOn' | 'told' | 'verdict' | 'notice' | 'isDeskVacant' | 'isUndecidable' | 'identityReason'> {
  switch (event.action) {
    case 'askExtension': return { days: event.details.days }
    case 'accept': case 'grantExtension': case 'overruleRejection': case 'orderRedo': case 'reopen': return { dueOn: event.details.dueOn }
    case 'recalculate': return { ...(event.details.dueOn && { dueOn: event.details.dueOn }), ...(event.details.notice !== '' && { notice: event.details.notice }) }
    case 'askIdentity': return { identityReason: event.details.reason }
    case 'divert': return { told: [event.details.route] }
    case 'classify': return event.details.item ? { told: [event.details.item] } : {}
    case 'moveUp': return whyUp(event.details)
    case 'decideEscalation': return { verdict: event.details.verdict, ...(event.details.dueOn && { dueOn: event.details.dueOn }) }
    default: return {}
  }
}

/** Why a case went up, where it was no conflict of interest. */
export function whyUp({ isDeskVacant, isUndecidable }: CaseEventDetails['moveUp']): { isDeskVacant?: true; isUndecidable?: true } {
  return { ...(isDeskVacant && { isDeskVacant }), ...(isUndecidable && { isUndecidable }) }
}

/** Day by day from acceptance, or from the order to do it again, to the due day that was promised; each line with the notice it rests on. */
export function stepsOfDue(context: Pick<Context, 'calendar'>, facts: CaseFacts): readonly DayStep[] {
  const from = facts.dueCount?.from ?? facts.acceptedOn
  if (!from || !facts.dueOn) return []
  return nthWorkingDayAfter(context.calendar, from, workingDaysBetween(context.calendar, from, facts.dueOn)).steps
}

async function aboutOf(context: Context, file: CaseFile): Promise<Pick<TrackedCase, 'about'>> {
  if (!file.disclosureId || !file.disclosureVersion) return {}
  const current = await findDisclosure(context.db, file.disclosureId)
  const newer = current && current.currentVersion > file.disclosureVersion ? { newerVersion: current.currentVersion } : {}
  // A quotation would show again what was taken down.
  const seen = await isTakenDown(context.db, file.disclosureId, file.disclosureVersion) ? { title: tombstoneTitle } : file.seen as Seen
  return { about: { ...seen, disclosureId: file.disclosureId, version: file.disclosureVersion, ...newer } }
}
