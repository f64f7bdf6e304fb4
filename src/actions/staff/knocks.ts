import type { AuditAct } from '#rules/audit/acts.ts'
import type { AccountNotice } from '#rules/policy/account-notices.ts'
import { insertEntries } from '#records/audit.ts'
import { inTransaction } from '#records/database.ts'
import { findOfficerByUser } from '#records/officers.ts'
import { AuditUnwritten } from '../audit.ts'
import type { Context } from '../context.ts'
import { tellHolder } from './notices.ts'

/** Somebody at the door of an account, and what came of it. Nothing of what was typed is in it. */
export type Knock = {
  readonly act: Extract<AuditAct, 'enterPassword' | 'enterCode' | 'enterRecoveryCode' | 'enterPasskey' | 'enterProvider' | 'linkProvider' | 'signOut' | 'acceptInvitation'>
  /** The account; undefined where there is none of that name. */
  readonly userId: string | undefined
  readonly outcome: string
  /** The session that was begun or ended, as a keyed hash. */
  readonly session?: string | undefined
  /** Whether the next try has to wait. */
  readonly isSlowed?: boolean
  readonly notices?: readonly AccountNotice[]
}

const wrong: ReadonlySet<string> = new Set(['wrong-credentials', 'code-wrong', 'passkey-wrong', 'invitation-wrong'])

/** Writes who came in, went out or stayed outside into the audit, and tells the holder what is odd. One who stayed outside is not the holder: the entry is about the account, and nobody's. */
export async function noteKnock(context: Context, { act, userId, outcome, session, isSlowed = false, notices = [] }: Knock): Promise<void> {
  await inTransaction(context.db, async tx => {
    const post = userId === undefined ? undefined : await findOfficerByUser(tx, userId, context.clock.today())
    const about = { at: new Date(context.clock.now()), subjectKind: 'account', subjectId: post?.id, placeCode: post?.reach.low, session } as const
    const isHolder = post !== undefined && (outcome === 'done' || outcome === 'second-step-due')
    await insertEntries(tx, [
      { ...about, act, outcome, officer: isHolder ? { id: post.id, role: post.role, placeCode: post.reach.low } : undefined },
      ...isSlowed ? [{ ...about, act: 'beSlowed' as const, outcome: 'slow-down' }] : [],
    ]).catch((cause: unknown) => { throw new AuditUnwritten(cause) })
    if (userId === undefined) return
    for (const notice of [...notices, ...wrong.has(outcome) ? ['wrong-tries' as const] : []]) await tellHolder(context, tx, userId, notice)
  })
}
