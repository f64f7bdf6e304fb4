import { request as askInClear, type IncomingHttpHeaders } from 'node:http'
import { request as askOverTls } from 'node:https'
import { isIP } from 'node:net'
import { connect, type SecureVersion } from 'node:tls'

/** What is asked, and by which authority its certificate must be signed; without one, by those that Node trusts. */
export type Probed = { readonly url: URL; readonly ca?: string | undefined }

/** What came of a handshake; `mistrust` says why the certificate is not to be trusted for this name. */
type Shaken = { readonly mistrust: string | undefined; readonly validTo: Date }
/** Nobody is there, they refuse, or this Node cannot even ask. */
type NotShaken = 'nobody' | 'refused' | 'cannot-ask'

const patience = 10_000 // milliseconds
const nobodys: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'])
const ours: ReadonlySet<string> = new Set(['ERR_SSL_NO_PROTOCOLS_AVAILABLE', 'ERR_SSL_NO_CIPHERS_AVAILABLE', 'ERR_SSL_NO_CIPHER_MATCH'])

/** Suites of TLS 1.2 that nobody should take any more: all but those with a key of their own for each connection (ECDHE, DHE) that encrypt and authenticate in one (GCM, ChaCha20, CCM). */
export const weakSuites = 'ALL:!aNULL:!PSK:!SRP:!ECDHE+AESGCM:!ECDHE+CHACHA20:!DHE+AESGCM:!DHE+CHACHA20:!AESCCM:!ARIAGCM:@SECLEVEL=0'

/**
 * Offers one version of TLS and no other, and of that the usual suites or those that are named. The certificate is looked at and not insisted on, because what is wrong with it is one of the answers; nothing is sent.
 * For versions that nobody should take any more, OpenSSL must be asked to offer the ciphers of their time (`SECLEVEL=0`).
 */
export function shakeHands({ url, ca }: Probed, version: SecureVersion, suites?: string): Promise<Shaken | NotShaken> {
  const host = url.hostname.replace(/^\[|\]$/gu, '')
  const ciphers = suites ?? (version === 'TLSv1' || version === 'TLSv1.1' ? 'DEFAULT@SECLEVEL=0' : undefined)
  return new Promise(resolve => {
    const socket = connect({ host, port: portOf(url), ...(isIP(host) === 0 && { servername: host }), ...(ca !== undefined && { ca }), minVersion: version, maxVersion: version, ...(ciphers !== undefined && { ciphers }), rejectUnauthorized: false })
    const end = (came: Shaken | NotShaken) => {
      resolve(came)
      socket.destroy()
    }
    socket.setTimeout(patience, () => end('nobody'))
    socket.on('error', (cause: NodeJS.ErrnoException) => end(whyNot(cause)))
    socket.once('secureConnect', () => {
      const { authorizationError: mistrust } = socket // an Error to the types, in truth often its code
      end({ mistrust: mistrust ? String(mistrust) : undefined, validTo: new Date(socket.getPeerCertificate().valid_to) })
    })
    socket.once('close', () => end('refused'))
  })
}

function whyNot({ code = '' }: NodeJS.ErrnoException): NotShaken {
  if (ours.has(code)) return 'cannot-ask'
  return nobodys.has(code) ? 'nobody' : 'refused'
}

export type Answered = { readonly status: number; readonly headers: IncomingHttpHeaders }

/** One request without a body and without a secret, answered by its head; nobody is followed anywhere. Undefined where nobody answers. */
export function askOnce({ url, ca }: Probed, method: 'GET' | 'POST' = 'GET'): Promise<Answered | undefined> {
  const ask = url.protocol === 'https:' ? askOverTls : askInClear
  const headers = method === 'GET' ? {} : { 'origin': url.origin, 'sec-fetch-site': 'same-origin', 'content-length': '0' }
  return new Promise(resolve => {
    const sent = ask(url, { method, headers, agent: false, timeout: patience, ...(ca !== undefined && { ca }), rejectUnauthorized: false }, reply => {
      resolve({ status: reply.statusCode ?? 0, headers: reply.headers })
      reply.destroy()
    })
    sent.once('timeout', () => sent.destroy())
    sent.on('error', () => resolve(undefined))
    sent.end()
  })
}

function portOf(url: URL): number {
  return Number(url.port || 443)
}
