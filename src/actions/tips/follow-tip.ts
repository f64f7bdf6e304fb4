import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { DayStep } from '#rules/calendar/working-days.ts'
import { mayObject } from '#rules/policy/tips.ts'
import { afterTip, tipFactsOf, type TipFacts } from '#rules/tips/fold.ts'
import type { TipState } from '#rules/tips/lifecycle.ts'
import { tipDaySteps, type ToldTipDay } from '#rules/tips/told-days.ts'
import { caseKeyFrom, unwrapCaseKey } from '#platform/crypto/case-key.ts'
import { receiptHmacs, toReceiptCode } from '#platform/crypto/receipt-code.ts'
import { openReporterWords } from '#platform/crypto/reporter-key.ts'
import { seal } from '#platform/crypto/sealing.ts'
import { appendTipEvent, asReporter, lastTipLeaf, listTipEvents, type TipEventRow, type TipRow, type ToldBefore } from '#records/tips.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { reporterSecret } from './reporter-secret.ts'
import { daysAfter, daysOf, laterOf } from './tip-days.ts'
import { tipLeafFor } from './tip-leaf.ts'

/** A report as its reporter follows it: where it stands, and what the body said. Never who works on it, nor how it is disposed of. */
export type FollowedTip = {
  readonly bodyCode: number
  /** It was an ordinary complaint before the desk passed it on. */
  readonly isDiverted: boolean
  readonly receivedOn: PlainDate
  readonly stands: 'received' | 'atWork' | 'noSubstance' | 'ended'
  readonly words: readonly { readonly on: PlainDate; readonly about: 'acceptance' | 'result'; readonly text: string }[]
  /** The days that run, as they were told: what the body owes, and until when the reporter may object. `notice` moved it since. */
  readonly days: readonly FollowedDay[]
  readonly mayObject: boolean
  readonly objectedOn: PlainDate | undefined
}

export type FollowedDay = Pick<ToldTipDay, 'what' | 'by' | 'notice'> & { readonly steps: readonly DayStep[] }

const standsIn = {
  received: 'received', screening: 'received', underDisposal: 'atWork', disposalProposed: 'atWork', noSubstance: 'noSubstance', closed: 'ended', archived: 'ended',
  transferredUp: 'received', transferredDown: 'received', // the code leads to the body that took over
} as const satisfies Record<TipState, FollowedTip['stands']>

/** The report this code belongs to, or undefined. */
export async function followTip(context: Context, typed: string): Promise<FollowedTip | undefined> {
  const code = toReceiptCode(typed)
  if (!code) return undefined
  return asReporter(context.tips.desk, receiptHmacs(context.secrets.receiptPepper, code), async (tx, tip) => {
    const events = await listTipEvents(tx, tip.id)
    return followed(context, tip, tipFactsOf(events), events, code)
  })
}

async function followed({ calendar }: Context, tip: TipRow, facts: TipFacts, events: readonly TipEventRow[], code: string): Promise<FollowedTip> {
  const words = await Promise.all([...tip.toldBefore, ...toldIn(events)].map(async ({ on, about, sealedWords }) => ({
    on, about, text: await openReporterWords(tip.isDiverted ? reporterSecret(caseKeyFrom(code)) : code, tip.formHash.toString('hex'), tip.reporterKey, Buffer.from(sealedWords, 'base64')),
  })))
  const days = daysOf(tip, facts, calendar).map(day => ({ what: day.what, by: day.by, notice: day.notice, steps: tipDaySteps(day, calendar) }))
  return { bodyCode: tip.bodyCode, isDiverted: tip.isDiverted, receivedOn: tip.receivedOn, stands: standsIn[facts.state], words, days, mayObject: mayObject(facts), objectedOn: facts.objectedOn }
}

/** What a body told the reporter, still sealed. */
export function toldIn(events: readonly TipEventRow[]): ToldBefore[] {
  return events.flatMap(({ day, action, sealedWords }) =>
    (sealedWords && (action === 'tellAcceptance' || action === 'tellResult') ? [{ on: day, about: action === 'tellResult' ? 'result' as const : 'acceptance' as const, sealedWords: sealedWords.toString('base64') }] : []))
}

export const objectionLength = { least: 5, most: 2000 } as const

export type TipObjectionRefusal = { readonly code: 'no-such-code' | 'tip-not-now' | 'tip-objection-length' }

/** The reporter objects to the result, once. It is recorded (工作规则 on real-name reports), sealed to the body. */
export async function objectToResult(context: Context, typed: string, words: string): Promise<Outcome<FollowedTip, TipObjectionRefusal>> {
  const code = toReceiptCode(typed)
  if (!code) return refuse({ code: 'no-such-code' })
  const length = [...words.replace(/\s/gu, '')].length
  if (length < objectionLength.least || [...words].length > objectionLength.most) return refuse({ code: 'tip-objection-length' })
  const objected = await asReporter(context.tips.desk, receiptHmacs(context.secrets.receiptPepper, code), async (tx, tip): Promise<Outcome<FollowedTip, TipObjectionRefusal>> => {
    const events = await listTipEvents(tx, tip.id)
    const facts = tipFactsOf(events)
    if (!mayObject(facts)) return refuse({ code: 'tip-not-now' })
    const day = laterOf(context.clock.today(), facts.lastOn)
    const event = { seq: facts.lastSeq + 1, action: 'object', day, sealedWords: await seal(context.tips.recipients.get(tip.bodyCode)!, words) } as const
    const next = afterTip(facts, event)
    const key = unwrapCaseKey(context.secrets.wrappingKey, tip.id, tip.caseKey)
    const days = daysAfter(tip, facts, next, context.calendar)
    await appendTipEvent(tx, tip.id, event, tipLeafFor(key, tip.id, event, next.state, await lastTipLeaf(tx, tip.id)), next, days)
    return done(await followed(context, { ...tip, countedDays: days }, next, events, code))
  })
  return objected ?? refuse({ code: 'no-such-code' })
}
