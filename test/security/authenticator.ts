import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'

type Asked = { readonly challenge: string; readonly rp?: { readonly id: string }; readonly rpId?: string; readonly user?: { readonly id: string } }
/** What may be false about it: where the page was opened, whether the holder was asked, how far the counter has come. */
type False = { readonly origin?: string; readonly isHolderAsked?: boolean; readonly counter?: number }

/** A passkey without a device: makes and signs as WebAuthn says, on P-256 or by RSA, and lies where it is told to. */
export class Authenticator {
  readonly id = randomBytes(32)
  counter = 0
  /** Of the key, as a platform keeps it. */
  publicKey: Buffer = Buffer.alloc(0)
  readonly #rsaBits: number | undefined
  #key: KeyObject | undefined
  #user = ''

  constructor(rsaBits?: number) {
    this.#rsaBits = rsaBits
  }

  make(asked: Asked, { origin = 'http://localhost', isHolderAsked = true }: False = {}): Record<string, unknown> {
    this.#user = asked.user!.id
    this.publicKey = this.#rsaBits === undefined ? this.#onCurve() : this.#byRsa(this.#rsaBits)
    const length = Buffer.from([0, this.id.length])
    const data = Buffer.concat([this.#data(asked.rp!.id, 0x40 | (isHolderAsked ? 5 : 1), 0), Buffer.alloc(16), length, this.id, this.publicKey])
    const attestation = Buffer.concat([Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'), Buffer.from([data.length >> 8, data.length & 255]), data])
    return this.#said({ clientDataJSON: this.#client('webauthn.create', asked.challenge, origin).toString('base64url'), attestationObject: attestation.toString('base64url'), transports: ['internal'] })
  }

  sign(asked: Asked, { origin = 'http://localhost', isHolderAsked = true, counter = ++this.counter }: False = {}): Record<string, unknown> {
    const client = this.#client('webauthn.get', asked.challenge, origin)
    const data = this.#data(asked.rpId!, isHolderAsked ? 5 : 1, counter)
    const signature = createSign('sha256').update(data).update(createHash('sha256').update(client).digest()).sign(this.#key!)
    return this.#said({ clientDataJSON: client.toString('base64url'), authenticatorData: data.toString('base64url'), signature: signature.toString('base64url'), userHandle: this.#user })
  }

  #onCurve(): Buffer {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.#key = privateKey
    const { x, y } = publicKey.export({ format: 'jwk' })
    return Buffer.concat([Buffer.from('a5010203262001215820', 'hex'), Buffer.from(x!, 'base64url'), Buffer.from('225820', 'hex'), Buffer.from(y!, 'base64url')])
  }

  #byRsa(bits: number): Buffer {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits })
    this.#key = privateKey
    const { n, e } = publicKey.export({ format: 'jwk' })
    return Buffer.concat([Buffer.from('a401030339010020', 'hex'), Buffer.from([0x59, bits >> 11, (bits >> 3) & 255]), Buffer.from(n!, 'base64url'), Buffer.from('2143', 'hex'), Buffer.from(e!, 'base64url')])
  }

  #said(response: object): Record<string, unknown> {
    const id = this.id.toString('base64url')
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response }
  }

  #client(type: string, challenge: string, origin: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  }

  #data(rpId: string, flags: number, counter: number): Buffer {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), count])
  }
}
