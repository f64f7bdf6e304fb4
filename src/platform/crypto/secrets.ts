import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Keys that live outside the database. All are derived from one 32-byte master that only this program's user can read.
 * As key objects, because turning raw bytes into a key costs more than the HMAC itself.
 */
export type Secrets = {
  /** Makes receipt codes and their stored HMAC. */
  readonly receiptPepper: KeyObject
  /** Blurs the sources of requests for rate limits. */
  readonly sourceKey: KeyObject
  /** Wraps the keys of cases. */
  readonly wrappingKey: KeyObject
  /** Signs what forms carry, and hashes request bodies for idempotency. */
  readonly formKey: KeyObject
  /** Recognises a finding again without keeping what was found. */
  readonly findingKey: KeyObject
  /** Recognises a payee by village, name and six digits without keeping them. */
  readonly payeeKey: KeyObject
  /** Recognises a resident who signs in again without keeping the number or the WeChat id. */
  readonly residentKey: KeyObject
  /** Signs staff sessions. */
  readonly sessionKey: Uint8Array
}

/** Takes SECRET_KEY (64 hex digits), else the master in `folder`, which the first start makes. */
export function loadSecrets(folder: string, given: string | undefined): Secrets {
  const master = given ? fromHex(given) : fromFile(folder)
  const derive = (purpose: string) => new Uint8Array(hkdfSync('sha256', master, '', `yidiantong ${purpose} v1`, 32))
  return {
    receiptPepper: createSecretKey(derive('receipt pepper')),
    sourceKey: createSecretKey(derive('source key')),
    wrappingKey: createSecretKey(derive('wrapping key')),
    formKey: createSecretKey(derive('form key')),
    findingKey: createSecretKey(derive('finding key')),
    payeeKey: createSecretKey(derive('payee key')),
    residentKey: createSecretKey(derive('resident key')),
    sessionKey: derive('session key'),
  }
}

function fromHex(text: string): Buffer {
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new Error('SECRET_KEY must be 64 hex digits: make one with `openssl rand -hex 32`')
  return Buffer.from(text, 'hex')
}

function fromFile(folder: string): Buffer {
  const file = join(folder, 'master-key')
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  }
  return fromHex(readFileSync(file, 'utf8').trim())
}

/** HMAC-SHA256. */
export function hmac(key: KeyObject, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const mac = createHmac('sha256', key)
  for (const part of parts) mac.update(part)
  return mac.digest()
}
