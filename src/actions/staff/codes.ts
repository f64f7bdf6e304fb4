import { inTransaction } from '#records/database.ts'
import { joining } from '#records/joining.ts'
import { forgetShownFactors, removeAuthenticator, setRecoveryCodes } from '#records/staff-accounts.ts'
import { withEntry, type Trail } from '../audit.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { hashOf, newRecoveryCodes, type SignIn } from '../sign-in.ts'
import { tellHolder } from './notices.ts'
import { passwordRefusal } from './prove.ts'
import type { Session } from './sessions.ts'

export type CodesRefusal = { readonly code: 'password-wrong' | 'codes-set-up' | 'not-found' } | { readonly code: 'slow-down'; readonly seconds: number }
type Begun = { readonly address: string; readonly secret: string; readonly recoveryCodes: string[] }

/** Begins to set up an authenticator, in one transaction with its entry in the audit. Until a code of it was entered it opens nothing, and may be begun anew. */
export async function startCodes(context: Context, signIn: SignIn, session: Session, asked: { readonly password: string; readonly cookie: string }, trail?: Trail): Promise<Outcome<Begun, CodesRefusal>> {
  const refusal = session.hasCodes ? { code: 'codes-set-up' as const } : await passwordRefusal(context, signIn, session, asked.password)
  return withEntry(context, trail, async inner => refusal ? refuse(refusal) : begin(inner, signIn, asked))
}

async function begin({ db }: Context, signIn: SignIn, { password, cookie }: { readonly password: string; readonly cookie: string }): Promise<Outcome<Begun, CodesRefusal>> {
  const begun = await inTransaction(db, tx => joining(tx, () => signIn.api.enableTwoFactor({ headers: new Headers({ cookie }), body: { password, method: 'totp' } })))
  if (begun.method !== 'totp') throw new Error('another second factor was set up than asked for')
  // The placeholder address that better-auth wants is nothing a person should see in the authenticator.
  const address = begun.totpURI.replace(/%40staff\.invalid|@staff\.invalid/, '')
  return done({ address, secret: new URL(address).searchParams.get('secret') ?? '', recoveryCodes: begun.backupCodes })
}

/** Switches the authenticator of an account off. */
export function removeCodes(context: Context, session: Session): Promise<Outcome<object, CodesRefusal>> {
  return inTransaction(context.db, async tx => {
    await removeAuthenticator(tx, session.userId)
    await forgetShownFactors(tx, session.userId)
    await tellHolder(context, tx, session.userId, 'codes-off')
    return done({})
  })
}

/** Makes new recovery codes. */
export async function renewRecoveryCodes(context: Context, session: Session): Promise<Outcome<{ recoveryCodes: string[] }, CodesRefusal>> {
  const codes = newRecoveryCodes()
  return inTransaction(context.db, async (tx): Promise<Outcome<{ recoveryCodes: string[] }, CodesRefusal>> => {
    if (!await setRecoveryCodes(tx, session.userId, JSON.stringify(codes.map(hashOf)))) return refuse({ code: 'not-found' })
    await tellHolder(context, tx, session.userId, 'recovery-renewed')
    return done({ recoveryCodes: codes })
  })
}
