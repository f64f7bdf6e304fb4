import { randomUUID } from 'node:crypto'
import type { SignInRules } from '#rules/policy/sign-in.ts'
import { inTransaction, type Db, type Tx } from '#records/database.ts'
import { findAccount, findGrantedForUpdate, insertUser, noteAccountAct, setEnded, setHolder } from '#records/invitations.ts'
import { endSessions, findUserByName, removeFactors, setPassword } from '#records/staff-accounts.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import type { SignIn } from '../sign-in.ts'
import { isHalf } from './invitations.ts'
import { noteKnock } from './knocks.ts'
import { tellHolder } from './notices.ts'
import { keptOf, weaknessOf, type WeakPassword } from './password.ts'

export type AcceptRefusal = { readonly code: 'invitation-wrong' } | WeakPassword
export type Accepting = { readonly username: string; readonly first: string; readonly second: string; readonly password: string }

/** The invited person comes with both halves and chooses a password that nobody else ever knew. For an account that starts anew, old sessions and second factors are gone. Whatever came of it is one transaction with its entry in the audit. */
export function acceptInvitation(context: Context, signIn: SignIn, rules: SignInRules, asked: Accepting): Promise<Outcome<{ username: string }, AcceptRefusal>> {
  return inTransaction(context.db, async tx => {
    const accepted = await accept(context, tx, signIn, rules, asked)
    // A password that is too weak is no attempt on the account: it is chosen anew on the same page.
    if (accepted.ok || accepted.refusal.code === 'invitation-wrong') await noteKnock({ ...context, db: tx as Db }, { act: 'acceptInvitation', userId: await findUserByName(tx, asked.username), outcome: accepted.ok ? 'done' : accepted.refusal.code })
    return accepted
  })
}

async function accept(context: Context, tx: Tx, signIn: SignIn, rules: SignInRules, { username, first, second, password }: Accepting): Promise<Outcome<{ username: string }, AcceptRefusal>> {
  const auth = await signIn.$context
  const now = new Date(context.clock.now())
  const invitation = await findGrantedForUpdate(tx, username.trim().toLowerCase(), now)
  if (!invitation || !isHalf(context, first, invitation.firstHash) || !isHalf(context, second, invitation.secondHash)) return refuse({ code: 'invitation-wrong' })
  const post = await findAccount(tx, invitation.officerId)
  if (!post || (post.activeTo !== null && post.activeTo <= context.clock.today())) return refuse({ code: 'invitation-wrong' })
  const weak = await weaknessOf(context, signIn, rules, { password, username: invitation.username, name: invitation.name, office: { officerId: post.id }, ...(post.userId !== null && { userId: post.userId }) })
  if (weak) return refuse(weak)
  const userId = post.userId ?? randomUUID()
  if (post.userId === null) {
    await insertUser(tx, { id: userId, name: invitation.name, username: invitation.username })
    await setHolder(tx, post.id, userId)
  }
  await removeFactors(tx, userId)
  await endSessions(tx, userId)
  await setPassword(tx, userId, await auth.password.hash(password), now, keptOf(rules))
  await tellHolder(context, tx, userId, 'started-anew')
  await setEnded(tx, invitation.id, 'used', now)
  await noteAccountAct(tx, { officerId: post.id, act: 'accepted', byOfficer: null, at: now })
  return done({ username: invitation.username })
}
