import { directionOf, mayTakeOver } from '#rules/tips/hand-over.ts'
import { tipBodyOf, tipRefusal } from '#rules/policy/tips.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { tipFactsOf } from '#rules/tips/fold.ts'
import { isSealed } from '#platform/crypto/provider.ts'
import { sealingSuite } from '#platform/crypto/sealing.ts'
import type { Tx } from '#records/database.ts'
import { asBody, findTipForUpdate, listParts, listTipEvents, putOnItsWay } from '#records/tips.ts'
import { keepEntry, type Trail } from '../audit.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import type { TipMoveRefusal } from './move-tip.ts'
import { standingOf } from './tip-days.ts'

/** Which part, and sealed to which body. */
type Resealed = { readonly n: number; readonly bodyCode: number; readonly ciphertext: Buffer }

/** One part of a report, sealed anew by the browser of the inspector who is about to confirm that it goes up or down. Sent again, it takes the place of the first. It is one transaction with its entry in the audit. */
export async function resealPart(context: Context, officer: Officer, id: string, asked: Resealed, trail?: Trail): Promise<Outcome<{ n: number }, TipMoveRefusal>> {
  const own = tipBodyOf(officer)
  if (own === undefined) return refuse({ code: 'not-your-duty', role: officer.role })
  return asBody(context.tips.desk, own, async tx => {
    const resealed = await resealOne(context, tx, officer, own, id, asked)
    if (trail) await keepEntry(tx, trail, resealed)
    return resealed
  }, officer.id)
}

async function resealOne(context: Context, tx: Tx, officer: Officer, own: number, id: string, { n, bodyCode, ciphertext }: Resealed): Promise<Outcome<{ n: number }, TipMoveRefusal>> {
  const tip = await findTipForUpdate(tx, id)
  const part = tip?.bodyCode === own ? (await listParts(tx, id)).find(part => part.n === n) : undefined
  if (!tip || !part) return refuse({ code: 'not-found' })
  const facts = tipFactsOf(await listTipEvents(tx, id))
  const direction = directionOf(facts.proposed?.outcome)
  if (!direction) return refuse({ code: 'tip-not-now' })
  const forbidden = tipRefusal(officer, 'confirmScreening', standingOf(context, tip, facts))
  if (forbidden) return refuse(forbidden)
  if (!context.tips.recipients.has(bodyCode) || !mayTakeOver(bodyCode, own, direction)) return refuse({ code: 'unknown-body' })
  if (!isSealed(ciphertext)) return refuse({ code: 'not-sealed' })
  await putOnItsWay(tx, id, bodyCode, { n, kind: part.kind, suite: sealingSuite, ciphertext })
  return done({ n })
}
