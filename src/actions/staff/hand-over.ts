import type { Officer } from '#rules/policy/officer.ts'
import { endPost, noteAccountAct } from '#records/invitations.ts'
import { listSuccessors, moveWork } from '#records/hand-over.ts'
import { endAccess } from '#records/staff-accounts.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { endDeputyshipsOf } from './deputies.ts'
import { changeAccount, isPostReason, type PostRefusal } from './posts.ts'

export type HandOverRefusal = PostRefusal | { readonly code: 'no-successor' | 'successor-wrong' }

/**
 * Ends a post and gives what was at hand to somebody of the same unit and duty, in one act: whoever leaves is out with the commit, and the successor has the work. Who the complaints
 * are about is not asked: a refusal for that would tell the administrators of a complaint. The veto holds for the successor as for everybody, case by case.
 */
export function handOver(context: Context, officer: Officer, officerId: string, { successorId, reason }: { readonly successorId: string; readonly reason: string }): Promise<Outcome<{ ended: number }, HandOverRefusal>> {
  return changeAccount<HandOverRefusal>(context, officer, 'hand-over', officerId, async (tx, account, now) => {
    const today = context.clock.today()
    const able = await listSuccessors(tx, officerId, today)
    if (able.length === 0) return refuse({ code: 'no-successor' })
    if (!able.some(({ id }) => id === successorId)) return refuse({ code: 'successor-wrong' })
    if (!isPostReason(reason)) return refuse({ code: 'reason-missing' })
    await endDeputyshipsOf(context, tx, officerId)
    await endPost(tx, officerId, today)
    await moveWork(tx, officerId, successorId)
    await noteAccountAct(tx, { officerId, act: 'handed-over', byOfficer: officer.id, at: now, reason: reason.trim() })
    return done({ ended: account.userId === null ? 0 : await endAccess(tx, account.userId, today) })
  })
}
