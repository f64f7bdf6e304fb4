import { generateKeyPairSync, sign } from 'node:crypto'
import { isIPv4 } from 'node:net'

/** A certificate that signs itself, as PEM, with its key: for servers of a test, which trusts it or does not. */
export function selfSigned(name: string, from: Date, to: Date): { readonly cert: string; readonly key: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const signedBy = sequence(oid('2a8648ce3d040302')) // ecdsa-with-SHA256
  const subject = sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))))
  const alternative = isIPv4(name) ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name))
  const extensions = der(0xa3, sequence(sequence(oid('551d11'), der(0x04, sequence(alternative)))))
  const told = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), der(0x02, Buffer.from([1])), signedBy, subject, sequence(instant(from), instant(to)), subject,
    publicKey.export({ type: 'spki', format: 'der' }), extensions,
  )
  const whole = sequence(told, signedBy, der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', told, privateKey)])))
  return { cert: `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replace(/.{64}/gu, '$&\n')}\n-----END CERTIFICATE-----\n`, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

/** One value of DER (X.690): what it is, how long, and its bytes. */
function der(tag: number, content: Buffer): Buffer {
  const { length } = content
  const head = length < 0x80 ? [tag, length] : length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from(head), content])
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts))
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'))
}

function instant(at: Date): Buffer {
  return der(0x18, Buffer.from(at.toISOString().replace(/[-:T]|\.\d+/gu, '')))
}
