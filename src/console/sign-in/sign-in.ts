import type { Language } from '#text/language.ts'

/** Why signing in failed, in our words. The server never says whether the name or the password was wrong, and neither do we. */
export type SignInFailure = 'wrong' | 'too-many' | 'unusable' | 'unreachable'

/** Signs in with a name and a password; the session comes as a cookie. Returns what failed, if anything. */
export async function signIn(username: string, password: string, language: Language): Promise<SignInFailure | undefined> {
  const headers = { 'content-type': 'application/json', 'accept-language': language }
  const body = JSON.stringify({ username, password })
  try {
    const reply = await fetch('/api/auth/sign-in/username', { method: 'POST', headers, body, signal: AbortSignal.timeout(30_000) })
    // Read to its end even though nothing in it is wanted, or the connection stays taken.
    await reply.text()
    return reply.ok ? undefined : failureOf(reply.status)
  } catch {
    return 'unreachable'
  }
}

function failureOf(status: number): SignInFailure {
  if (status === 429) return 'too-many'
  if (status === 403) return 'unusable'
  return status >= 500 ? 'unreachable' : 'wrong'
}
