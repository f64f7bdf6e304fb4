import { accountRefusal, type AccountAct } from '#rules/policy/accounts.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { endPost, findAccount, lockAccounts, lockPost, noteAccountAct } from '#records/invitations.ts'
import { endAccess, endAccessOfAll, endSessions } from '#records/staff-accounts.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { endDeputyshipsOf } from './deputies.ts'

export type PostRefusal = PolicyRefusal | { readonly code: 'not-found' | 'post-over' | 'reason-missing' }
type Answer = Outcome<{ ended: number }, PostRefusal>

/** Ends a post from today on: nobody gets in by it any more, who is in is out, and what opened the account is gone. */
export function endOfPost(context: Context, officer: Officer, officerId: string, reason: string): Promise<Answer> {
  return changeAccount(context, officer, 'end-post', officerId, async (tx, account, now) => {
    if (!isPostReason(reason)) return refuse({ code: 'reason-missing' })
    await endDeputyshipsOf(context, tx, officerId)
    await endPost(tx, officerId, context.clock.today())
    await noteAccountAct(tx, { officerId, act: 'post-ended', byOfficer: officer.id, at: now, reason: reason.trim() })
    return done({ ended: account.userId === null ? 0 : await endAccess(tx, account.userId, context.clock.today()) })
  })
}

/** The same where a term ran out by itself: with the night. A sweep: twice does no harm. */
export function endRunOutAccess({ db, clock }: Context): Promise<void> {
  return endAccessOfAll(db, clock.today())
}

/** Signs an account out everywhere. */
export function signOutOfAll(context: Context, officer: Officer, officerId: string): Promise<Answer> {
  return changeAccount(context, officer, 'end-sessions', officerId, async (tx, account, now) => {
    await noteAccountAct(tx, { officerId, act: 'signed-out', byOfficer: officer.id, at: now })
    return done({ ended: account.userId === null ? 0 : await endSessions(tx, account.userId) })
  })
}

type Account = NonNullable<Awaited<ReturnType<typeof findAccount>>>

/** Whether words are a reason. */
export function isPostReason(reason: string): boolean {
  return [...reason.replace(/\s/gu, '')].length >= 4
}

/** Changes the account of a post that is held, for who may do so. */
export function changeAccount<Refusal extends { readonly code: string } = PostRefusal>(context: Context, officer: Officer, act: AccountAct, officerId: string, change: (tx: Tx, account: Account, now: Date) => Promise<Outcome<{ ended: number }, Refusal | PostRefusal>>): Promise<Outcome<{ ended: number }, Refusal | PostRefusal>> {
  return inTransaction(context.db, async (tx): Promise<Outcome<{ ended: number }, Refusal | PostRefusal>> => {
    const refusal = accountRefusal(officer, act)
    if (refusal) return refuse(refusal)
    await lockPost(tx, officerId)
    await lockAccounts(tx)
    const account = await findAccount(tx, officerId)
    const barred = account && accountRefusal(officer, act, { officerId, divisionCode: account.divisionCode })
    if (!account || barred?.code === 'out-of-reach') return refuse({ code: 'not-found' })
    if (barred) return refuse(barred)
    return account.activeTo !== null && account.activeTo <= context.clock.today() ? refuse({ code: 'post-over' }) : change(tx, account, new Date(context.clock.now()))
  })
}
