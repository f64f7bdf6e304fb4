import { randomUUID } from 'node:crypto'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { CaseRules } from '#rules/cases/case-rules.ts'
import type { CaseEvent } from '#rules/cases/events.ts'
import { after, type CaseFacts } from '#rules/cases/fold.ts'
import type { CaseAction } from '#rules/cases/lifecycle.ts'
import type { Day } from '#rules/cases/may.ts'
import { unwrapCaseKey } from '#platform/crypto/case-key.ts'
import { cachedColumns } from '#records/case-columns.ts'
import { appendCaseEvent, getLedgerState, writeOutbox, type CaseFile } from '#records/cases.ts'
import type { Tx } from '#records/database.ts'
import { listUnitsById } from '#records/officers.ts'
import { saveSupervisionItems, writeCaseNotices } from '#records/supervision.ts'
import { caseLeafFor } from './case-ledger.ts'
import type { Context } from './context.ts'
import { noticesOf } from './supervision-notices.ts'

/** A case by its row, as far as recording needs it. */
export type RecordedCase = Pick<CaseFile, 'id' | 'countyCode'>

/** The day of whatever happens to the case now: never before its last event, however the clock of the machine jumped. */
export function dayFor(context: Pick<Context, 'clock'>, facts: CaseFacts): PlainDate {
  const today = context.clock.today()
  return today > facts.lastOn ? today : facts.lastOn
}

/** What is decided by: the rules of the case, and the day. */
export type Known = { readonly rules: CaseRules; readonly day: Day }

/** The rules of the day on which the cycle of the case began, and what its limits are judged by. */
export async function knownOf(context: Context, file: RecordedCase, facts: CaseFacts): Promise<Known> {
  const rules = await context.caseRules.on(file.countyCode, facts.cycleFrom)
  return { rules, day: { today: dayFor(context, facts), calendar: context.calendar, limits: rules.limits } }
}

/** The next event of a case. */
export function eventOf(context: Pick<Context, 'clock'>, facts: CaseFacts, action: CaseAction, by: CaseEvent['by'], note: string | undefined, details: object): CaseEvent {
  const at = new Date(context.clock.now()).toISOString()
  return { seq: facts.lastSeq + 1, action, at, day: dayFor(context, facts), by, note, details } as CaseEvent
}

/** Appends an event that has been decided, with its ledger leaf, its columns and its message. */
export async function record(context: Context, tx: Tx, file: RecordedCase, facts: CaseFacts, event: CaseEvent): Promise<CaseFacts> {
  const next = after(facts, event)
  const rules = await context.caseRules.on(file.countyCode, next.cycleFrom)
  const { wrappedKey, previousLeaf, told } = await getLedgerState(tx, file.id)
  const key = unwrapCaseKey(context.secrets.wrappingKey, file.id, wrappedKey)
  const unitClass = event.by.unitId ? (await listUnitsById(tx, [event.by.unitId])).get(event.by.unitId)!.kind : event.by.kind
  await appendCaseEvent(tx, file.id, event, caseLeafFor(key, file.id, event, next, previousLeaf, unitClass), cachedColumns(next, context.calendar, rules, told))
  if (next.supervisionItems !== facts.supervisionItems) await saveSupervisionItems(tx, next.supervisionItems.map(item => ({ ...item, caseId: file.id })))
  const notices = noticesOf(file.id, event, next)
  if (notices) await writeCaseNotices(tx, notices)
  else await writeOutbox(tx, randomUUID(), topicOf(event, facts, next), { caseId: file.id }, new Date(event.at))
  return next
}

/** Of these the state they lead to tells too little: more time given or refused is not the beginning of the work. */
const calledByAct: ReadonlySet<CaseAction> = new Set(['grantExtension', 'refuseExtension', 'moveUp'])

/** What an event is called on its way to those it concerns: by the state it brought, or by what it was. */
function topicOf(event: CaseEvent, facts: CaseFacts, next: CaseFacts): string {
  // Days of single steps are moved by the hundred thousand when a notice comes; the promised one alone is worth a message.
  if (event.action === 'recalculate' && event.details.dueOn === undefined) return 'case-recalculateSteps'
  if (next.state !== facts.state && !calledByAct.has(event.action)) return `case-${next.state}`
  return event.action === 'writeMessage' && event.by.kind === 'officer' ? 'case-askComplainant' : `case-${event.action}`
}

/** Something that happens by itself. */
export function recordBySystem(context: Context, tx: Tx, file: RecordedCase, facts: CaseFacts, action: CaseAction, details: object = {}): Promise<CaseFacts> {
  return record(context, tx, file, facts, eventOf(context, facts, action, { kind: 'system' }, undefined, details))
}
