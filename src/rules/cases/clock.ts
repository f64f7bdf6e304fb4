import type { PlainDate } from '../calendar/plain-date.ts'
import type { Calendar } from '../calendar/working-days.ts'
import { workingDaysBetween } from '../calendar/working-days.ts'
import type { CaseEvent } from './events.ts'
import { isBad } from './events.ts'
import type { CaseFacts } from './facts.ts'
import { after } from './fold.ts'
import type { CaseState } from './states.ts'

/** Who had the case: the complainant, the county's desk, the unit that worked, the unit that supervised, or nobody any more. */
export type Holder = { readonly kind: 'complainant' | 'desk' | 'nobody' } | { readonly kind: 'responsible' | 'supervising'; readonly unitId: string }

/** Whether the time of a stage counts: it runs, it stands still by a named event, or the case rests with its answer. */
export type Running = 'runs' | 'paused' | 'rests'

/** One stage: from the day it began, working days up to and including the day it ended, or today. */
export type Stage = { readonly state: CaseState; readonly holder: Holder; readonly cycle: number; readonly from: PlainDate; readonly to: PlainDate; readonly days: number; readonly counts: Running; /** While merged: the case it was answered with. */ readonly leadId?: string }

/** How the time of a case went: every working day belongs to exactly one stage. */
export type CaseClock = {
  readonly stages: readonly Stage[]
  /** Working days in which somebody in office had the case, over all cycles. */
  readonly total: number
  readonly paused: number
  /** The share of each unit, and of the desk under `desk`. */
  readonly shares: readonly { readonly holder: 'desk' | 'unit'; readonly unitId?: string; readonly days: number }[]
}

/** Histories of the cases that this one joined, as far as the reader may know them. */
export type LeadHistories = ReadonlyMap<string, readonly CaseEvent[]>

/**
 * Follows the time of a case. Nothing resets it: neither edits nor returns, merging, a redo or reopening. While it is merged its days are the share of whoever has the
 * leading case, where `leads` tells; else of the unit it had before.
 */
export function clockOf(events: readonly CaseEvent[], calendar: Calendar, today: PlainDate, leads: LeadHistories = new Map()): CaseClock {
  const stages: Stage[] = []
  let facts: CaseFacts | undefined
  let begun: PlainDate | undefined
  for (const event of events) {
    const next = after(facts, event)
    if (facts && begun && (next.state !== facts.state || next.responsibleUnitId !== facts.responsibleUnitId || next.cycle !== facts.cycle)) {
      stages.push(stageOf(facts, begun, event.day, calendar))
      begun = event.day
    }
    begun ??= next.filedOn
    facts = next
  }
  if (facts && begun) stages.push(stageOf(facts, begun, today > facts.lastOn ? today : facts.lastOn, calendar))
  return { stages, total: sumOf(stages, 'runs'), paused: sumOf(stages, 'paused'), shares: sharesOf(stages.flatMap(stage => whileMerged(stage, calendar, leads))) }
}

function stageOf(facts: CaseFacts, from: PlainDate, to: PlainDate, calendar: Calendar): Stage {
  return { state: facts.state, holder: holderOf(facts), cycle: facts.cycle, from, to, days: workingDaysBetween(calendar, from, to), counts: runningIn(facts), ...(facts.merged && { leadId: facts.merged.intoCaseId }) }
}

/** The days of a stage in which the case was merged, by who had the leading case on them. */
function whileMerged(stage: Stage, calendar: Calendar, leads: LeadHistories): readonly Pick<Stage, 'holder' | 'counts' | 'days'>[] {
  const lead = stage.leadId === undefined ? undefined : leads.get(stage.leadId)
  if (!lead || lead.length === 0) return [stage]
  const days = (from: PlainDate, to: PlainDate) => (from < to ? workingDaysBetween(calendar, from, to) : 0)
  const had = clockOf(lead, calendar, stage.to).stages.map(({ holder, from, to }) => ({ holder, counts: stage.counts, days: days(from > stage.from ? from : stage.from, to < stage.to ? to : stage.to) }))
  const rest = stage.days - had.reduce((sum, part) => sum + part.days, 0)
  return [...had, ...rest > 0 ? [{ ...stage, days: rest }] : []].filter(part => part.days > 0)
}

/** Who has the case now, and on whose days it stands. */
export function holderOf(facts: CaseFacts): Holder {
  const { responsibleUnitId, supervisingUnitId } = facts
  const desk = { kind: 'desk' } as const
  const responsible = responsibleUnitId === undefined ? desk : { kind: 'responsible', unitId: responsibleUnitId } as const
  const supervising = supervisingUnitId === undefined ? desk : { kind: 'supervising', unitId: supervisingUnitId } as const
  switch (facts.state) {
    case 'submitted': case 'rejectionProposed': case 'appealed': case 'accepted': case 'returned': case 'countyDecides': case 'escalated':
      return desk
    case 'needsMoreInfo': case 'replied':
      return { kind: 'complainant' }
    case 'assigned': case 'handling': case 'jointHandling': case 'redo': case 'merged':
      return responsible
    case 'extensionPending':
      return facts.extensions.asked > 1 ? desk : supervising
    case 'replyDrafted': case 'rated':
      return supervising
    case 'lapsed': case 'diverted': case 'rejected': case 'closed': case 'withdrawn':
      return { kind: 'nobody' }
  }
}

/** Only a question to the complainant stops the clock; an answer lets it rest until it is rated badly or the case is reopened. */
function runningIn(facts: CaseFacts): Running {
  switch (facts.state) {
    case 'needsMoreInfo':
      return 'paused'
    case 'replied': case 'lapsed': case 'diverted': case 'rejected': case 'closed': case 'withdrawn':
      return 'rests'
    case 'rated':
      return facts.rating && isBad(facts.rating.grade) ? 'runs' : 'rests'
    case 'submitted': case 'rejectionProposed': case 'appealed': case 'accepted': case 'assigned': case 'returned': case 'countyDecides':
    case 'handling': case 'jointHandling': case 'extensionPending': case 'replyDrafted': case 'redo': case 'escalated': case 'merged':
      return 'runs'
  }
}

function sumOf(stages: readonly Stage[], counts: Running): number {
  return stages.filter(stage => stage.counts === counts).reduce((sum, stage) => sum + stage.days, 0)
}

function sharesOf(stages: readonly Pick<Stage, 'holder' | 'counts' | 'days'>[]): CaseClock['shares'] {
  const days = new Map<string, number>()
  for (const { holder, counts, days: spent } of stages) {
    if (counts !== 'runs') continue
    const key = holder.kind === 'responsible' || holder.kind === 'supervising' ? holder.unitId : 'desk'
    days.set(key, (days.get(key) ?? 0) + spent)
  }
  return [...days].map(([key, spent]) => (key === 'desk' ? { holder: 'desk', days: spent } : { holder: 'unit', unitId: key, days: spent }))
}
