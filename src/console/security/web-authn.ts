/** What WebAuthn says as JSON, turned into what browsers take and give: those of offices are too old to do it themselves. */
type Json = Record<string, unknown>

/** Why a browser gave no passkey: it knows none of the sort, or its holder did not go on. */
export type NoPasskey = 'unable' | 'not-done' | 'there-already'

/** Whether this browser knows passkeys at all. */
export function knowsPasskeys(): boolean {
  return typeof PublicKeyCredential === 'function' && typeof navigator.credentials?.get === 'function'
}

/** Has a device make a passkey. */
export async function makePasskey(options: Json): Promise<Json | NoPasskey> {
  const { challenge, user, excludeCredentials, ...rest } = options as { challenge: string; user: { id: string }; excludeCredentials?: { id: string }[] }
  const publicKey = { ...rest, challenge: bytesOf(challenge), user: { ...user, id: bytesOf(user.id) }, excludeCredentials: (excludeCredentials ?? []).map(one => ({ ...one, id: bytesOf(one.id) })) }
  return said(() => navigator.credentials.create({ publicKey: publicKey as unknown as PublicKeyCredentialCreationOptions }), response => {
    const { attestationObject } = response as AuthenticatorAttestationResponse
    return { attestationObject: textOf(attestationObject), transports: (response as Partial<AuthenticatorAttestationResponse>).getTransports?.() ?? [] }
  })
}

/** Has a passkey sign. */
export async function signByPasskey(options: Json): Promise<Json | NoPasskey> {
  const { challenge, ...rest } = options as { challenge: string }
  return said(() => navigator.credentials.get({ publicKey: { ...rest, challenge: bytesOf(challenge) } as PublicKeyCredentialRequestOptions }), response => {
    const { authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse
    return { authenticatorData: textOf(authenticatorData), signature: textOf(signature), ...(userHandle && { userHandle: textOf(userHandle) }) }
  })
}

async function said(ask: () => Promise<Credential | null>, rest: (response: AuthenticatorResponse) => Json): Promise<Json | NoPasskey> {
  if (!knowsPasskeys()) return 'unable'
  try {
    const { id, rawId, type, response } = await ask() as PublicKeyCredential
    return { id, rawId: textOf(rawId), type, clientExtensionResults: {}, response: { clientDataJSON: textOf(response.clientDataJSON), ...rest(response) } }
  } catch (cause) {
    const { name } = cause as Error
    return name === 'InvalidStateError' ? 'there-already' : name === 'SecurityError' || name === 'NotSupportedError' ? 'unable' : 'not-done'
  }
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), char => char.codePointAt(0)!)
}

function textOf(bytes: ArrayBuffer): string {
  return btoa(String.fromCodePoint(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
