import type { Language } from '#text/language.ts'
import { call } from '../client.ts'
import { signByPasskey, type NoPasskey } from '../security/web-authn.ts'

/** Why signing in failed, in our words. The server never says whether the name or the password was wrong, and neither do we. */
export type SignInFailure = 'wrong' | 'wrong-code' | 'wrong-passkey' | 'weak-passkey' | NoPasskey | 'over' | 'too-many' | 'unusable' | 'unreachable'
/** What came of it: in, a second step, or what failed. */
export type SignedIn = 'in' | 'second-step' | { readonly failure: SignInFailure }

/** Signs in with a name and a password; the session comes as a cookie. */
export function signIn(username: string, password: string, language: Language): Promise<SignedIn> {
  return knock('sign-in/username', { username, password }, language)
}

/** The second step: a code of the authenticator, or one of the recovery codes. */
export function enterCode(code: string, isRecovery: boolean, language: Language): Promise<SignedIn> {
  return knock(isRecovery ? 'two-factor/verify-backup-code' : 'two-factor/verify-totp', { code: isRecovery ? code : code.replaceAll(/\s/g, '') }, language)
}

/** Signs in with a passkey of this device: both steps at once. */
export async function enterByPasskey(language: Language): Promise<SignedIn> {
  const asked = await call('POST /api/v1/passkeys/options', {}, { language }).catch(() => undefined)
  if (!asked) return { failure: 'unreachable' }
  const response = await signByPasskey(asked.options)
  return typeof response === 'string' ? { failure: response } : knock('passkey', { response }, language)
}

async function knock(door: string, body: object, language: Language): Promise<SignedIn> {
  const headers = { 'content-type': 'application/json', 'accept-language': language }
  try {
    const reply = await fetch(`/api/auth/${door}`, { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(30_000) })
    const said = await reply.json().catch(() => ({})) as { twoFactorRedirect?: boolean; code?: string }
    if (!reply.ok) return { failure: failureOf(reply.status, said.code) }
    return said.twoFactorRedirect ? 'second-step' : 'in'
  } catch {
    return { failure: 'unreachable' }
  }
}

function failureOf(status: number, code: string | undefined): SignInFailure {
  if (code === 'code-wrong') return 'wrong-code'
  if (code === 'passkey-wrong') return 'wrong-passkey'
  if (code === 'passkey-weak') return 'weak-passkey'
  if (code === 'step-over') return 'over'
  if (status === 429) return 'too-many'
  if (status === 403) return 'unusable'
  return status >= 500 ? 'unreachable' : 'wrong'
}
