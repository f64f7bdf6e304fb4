import type { CaseEvent, CaseEventDetails } from '#rules/cases/events.ts'
import { after, stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { stageDue } from '#rules/cases/limits.ts'
import type { Day } from '#rules/cases/may.ts'
import { nextSweepOn, sweepAction } from '#rules/cases/sweeps.ts'
import { unwrapCaseKey } from '#platform/crypto/case-key.ts'
import { appendSystemEvents, listNewestLeaves, listWrappedKeys, lockCases, updateSweptColumns, type SystemEvent } from '#records/case-batches.ts'
import { daysOf, hasCard } from '#records/case-columns.ts'
import { listEventsOf } from '#records/cases.ts'
import type { Tx } from '#records/database.ts'
import { getCountyDesks, saveSupervisionItems, writeCaseNotices, type CaseNotice, type CountyDesks } from '#records/supervision.ts'
import { eventOf, knownOf, type Known, type RecordedCase } from './case-events.ts'
import { caseLeafFor } from './case-ledger.ts'
import type { Context } from './context.ts'
import { nextSupervisionStep } from './supervision-events.ts'
import { noticesOf } from './supervision-notices.ts'

/** A case with what the sweep does about it: its facts afterwards, and each event with the facts it led to. */
type Locked = Awaited<ReturnType<typeof lockCases>>[number]

type Supervised = { readonly file: Locked; readonly known: Known; readonly facts: CaseFacts; readonly happened: readonly { readonly event: CaseEvent; readonly next: CaseFacts }[] }

/** What a step that takes too long is marked with. */
export function overdueDetails(facts: CaseFacts, { calendar, limits }: Day): CaseEventDetails['markOverdue'] {
  return { state: facts.state, dueOn: stageDue(facts, calendar, limits)! }
}

/**
 * Marks what is overdue, gives cards and raises what nobody answered, for a page of cases in one transaction. `left` are the cases that need
 * a transaction of their own: something else happens to them, or somebody is moving them right now.
 */
export async function supervisePage(context: Context, ids: readonly string[]): Promise<{ left: string[]; happened: number }> {
  return context.db.transaction().execute(async tx => {
    const files = await lockCases(tx, ids)
    const [histories, desks] = [await listEventsOf(tx, files.map(file => file.id)), await desksOf(tx, files)]
    const supervised: Supervised[] = []
    for (const file of files) {
      const facts = stateOf(histories.get(file.id) ?? [])
      const watched = watch(context, file, facts, await knownOf(context, file, facts), desks.get(file.countyCode)!)
      if (watched.happened.length > 0) supervised.push(watched)
    }
    await write(context, tx, supervised)
    const done = new Set(supervised.map(({ file }) => file.id))
    return { left: ids.filter(id => !done.has(id)), happened: done.size }
  })
}

async function desksOf(tx: Tx, files: readonly RecordedCase[]): Promise<Map<number, CountyDesks>> {
  const desks = new Map<number, CountyDesks>()
  for (const { countyCode } of files) if (!desks.has(countyCode)) desks.set(countyCode, await getCountyDesks(tx, countyCode))
  return desks
}

/** Nothing, when something must happen to the case that changes its state. */
function watch(context: Context, file: Locked, begun: CaseFacts, known: Known, desks: CountyDesks): Supervised {
  const happened: { event: CaseEvent; next: CaseFacts }[] = []
  let facts = begun
  const happen = (event: CaseEvent) => {
    facts = after(facts, event)
    happened.push({ event, next: facts })
  }
  const by = { kind: 'system' } as const
  const action = sweepAction(facts, known.day)
  if (action !== undefined && action !== 'markOverdue') return { file, known, facts, happened }
  if (action) happen(eventOf(context, facts, action, by, undefined, overdueDetails(facts, known.day)))
  for (let step = nextSupervisionStep(facts, known, desks); step; step = nextSupervisionStep(facts, known, desks)) happen(eventOf(context, facts, step.action, by, undefined, step.details))
  return { file, known, facts, happened }
}

async function write(context: Context, tx: Tx, supervised: readonly Supervised[]): Promise<void> {
  if (supervised.length === 0) return
  const keys = await listWrappedKeys(tx, supervised.map(({ file }) => file.id))
  const leaves = await listNewestLeaves(tx, supervised.map(({ file, happened: [first] }) => ({ caseId: file.id, seq: first!.event.seq - 1 })))
  const events: SystemEvent[] = []
  const notices: CaseNotice[] = []
  for (const { file, happened } of supervised) {
    const key = unwrapCaseKey(context.secrets.wrappingKey, file.id, keys.get(file.id)!)
    let previous = leaves.get(file.id)!
    for (const { event, next } of happened) {
      previous = caseLeafFor(key, file.id, event, next, previous, 'system')
      events.push({ caseId: file.id, event, leaf: previous })
      notices.push(...noticesOf(file.id, event, next) ?? [{ caseId: file.id, topic: `case-${event.action}`, at: event.at }])
    }
  }
  await appendSystemEvents(tx, events)
  await updateSweptColumns(tx, supervised.map(({ file, known, facts }) => ({ id: file.id, eventCount: facts.lastSeq, nextSweepOn: nextSweepOn(facts, context.calendar, known.rules) ?? null, hasCard: hasCard(facts), countedDays: daysOf(facts, context.calendar, known.rules, file.countedDays).countedDays })))
  await saveSupervisionItems(tx, supervised.flatMap(({ file, facts }) => facts.supervisionItems.map(item => ({ ...item, caseId: file.id }))))
  await writeCaseNotices(tx, notices)
}
