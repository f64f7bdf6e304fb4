import { deviceOf, type Device } from '#rules/policy/device-name.ts'
import { isSessionOver, type SessionTimes, type SignInRules } from '#rules/policy/sign-in.ts'
import { endSession, listSessions, noteSeen } from '#records/staff-accounts.ts'
import type { Context } from '../context.ts'
import type { SignIn } from '../sign-in.ts'

/** Who holds the session that a request came with. */
export type Session = SessionTimes & { readonly id: string; readonly userId: string; readonly username: string; readonly name: string; readonly hasCodes: boolean; readonly twoFactors: boolean; readonly network: string | null; readonly deputyshipId: string | null }

const minute = 60_000

/** The session of a cookie, if it is alive; one that has come to its end is ended. Being asked for is being used. */
export async function findSession(context: Context, signIn: SignIn, rules: SignInRules, cookie: string): Promise<Session | undefined> {
  const found = await signIn.api.getSession({ headers: new Headers({ cookie }) })
  if (!found) return undefined
  const { session: { id, startedAt, seenAt, provedAt, network, twoFactors, deputyshipId }, user } = found
  const [now, at] = [context.clock.now(), (date: Date | null | undefined) => date?.getTime() ?? 0]
  const session = { id, userId: user.id, username: user.username ?? '', name: user.name, hasCodes: user.twoFactorEnabled === true, twoFactors: twoFactors === true, network: network ?? null, deputyshipId: deputyshipId ?? null, startedAt: at(startedAt), seenAt: at(seenAt), provedAt: at(provedAt) }
  if (isSessionOver(rules, session, now)) {
    await endSession(context.db, session.userId, id)
    return undefined
  }
  if (now - session.seenAt > minute) await noteSeen(context.db, id, new Date(now))
  return session
}

/** A session as its holder sees it: where it is, no nearer than whether in the same network. */
export type SeenSession = { readonly id: string; readonly isThis: boolean; readonly isSameNetwork: boolean; readonly startedAt: Date; readonly seenAt: Date; readonly device: Device }

/** The living sessions of an account. */
export async function sessionsOf(context: Context, rules: SignInRules, session: Session): Promise<SeenSession[]> {
  const now = context.clock.now()
  const rows = await listSessions(context.db, session.userId, { startedAt: new Date(now - rules.longestHours * 60 * minute), seenAt: new Date(now - rules.idleMinutes * minute) })
  return rows.map(({ id, startedAt, seenAt, userAgent, network }) => ({ id, isThis: id === session.id, isSameNetwork: network !== null && network === session.network, startedAt, seenAt, device: deviceOf(userAgent ?? '') }))
}
