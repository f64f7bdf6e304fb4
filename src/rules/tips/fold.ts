import type { PlainDate } from '../calendar/plain-date.ts'
import type { TipDayKind } from './day-kinds.ts'
import { nextTipState, type Disposal, type ScreeningOutcome, type TipAction, type TipState } from './lifecycle.ts'

/** What a notice of holidays moved: each day with what it came to be. `notice` is empty where no notice names a day of the count. */
export type MovedTipDays = { readonly notice: string; readonly days: readonly { readonly what: TipDayKind; readonly by: PlainDate }[] }

/** One thing that happened to a report. What was said with it is sealed and stands elsewhere. */
export type TipEvent = {
  readonly seq: number
  readonly action: TipAction
  readonly day: PlainDate
  readonly officerId?: string | undefined
  readonly outcome?: ScreeningOutcome | undefined
  readonly disposal?: Disposal | undefined
  readonly moved?: MovedTipDays | undefined
}

/** What the history of a report adds up to. */
export type TipFacts = {
  readonly state: TipState
  readonly receivedOn: PlainDate
  /** The open proposal, and who must not decide it. */
  readonly proposed?: { readonly by: string; readonly outcome?: ScreeningOutcome | undefined; readonly disposal?: Disposal | undefined } | undefined
  readonly disposals: readonly Disposal[]
  readonly acceptanceToldOn?: PlainDate
  readonly endedOn?: PlainDate
  readonly resultToldOn?: PlainDate
  readonly objectedOn?: PlainDate
  readonly lastSeq: number
  readonly lastOn: PlainDate
}

/** Folds a history. Throws on one that cannot have happened: that is our bug. */
export function tipFactsOf(events: readonly TipEvent[]): TipFacts {
  const [first, ...later] = events
  if (first?.action !== 'file') throw new Error('a report that was never filed')
  return later.reduce(afterTip, { state: 'received', receivedOn: first.day, disposals: [], lastSeq: first.seq, lastOn: first.day })
}

/** The facts once one more event has happened. */
export function afterTip(facts: TipFacts, event: TipEvent): TipFacts {
  const state = nextTipState(facts.state, event.action, facts.proposed?.outcome, facts.proposed?.disposal)
  if (!state) throw new Error(`impossible history of a report: ${event.action} cannot follow ${facts.state}`)
  const next = { ...facts, state, lastSeq: event.seq, lastOn: event.day }
  switch (event.action) {
    case 'proposeScreening': return { ...next, proposed: { by: event.officerId!, outcome: event.outcome } }
    case 'proposeDisposal': return { ...next, proposed: { by: event.officerId!, disposal: event.disposal } }
    case 'confirmScreening': return { ...next, proposed: undefined, ...(state !== 'underDisposal' && { endedOn: event.day }) }
    case 'confirmDisposal': return { ...next, proposed: undefined, disposals: [...facts.disposals, facts.proposed!.disposal!], ...(state === 'closed' && { endedOn: event.day }) }
    case 'declineScreening': case 'declineDisposal': return { ...next, proposed: undefined }
    case 'tellAcceptance': return { ...next, acceptanceToldOn: event.day }
    case 'tellResult': return { ...next, resultToldOn: event.day }
    case 'object': return { ...next, objectedOn: event.day }
    case 'file': case 'archive': case 'recalculate': return next
  }
}
