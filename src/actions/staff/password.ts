import { placesAbove } from '#rules/divisions/division-code.ts'
import { bareName, officeWords } from '#rules/policy/password-words.ts'
import { passwordProblem, type PasswordProblem } from '#rules/policy/password.ts'
import type { PasswordProfile, SignInRules } from '#rules/policy/sign-in.ts'
import { loadCharacters, spellingsOf } from '#platform/chinese.ts'
import { openCommonPasswords } from '#platform/common-passwords.ts'
import { inTransaction } from '#records/database.ts'
import { listDivisionNames } from '#records/divisions.ts'
import { listOfficesOf } from '#records/officers.ts'
import { endSessions, findPassword, listFormerPasswords, setPassword } from '#records/staff-accounts.ts'
import { withEntry, type Trail } from '../audit.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import type { SignIn } from '../sign-in.ts'
import { tellHolder } from './notices.ts'
import { passwordRefusal } from './prove.ts'
import type { Session } from './sessions.ts'

export type PasswordRefusal = { readonly code: 'password-wrong' } | { readonly code: 'slow-down'; readonly seconds: number } | WeakPassword
type Change = { readonly current: string; readonly next: string }
export type WeakPassword = { readonly code: 'password-weak'; readonly problem: PasswordProblem }

// The one in use, and where the assessors ask for it the five before it.
const remembered = { usual: 1, mlps3: 6 } as const satisfies Record<PasswordProfile, number>

/** How many passwords of an account are remembered, so that they are not used again. */
export function keptOf(rules: SignInRules): number {
  return remembered[rules.passwords]
}

/** Sets another password, in one transaction with its entry in the audit. Every other session of the account ends: whoever knew the old one is out. */
export async function changePassword(context: Context, signIn: SignIn, rules: SignInRules, session: Session, asked: Change, trail?: Trail): Promise<Outcome<{ ended: number }, PasswordRefusal>> {
  // Looked at and hashed before the transaction: that takes half a second, in which nothing is held.
  const hashed = await hashOfNext(context, signIn, rules, session, asked)
  return withEntry(context, trail, async inner => hashed.ok ? setNext(inner, rules, session, hashed.value) : hashed)
}

async function hashOfNext(context: Context, signIn: SignIn, rules: SignInRules, session: Session, { current, next }: Change): Promise<Outcome<string, PasswordRefusal>> {
  const refusal = await passwordRefusal(context, signIn, session, current)
  if (refusal) return refuse(refusal)
  const weak = await weaknessOf(context, signIn, rules, { password: next, username: session.username, name: session.name, userId: session.userId, office: { userId: session.userId } })
  if (weak) return refuse(weak)
  const auth = await signIn.$context
  return done(await auth.password.hash(next))
}

function setNext(context: Context, rules: SignInRules, session: Session, hash: string): Promise<Outcome<{ ended: number }, PasswordRefusal>> {
  return inTransaction(context.db, async tx => {
    await setPassword(tx, session.userId, hash, new Date(context.clock.now()), keptOf(rules))
    await tellHolder(context, tx, session.userId, 'password-changed')
    return done({ ended: await endSessions(tx, session.userId, session.id) })
  })
}

/** A password that somebody chose for an account: of a post that is taken up, or of the holder of one. */
type Chosen = { readonly password: string; readonly username: string; readonly name: string; readonly userId?: string; readonly office: Parameters<typeof listOfficesOf>[1] }

/** Why a password is not taken for an account, if so. With `userId`, its former passwords are compared too. */
export async function weaknessOf(context: Context, signIn: SignIn, rules: SignInRules, { password, username, name, userId, office }: Chosen): Promise<WeakPassword | undefined> {
  const problem = passwordProblem(password, { username, name, words: await wordsOf(context, office), profile: rules.passwords, isCommon: await openCommonPasswords() }) ?? (await context.breachedPasswords?.(password) ? 'breached' : undefined)
  if (problem) return { code: 'password-weak', problem }
  if (userId === undefined) return undefined
  const auth = await signIn.$context
  const inUse = (await findPassword(context.db, userId))?.hash
  for (const hash of new Set([...inUse === undefined ? [] : [inUse], ...await listFormerPasswords(context.db, userId, keptOf(rules))])) {
    if (await auth.password.verify({ hash, password })) return { code: 'password-weak', problem: 'used-before' }
  }
  return undefined
}

async function wordsOf({ db }: Context, of: Chosen['office']): Promise<string[]> {
  const offices = await listOfficesOf(db, of)
  const names = await listDivisionNames(db, offices.flatMap(({ divisionCode }) => placesAbove(divisionCode)))
  const named = (codes: readonly number[]) => codes.flatMap(code => names.get(code) ?? [])
  await loadCharacters()
  return offices.flatMap(({ unit, divisionCode, role }) => {
    const places = placesAbove(divisionCode)
    return officeWords({ unit, role, places: named(places), spellings: named(places.slice(0, 2)).flatMap(name => spellingsOf(bareName(name))) })
  })
}
