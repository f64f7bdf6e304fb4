import { randomUUID } from 'node:crypto'
import type { CaseEvent, CaseEventDetails } from '#rules/cases/events.ts'
import { after, stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { defaultLimits, dueAtAcceptance, extendedDue, extensionLengthRefusal, mayAskExtension, mayReturn } from '#rules/cases/limits.ts'
import { move, noteRefusal, type CaseAction } from '#rules/cases/lifecycle.ts'
import type { CaseRefusal } from '#rules/cases/refusals.ts'
import { replyProblem, type CaseReply } from '#rules/cases/reply.ts'
import { canSee, refusalFor, type CaseAbout } from '#rules/policy/cases.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { unwrapCaseKey } from '#platform/crypto/case-key.ts'
import { appendCaseEvent, findCaseForUpdate, getLedgerState, listConflicts, listEvents, writeOutbox, type CaseFile } from '#records/cases.ts'
import { inTransaction, type Db, type Tx } from '#records/database.ts'
import { findBinding, findSupervisorOf, listUnitsById } from '#records/officers.ts'
import { caseLeafFor } from './case-ledger.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'

/** The moves an officer makes; filing and rating are the complainant's, closing is the system's. */
export type OfficerAction = Exclude<CaseAction, 'file' | 'rate' | 'close'>

/** What an officer asks for. `asOf` is the number of events the officer was looking at. */
export type CaseMove = {
  readonly action: OfficerAction
  readonly asOf: number
  readonly note?: string | undefined
  readonly responsibleUnitId?: string | undefined
  readonly days?: number | undefined
  readonly reply?: CaseReply | undefined
}

export type MoveRefusal = CaseRefusal | PolicyRefusal
  | { readonly code: 'not-found' }
  | { readonly code: 'stale'; readonly eventCount: number }
  | { readonly code: 'unit-missing' | 'unknown-unit' | 'no-supervising-unit' | 'reply-missing' | 'days-missing' }
  | { readonly code: 'reply-incomplete'; readonly field: keyof CaseReply }

/** One officer's move on one case: authorise, decide, append, tell. */
export async function moveCase(context: Context, officer: Officer, id: string, asked: CaseMove): Promise<Outcome<{ eventCount: number }, MoveRefusal>> {
  return inTransaction(context.db, async tx => {
    const file = await findCaseForUpdate(tx, id)
    if (!file) return refuse({ code: 'not-found' })
    const facts = stateOf(await listEvents(tx, id))
    const about = await aboutCase(tx, file, facts)
    if (!canSee(officer, about)) return refuse({ code: 'not-found' })
    if (asked.asOf !== facts.lastSeq) return refuse({ code: 'stale', eventCount: facts.lastSeq })
    const details = await decide(context, tx, officer, file, facts, about, asked)
    if (!details.ok) return details
    const by = { kind: 'officer', officerId: officer.id, unitId: officer.unitId } as const
    const event = eventOf(context, facts, asked.action, by, asked.note?.trim() || undefined, details.value)
    await record(context, tx, file, facts, event)
    return done({ eventCount: event.seq })
  })
}

/** What permission needs to know of a case. */
export async function aboutCase(db: Db | Tx, file: Pick<CaseFile, 'id' | 'villageCode' | 'disclosureId'>, facts: CaseFacts): Promise<CaseAbout> {
  return {
    state: facts.state, villageCode: file.villageCode,
    responsibleUnitId: facts.responsibleUnitId, supervisingUnitId: facts.supervisingUnitId,
    ...await listConflicts(db, file.id, file.disclosureId),
    extensionsAsked: facts.extensions.asked,
    extensionAskedBy: facts.extensions.requests.at(-1)?.askedBy,
    replyDraftedBy: facts.draftedReply?.draftedBy,
  }
}

async function decide(context: Context, tx: Tx, officer: Officer, file: CaseFile, facts: CaseFacts, about: CaseAbout, asked: CaseMove): Promise<Outcome<object, MoveRefusal>> {
  const { action } = asked
  const forbidden = refusalFor(officer, action, about)
  if (forbidden) return refuse(forbidden)
  const moved = move(facts.state, action)
  if (!moved.ok) return moved
  const note = noteRefusal(action, asked.note)
  if (note) return refuse(note)
  return detailsOf(context, tx, officer, file, facts, about, asked)
}

/** The limits of each action and what it records. Exhaustive: a new action does not compile until it is decided here. */
async function detailsOf(context: Context, tx: Tx, officer: Officer, file: CaseFile, facts: CaseFacts, about: CaseAbout, asked: CaseMove): Promise<Outcome<object, MoveRefusal>> {
  const { calendar } = context
  const today = context.clock.today()
  switch (asked.action) {
    case 'accept': {
      const due = dueAtAcceptance(calendar, today, defaultLimits)
      return done({ dueOn: due.day, provisional: due.provisional } satisfies CaseEventDetails['accept'])
    }
    case 'assign':
      return unitsFor(tx, officer, file, about, asked.responsibleUnitId, today)
    case 'return':
      return orRefuse(mayReturn(facts, today, calendar, defaultLimits), {})
    case 'askExtension': {
      if (asked.days === undefined) return refuse({ code: 'days-missing' })
      const refusal = mayAskExtension(facts, today, calendar, defaultLimits) ?? extensionLengthRefusal(asked.days, defaultLimits)
      return orRefuse(refusal, { days: asked.days } satisfies CaseEventDetails['askExtension'])
    }
    case 'grantExtension':
      return grantedDue(context, facts, asked.days)
    case 'draftReply': {
      if (!asked.reply) return refuse({ code: 'reply-missing' })
      const field = replyProblem(asked.reply)
      return field ? refuse({ code: 'reply-incomplete', field }) : done({ reply: asked.reply } satisfies CaseEventDetails['draftReply'])
    }
    case 'sign': case 'refuseExtension': case 'passReview': case 'failReview':
      return done({})
  }
}

function orRefuse<Value>(refusal: MoveRefusal | undefined, value: Value): Outcome<Value, MoveRefusal> {
  return refusal ? refuse(refusal) : done(value)
}

/** Whoever decides may grant fewer days than were asked for, never more. */
function grantedDue(context: Context, facts: CaseFacts, days: number | undefined): Outcome<object, MoveRefusal> {
  const askedDays = facts.extensions.requests.at(-1)!.days
  const granted = days ?? askedDays
  const refusal = extensionLengthRefusal(granted, { ...defaultLimits, extensionDays: askedDays })
  if (refusal) return refuse(refusal)
  const due = extendedDue(context.calendar, facts.dueOn!, granted)
  return done({ dueOn: due.day, provisional: due.provisional } satisfies CaseEventDetails['grantExtension'])
}

async function unitsFor(tx: Tx, officer: Officer, file: CaseFile, about: CaseAbout, responsibleUnitId: string | undefined, today: string): Promise<Outcome<object, MoveRefusal>> {
  if (!responsibleUnitId) return refuse({ code: 'unit-missing' })
  const unit = (await listUnitsById(tx, [responsibleUnitId])).get(responsibleUnitId)
  const answers = unit && ['village', 'township', 'responsible'].includes(unit.kind)
  if (!answers || Math.floor(unit.divisionCode / 1e6) !== Math.floor(file.countyCode / 1e6)) return refuse({ code: 'unknown-unit' })
  const binding = file.itemSlug ? await findBinding(tx, file.countyCode, file.itemSlug, today) : undefined
  const supervisingUnitId = binding?.supervisingUnitId ?? (await findSupervisorOf(tx, file.countyCode, responsibleUnitId, today))?.supervisingUnitId
  if (!supervisingUnitId) return refuse({ code: 'no-supervising-unit' })
  const proposed = { responsibleUnitId, supervisingUnitId }
  const refusal = refusalFor(officer, 'assign', about, proposed)
  return refusal ? refuse(refusal) : done(proposed satisfies CaseEventDetails['assign'])
}

/** The next event of a case. */
export function eventOf(context: Context, facts: CaseFacts, action: CaseAction, by: CaseEvent['by'], note: string | undefined, details: object): CaseEvent {
  const at = new Date(context.clock.now()).toISOString()
  return { seq: facts.lastSeq + 1, action, at, day: context.clock.today(), by, note, details } as CaseEvent
}

/** Appends an event that has been decided, with its ledger leaf and its message. */
export async function record(context: Context, tx: Tx, file: Pick<CaseFile, 'id'>, facts: CaseFacts, event: CaseEvent): Promise<CaseFacts> {
  const next = after(facts, event)
  const { wrappedKey, previousLeaf } = await getLedgerState(tx, file.id)
  const key = unwrapCaseKey(context.secrets.wrappingKey, file.id, wrappedKey)
  const unitClass = event.by.unitId ? (await listUnitsById(tx, [event.by.unitId])).get(event.by.unitId)!.kind : event.by.kind
  await appendCaseEvent(tx, file.id, event, caseLeafFor(key, file.id, event, next, previousLeaf, unitClass), next)
  await writeOutbox(tx, randomUUID(), `case-${next.state}`, { caseId: file.id }, new Date(event.at))
  return next
}
