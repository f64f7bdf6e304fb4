import { accountRefusal } from '#rules/policy/accounts.ts'
import { listCountyOf, type Officer } from '#rules/policy/officer.ts'
import { findGrantedSetup, listUnusedOf, listUsedOf, setHalf } from '#records/county-setup.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { endHeadsOf, endPost, lockAccounts, noteAccountAct, setEnded } from '#records/invitations.ts'
import { lockOrganisation } from '#records/unit-heads.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { hashOfHalf, newHalf } from './invitations.ts'
import { isPostReason } from './posts.ts'
import type { SetUpRefusal, ToldHalf } from './set-up.ts'

type Refusal = SetUpRefusal | { readonly code: 'reason-missing' }
export type TakenBack = { readonly ended: number; readonly left: readonly { readonly name: string; readonly unit: string }[] }

/**
 * Takes back a set-up that was granted, as far as nobody used it: invitations, posts that nobody ever held, and who would head a unit. Whoever has signed in stays and is named; units stay, because what was
 * written about them would point nowhere. It only takes away, so either administrator does it.
 */
export function takeBackSetUp(context: Context, officer: Officer, id: string, reason: string): Promise<Outcome<TakenBack, Refusal>> {
  return withGranted(context, officer, 'withdraw', id, async (tx, now) => {
    if (!isPostReason(reason)) return refuse({ code: 'reason-missing' })
    await lockOrganisation(tx)
    const today = context.clock.today()
    const unused = await listUnusedOf(tx, id)
    for (const { id: invitationId, officerId } of unused) {
      await setEnded(tx, invitationId, 'withdrawn', now)
      await endHeadsOf(tx, officerId, { validTo: today, endedBy: officer.id, endReason: reason.trim() })
      await endPost(tx, officerId, today)
      await noteAccountAct(tx, { officerId, act: 'withdrawn', byOfficer: officer.id, at: now, reason: reason.trim() })
    }
    return done({ ended: unused.length, left: (await listUsedOf(tx, id)).map(({ name, unit }) => ({ name, unit })) })
  })
}

/** Tells the halves of codes anew whose slips were lost: who asks for accounts the first halves, who grants them the second. What was told before opens nothing any more. */
export function renewHalves(context: Context, officer: Officer, id: string): Promise<Outcome<{ which: 'first' | 'second'; halves: ToldHalf[] }, Refusal>> {
  const which = officer.role === 'system-admin' ? 'first' : 'second'
  return withGranted(context, officer, which === 'first' ? 'ask' : 'grant', id, async (tx, now) => {
    const halves: ToldHalf[] = []
    for (const { id: invitationId, name, username, unit, expiresAt } of await listUnusedOf(tx, id)) {
      if (expiresAt <= now) continue
      const half = newHalf()
      await setHalf(tx, invitationId, which, hashOfHalf(context, half))
      halves.push({ name, username, unit, half })
    }
    return done({ which, halves })
  })
}

function withGranted<Value>(context: Context, officer: Officer, act: 'ask' | 'grant' | 'withdraw', id: string, work: (tx: Tx, now: Date) => Promise<Outcome<Value, Refusal>>): Promise<Outcome<Value, Refusal>> {
  return inTransaction(context.db, async (tx): Promise<Outcome<Value, Refusal>> => {
    const forbidden = accountRefusal(officer, act)
    if (forbidden) return refuse(forbidden)
    await lockAccounts(tx)
    const now = new Date(context.clock.now())
    const granted = await findGrantedSetup(tx, listCountyOf(officer), now, id)
    return granted ? work(tx, now) : refuse({ code: 'not-found' })
  })
}
