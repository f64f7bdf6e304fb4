import { randomUUID } from 'node:crypto'
import { cityOf, isWithin, levelOf, rangeOf } from '#rules/divisions/division-code.ts'
import { tipBodyOf, tipRefusal } from '#rules/policy/tips.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { afterTip, tipFactsOf, type TipFacts } from '#rules/tips/fold.ts'
import { nextTipState, type Disposal, type InspectorAction, type ScreeningOutcome } from '#rules/tips/lifecycle.ts'
import { owedOnTip } from '#rules/tips/limits.ts'
import { unwrapCaseKey, wrapCaseKey } from '#platform/crypto/case-key.ts'
import { isSealed } from '#platform/crypto/provider.ts'
import { sealingSuite } from '#platform/crypto/sealing.ts'
import type { Tx } from '#records/database.ts'
import { appendTipEvent, asBody, deleteParts, findTipForUpdate, insertTip, lastTipLeaf, listParts, listTipEvents, releaseReceipt, type NewTipEvent, type TipRow } from '#records/tips.ts'
import { keepEntry, type Trail } from '../audit.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { tipLeafFor } from './tip-leaf.ts'

/** What an inspector asks for. `note` is sealed to the own body, `words` to the reporter, `handOver` to the body that takes over. */
export type TipMove = {
  readonly action: InspectorAction
  readonly asOf: number
  readonly outcome?: ScreeningOutcome | undefined
  readonly disposal?: Disposal | undefined
  readonly note?: Buffer | undefined
  readonly words?: Buffer | undefined
  readonly handOver?: { readonly bodyCode: number; readonly parts: readonly { readonly n: number; readonly ciphertext: Buffer }[] } | undefined
}

export type TipMoveRefusal = PolicyRefusal
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
  })
}

async function moveOne(context: Context, tx: Tx, officer: Officer, bodyCode: number, id: string, asked: TipMove): Promise<Outcome<{ eventCount: number }, TipMoveRefusal>> {
  const tip = await findTipForUpdate(tx, id)
  if (!tip || tip.bodyCode !== bodyCode) return refuse({ code: 'not-found' })
  const facts = tipFactsOf(await listTipEvents(tx, id))
  if (asked.asOf !== facts.lastSeq) return refuse({ code: 'stale', eventCount: facts.lastSeq })
  const refusal = refusalOf(officer, facts, asked)
  if (refusal) return refuse(refusal)
  const event = { seq: facts.lastSeq + 1, day: laterOf(context.clock.today(), facts.lastOn), officerId: officer.id, action: asked.action, outcome: asked.outcome, disposal: asked.disposal, sealedNote: asked.note, sealedWords: asked.words }
  return recordMove(context, tx, tip, facts, event, asked)
}

function refusalOf(officer: Officer, facts: TipFacts, { action, outcome, disposal, note, words }: TipMove): TipMoveRefusal | undefined {
  const next = nextTipState(facts.state, action, facts.proposed?.outcome, facts.proposed?.disposal)
  if (!next) return { code: 'tip-not-now' }
  const forbidden = tipRefusal(officer, action, facts)
  if (forbidden) return forbidden
  if ((action === 'proposeScreening') !== (outcome !== undefined) || (action === 'proposeDisposal') !== (disposal !== undefined)) return { code: 'tip-choice-missing' }
  if ((action === 'tellAcceptance' || action === 'tellResult') !== (words !== undefined)) return { code: 'tip-words-missing' }
  if ([note, words].some(sealed => sealed && !isSealed(sealed))) return { code: 'not-sealed' }
  return undefined
}

/** A clock that was set back must not turn the order of events round. */
function laterOf<Day extends string>(a: Day, b: Day): Day {
  return a < b ? b : a
}

async function recordMove(context: Context, tx: Tx, tip: TipRow, facts: TipFacts, event: NewTipEvent, asked: TipMove): Promise<Outcome<{ eventCount: number }, TipMoveRefusal>> {
  const next = afterTip(facts, event)
  const goesTo = next.state === 'transferredUp' ? 'above' : next.state === 'transferredDown' ? 'below' : undefined
  const handOver = goesTo && await checkHandOver(context, tx, tip, goesTo, asked)
  if (handOver && !handOver.ok) return handOver
  const key = unwrapCaseKey(context.secrets.wrappingKey, tip.id, tip.caseKey)
  const owed = owedOnTip(next, tip.isNamed, context.calendar)[0]
  await appendTipEvent(tx, tip.id, event, tipLeafFor(key, tip.id, event, next.state, await lastTipLeaf(tx, tip.id)), next, owed?.by)
  if (goesTo && handOver) {
    await releaseReceipt(tx, tip.id)
    if (goesTo === 'above') await deleteParts(tx, tip.id)
    await handTo(context, tx, tip, key, next, goesTo, handOver.value)
  }
  return done({ eventCount: event.seq })
}

type HandOver = NonNullable<TipMove['handOver']> & { readonly kinds: ReadonlyMap<number, 'matter' | 'person' | 'file'> }

/** A report goes to the city above or to a county below, every part of it sealed anew to that body by the inspector's browser. */
async function checkHandOver(context: Context, tx: Tx, tip: TipRow, goesTo: 'above' | 'below', { handOver }: TipMove): Promise<Outcome<HandOver, TipMoveRefusal>> {
  if (!handOver) return refuse({ code: 'tip-hand-over-incomplete' })
  const { bodyCode, parts } = handOver
  if (!context.tips.recipients.has(bodyCode)) return refuse({ code: 'unknown-body' })
  const fits = goesTo === 'above' ? bodyCode === cityOf(tip.bodyCode) && bodyCode !== tip.bodyCode : levelOf(bodyCode) === 'county' && bodyCode !== tip.bodyCode && isWithin(bodyCode, rangeOf(tip.bodyCode))
  if (!fits) return refuse({ code: 'unknown-body' })
  const kinds = new Map((await listParts(tx, tip.id)).map(({ n, kind }) => [n, kind]))
  const isWhole = parts.length === kinds.size && new Set(parts.map(({ n }) => n)).size === kinds.size && parts.every(({ n }) => kinds.has(n))
  if (!isWhole) return refuse({ code: 'tip-hand-over-incomplete' })
  return parts.every(({ ciphertext }) => isSealed(ciphertext)) ? done({ bodyCode, parts, kinds }) : refuse({ code: 'not-sealed' })
}

async function handTo(context: Context, tx: Tx, tip: TipRow, key: Buffer, facts: TipFacts, goesTo: 'above' | 'below', { bodyCode, parts, kinds }: HandOver): Promise<void> {
  const id = randomUUID()
  const received = { seq: 1, action: 'file', day: facts.lastOn } as const
  await insertTip(tx, {
    id, bodyCode, isNamed: tip.isNamed, receivedOn: facts.lastOn, origin: goesTo === 'above' ? 'below' : 'above', isDiverted: tip.isDiverted, formHash: tip.formHash,
    receiptHmac: tip.receiptHmac!, reporterRecipient: tip.reporterRecipient, reporterKey: tip.reporterKey, caseKey: wrapCaseKey(context.secrets.wrappingKey, id, key),
    owedOn: owedOnTip({ ...facts, state: 'received', receivedOn: facts.lastOn }, tip.isNamed, context.calendar)[0]!.by,
    leaf: tipLeafFor(key, id, received, 'received', null),
    parts: parts.map(({ n, ciphertext }) => ({ kind: kinds.get(n)!, suite: sealingSuite, ciphertext })),
  })
}
