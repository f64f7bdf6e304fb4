import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isIPv4 } from 'node:net'

/** A certificate and its key, as files hold them. */
export type Certified = { readonly certificate: string; readonly key: string }
/** Who it is for: a name, and where it is a server's the host or address it is reached by. `days` until its time is over; below nought it is over. */
export type Wanted = { readonly name: string; readonly host?: string; readonly days?: number }
export type Authority = { readonly certificate: string; issue(wanted: Wanted): Certified }

/**
 * An authority of the test alone (X.509, ECDSA on P-256 with SHA-256; RFC 5280). Written out because Node makes no certificates and a bare system has no openssl.
 */
export function makeAuthority(name: string): Authority {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const isAuthority = extension('551d13', sequence(yes), yes)
  return {
    certificate: certificateOf({ name }, name, publicKey, privateKey, isAuthority),
    issue(wanted) {
      const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const hosts = wanted.host === undefined ? [] : [extension('551d11', sequence(hostOf(wanted.host)))]
      return { certificate: certificateOf(wanted, name, own.publicKey, privateKey, ...hosts), key: String(own.privateKey.export({ type: 'pkcs8', format: 'pem' })) }
    },
  }
}

function certificateOf({ name, days = 1 }: Wanted, issuer: string, publicKey: KeyObject, signer: KeyObject, ...extensions: Buffer[]): string {
  const algorithm = sequence(identifier('2a8648ce3d040302')) // ecdsa-with-SHA256
  const version = der(0xa0, der(0x02, Buffer.from([2])))
  const serial = der(0x02, Buffer.from([0x40]), randomBytes(8))
  const times = sequence(time(Math.min(days, 0) - 1), time(days))
  const said = sequence(version, serial, algorithm, called(issuer), times, called(name), publicKey.export({ type: 'spki', format: 'der' }), der(0xa3, sequence(...extensions)))
  const whole = sequence(said, algorithm, der(0x03, Buffer.from([0]), sign('sha256', said, signer)))
  return `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----\n`
}

/** One value of DER: what it is, how long, and its bytes. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return der(0x30, ...parts)
}

function identifier(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'))
}

function called(name: string): Buffer {
  return sequence(der(0x31, sequence(identifier('550403'), der(0x0c, Buffer.from(name))))) // commonName
}

function time(inDays: number): Buffer {
  const digits = new Date(Date.now() + inDays * 86_400_000).toISOString().replaceAll(/\D/g, '')
  return der(0x17, Buffer.from(`${digits.slice(2, 14)}Z`))
}

function hostOf(host: string): Buffer {
  return isIPv4(host) ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host))
}

function extension(hex: string, value: Buffer, ...critical: readonly Buffer[]): Buffer {
  return sequence(identifier(hex), ...critical, der(0x04, value))
}

const yes = der(0x01, Buffer.from([0xff]))
