import { randomUUID } from 'node:crypto'
import { tipBodyOf, tipRefusal } from '#rules/policy/tips.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { afterTip, tipFactsOf, type TipFacts } from '#rules/tips/fold.ts'
import { directionOf, mayTakeOver } from '#rules/tips/hand-over.ts'
import { nextTipState, type Disposal, type InspectorAction, type ScreeningOutcome } from '#rules/tips/lifecycle.ts'
import type { ArchiveRefusal, TipStanding } from '#rules/tips/limits.ts'
import { tipDays } from '#rules/tips/told-days.ts'
import { unwrapCaseKey, wrapCaseKey } from '#platform/crypto/case-key.ts'
import { isSealed } from '#platform/crypto/provider.ts'
import type { Tx } from '#records/database.ts'
import { appendTipEvent, asBody, deleteContent, dropOnTheirWay, findTipForUpdate, insertTip, isWholeOnItsWay, lastTipLeaf, listTipEvents, releaseReceipt, takeOver, type NewTipEvent, type TipRow } from '#records/tips.ts'
import { keepEntry, type Trail } from '../audit.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { toldIn } from './follow-tip.ts'
import { daysAfter, laterOf, standingOf } from './tip-days.ts'
import { tipLeafFor } from './tip-leaf.ts'

/** What an inspector asks for. `note` is sealed to the own body, `words` to the reporter; `handOver` names the body to which every part was sealed anew before. */
export type TipMove = {
  readonly action: InspectorAction
  readonly asOf: number
  readonly outcome?: ScreeningOutcome | undefined
  readonly disposal?: Disposal | undefined
  readonly note?: Buffer | undefined
  readonly words?: Buffer | undefined
  readonly handOver?: { readonly bodyCode: number } | undefined
}

export type TipMoveRefusal = PolicyRefusal | ArchiveRefusal
  | { readonly code: 'not-found' | 'tip-not-now' | 'tip-choice-missing' | 'tip-words-missing' | 'tip-hand-over-incomplete' | 'unknown-body' | 'not-sealed' }
  | { readonly code: 'stale'; readonly eventCount: number }

/** One inspector's move on one report of the own body: authorise, decide, append. */
export async function moveTip(context: Context, officer: Officer, id: string, asked: TipMove, trail?: Trail): Promise<Outcome<{ eventCount: number }, TipMoveRefusal>> {
  const bodyCode = tipBodyOf(officer)
  if (bodyCode === undefined) return refuse({ code: 'not-your-duty', role: officer.role })
  return asBody(context.tips.desk, bodyCode, async tx => {
    const moved = await moveOne(context, tx, officer, bodyCode, id, asked)
    if (trail) await keepEntry(tx, trail, moved)
    return moved
  }, officer.id)
}

async function moveOne(context: Context, tx: Tx, officer: Officer, bodyCode: number, id: string, asked: TipMove): Promise<Outcome<{ eventCount: number }, TipMoveRefusal>> {
  const tip = await findTipForUpdate(tx, id)
  if (!tip || tip.bodyCode !== bodyCode) return refuse({ code: 'not-found' })
  const facts = tipFactsOf(await listTipEvents(tx, id))
  if (asked.asOf !== facts.lastSeq) return refuse({ code: 'stale', eventCount: facts.lastSeq })
  const refusal = refusalOf(officer, standingOf(context, tip, facts), asked)
  if (refusal) return refuse(refusal)
  const event = { seq: facts.lastSeq + 1, day: laterOf(context.clock.today(), facts.lastOn), officerId: officer.id, action: asked.action, outcome: asked.outcome, disposal: asked.disposal, sealedNote: asked.note, sealedWords: asked.words }
  return recordMove(context, tx, tip, facts, event, asked)
}

function refusalOf(officer: Officer, standing: TipStanding, { action, outcome, disposal, note, words }: TipMove): TipMoveRefusal | undefined {
  const { state, proposed } = standing.facts
  const next = nextTipState(state, action, proposed?.outcome, proposed?.disposal)
  if (!next) return { code: 'tip-not-now' }
  const forbidden = tipRefusal(officer, action, standing)
  if (forbidden) return forbidden
  if ((action === 'proposeScreening') !== (outcome !== undefined) || (action === 'proposeDisposal') !== (disposal !== undefined)) return { code: 'tip-choice-missing' }
  if ((action === 'tellAcceptance' || action === 'tellResult') !== (words !== undefined)) return { code: 'tip-words-missing' }
  if ([note, words].some(sealed => sealed && !isSealed(sealed))) return { code: 'not-sealed' }
  return undefined
}

async function recordMove(context: Context, tx: Tx, tip: TipRow, facts: TipFacts, event: NewTipEvent, asked: TipMove): Promise<Outcome<{ eventCount: number }, TipMoveRefusal>> {
  const next = afterTip(facts, event)
  const direction = event.action === 'confirmScreening' ? directionOf(facts.proposed?.outcome) : undefined
  const handOver = direction && await checkHandOver(context, tx, tip, direction, asked)
  if (handOver && !handOver.ok) return handOver
  const key = unwrapCaseKey(context.secrets.wrappingKey, tip.id, tip.caseKey)
  await appendTipEvent(tx, tip.id, event, tipLeafFor(key, tip.id, event, next.state, await lastTipLeaf(tx, tip.id)), next, daysAfter(tip, facts, next, context.calendar))
  if (direction && handOver) {
    await releaseReceipt(tx, tip.id)
    await handTo(context, tx, tip, key, next, direction, handOver.value)
    if (direction === 'above') await deleteContent(tx, tip.id)
  }
  if (facts.state === 'screening' && next.state !== 'screening') await dropOnTheirWay(tx, tip.id)
  return done({ eventCount: event.seq })
}

/** A report goes to the city above or to a county below, every part of it sealed anew to that body by the inspector's browser (reseal-part.ts). */
async function checkHandOver(context: Context, tx: Tx, tip: TipRow, direction: 'above' | 'below', { handOver }: TipMove): Promise<Outcome<number, TipMoveRefusal>> {
  if (!handOver) return refuse({ code: 'tip-hand-over-incomplete' })
  const { bodyCode } = handOver
  if (!context.tips.recipients.has(bodyCode) || !mayTakeOver(bodyCode, tip.bodyCode, direction)) return refuse({ code: 'unknown-body' })
  return await isWholeOnItsWay(tx, tip.id, bodyCode) ? done(bodyCode) : refuse({ code: 'tip-hand-over-incomplete' })
}

async function handTo(context: Context, tx: Tx, tip: TipRow, key: Buffer, facts: TipFacts, direction: 'above' | 'below', bodyCode: number): Promise<void> {
  const id = randomUUID()
  const received = { seq: 1, action: 'file', day: facts.lastOn } as const
  await insertTip(tx, {
    id, bodyCode, isNamed: tip.isNamed, receivedOn: facts.lastOn, origin: direction === 'above' ? 'below' : 'above', isDiverted: tip.isDiverted, formHash: tip.formHash,
    receiptHmac: tip.receiptHmac!, reporterRecipient: tip.reporterRecipient, reporterKey: tip.reporterKey, caseKey: wrapCaseKey(context.secrets.wrappingKey, id, key),
    countedDays: tipDays(tipFactsOf([received]), tip.isNamed, context.calendar),
    leaf: tipLeafFor(key, id, received, 'received', null), parts: [],
    toldBefore: [...tip.toldBefore, ...toldIn(await listTipEvents(tx, tip.id))],
  })
  await takeOver(tx, tip.id, id)
}
