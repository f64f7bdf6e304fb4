import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { randomUUID } from 'node:crypto'
import { countyOf } from '#rules/divisions/division-code.ts'
import { holdMoveRefusal, keepingRefusal, type HoldKind, type HoldMove } from '#rules/policy/keeping.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { isSeen } from '#records/case-lists.ts'
import { getCase } from '#records/cases.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { findDisclosureForUpdate } from '#records/disclosures.ts'
import { changeHold, findHoldForUpdate, insertHold, type HoldChange } from '#records/keeping.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'

export type KeepingRefusal = PolicyRefusal | { readonly code: 'not-found' | 'reason-missing' | 'already-so' | 'keeping-not-now' | 'held' | 'no-personal-value' | 'erasure-overtaken' }

/** Asks that a complaint or a record be kept beyond its time. It holds at once, and falls when the second person refuses. */
export function askHold(context: Context, officer: Officer, { kind, subjectId, reason }: { readonly kind: HoldKind; readonly subjectId: string; readonly reason: string }): Promise<Outcome<{ id: string }, KeepingRefusal>> {
  return inTransaction(context.db, async tx => {
    const placeCode = await placeOf(tx, officer, kind, subjectId)
    if (placeCode === undefined) return refuse({ code: 'not-found' })
    const forbidden = keepingRefusal(officer, kind, placeCode)
    if (forbidden) return refuse(forbidden)
    if (!isReason(reason)) return refuse({ code: 'reason-missing' })
    const id = await insertHold(tx, { id: randomUUID(), countyCode: countyOf(placeCode), placeCode, kind, subjectId, reason: reason.trim(), askedBy: officer.id, askedOn: context.clock.today() })
    return id === undefined ? refuse({ code: 'already-so' }) : done({ id })
  })
}

/** The second person grants or refuses a hold; later two lift it. */
export function moveHold(context: Context, officer: Officer, id: string, { move, reason = '' }: { readonly move: HoldMove; readonly reason?: string | undefined }): Promise<Outcome<{ id: string }, KeepingRefusal>> {
  return inTransaction(context.db, async tx => {
    const hold = await findHoldForUpdate(tx, id)
    // Who may not know of the complaint may not know that it is held.
    if (!hold || (hold.kind === 'case' && !await isSeen(tx, officer, hold.subjectId))) return refuse({ code: 'not-found' })
    const refusal = holdMoveRefusal(officer, move, {
      kind: hold.kind as HoldKind, placeCode: hold.placeCode, askedBy: hold.askedBy, askedOn: hold.askedOn as PlainDate, decidedOn: (hold.decidedOn ?? undefined) as PlainDate | undefined, isGranted: hold.isGranted ?? undefined, liftAskedBy: hold.liftAskedBy ?? undefined, isOver: hold.liftedOn !== null,
    })
    if (refusal) return refuse(refusal)
    if (move === 'askLift' && !isReason(reason)) return refuse({ code: 'reason-missing' })
    await changeHold(tx, id, changeOf(move, officer, context.clock.today(), reason.trim()))
    return done({ id })
  })
}

function changeOf(move: HoldMove, officer: Officer, day: ReturnType<Context['clock']['today']>, reason: string): HoldChange {
  switch (move) {
    case 'grant': return { decidedBy: officer.id, decidedOn: day, isGranted: true }
    case 'refuse': return { decidedBy: officer.id, decidedOn: day, isGranted: false }
    case 'askLift': return { liftReason: reason, liftAskedBy: officer.id }
    case 'lift': return { liftedBy: officer.id, liftedOn: day }
    case 'keepOn': return { liftReason: null, liftAskedBy: null }
  }
}

async function placeOf(tx: Tx, officer: Officer, kind: HoldKind, subjectId: string): Promise<number | undefined> {
  if (kind === 'disclosure') return (await findDisclosureForUpdate(tx, subjectId))?.villageCode
  return await isSeen(tx, officer, subjectId) ? (await getCase(tx, subjectId)).villageCode : undefined
}

export function isReason(reason: string): boolean {
  return [...reason.replace(/\s/gu, '')].length >= 4
}
