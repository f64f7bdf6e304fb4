import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'

/** Every ciphertext says how it was made, so that a national-algorithm suite can stand beside this one. */
export const sealingSuite = 'intl-1/age'

/** Seals text to every custodian. Nobody without one of their keys can open it, this program included. */
export async function seal(recipients: readonly string[], text: string | Uint8Array): Promise<Buffer> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return Buffer.from(await encrypter.encrypt(text))
}

/** Whether these bytes begin as a sealed text does and have something in them. Nobody here can tell more. */
export function isSealed(bytes: Buffer): boolean {
  return bytes.length > 200 && bytes.subarray(0, 22).toString('latin1') === 'age-encryption.org/v1\n' && bytes.includes('-> X25519 ')
}

/** Throws an Error of one sentence: better at the start than at the first named complaint. */
function insistOnRecipient(recipient: string, variable = 'VAULT_RECIPIENTS'): void {
  try {
    new Encrypter().addRecipient(recipient)
  } catch (cause) {
    throw new Error(`${variable} holds ${recipient.slice(0, 12)}…, which is no age recipient: give addresses that begin with age1`, { cause })
  }
}

/**
 * The custodians' recipients: as configured, else a pair made in `folder` on the first start.
 * Such a pair is for trying the program out: a real county makes its keys off line and configures only the recipients.
 */
export async function loadRecipients(configured: readonly string[], folder: string): Promise<readonly string[]> {
  for (const recipient of configured) insistOnRecipient(recipient)
  if (configured.length > 0) return configured
  return [await trialRecipient(folder, 'custodian.age-identity')]
}

/** The age recipients of each discipline body, by its division code. */
export type BodyRecipients = ReadonlyMap<number, readonly string[]>

/**
 * The discipline bodies that take confidential reports here: as configured (`340522000000=age1…`), else, for trying the program out, a pair
 * made in `folder` for each of `trial`. A real body makes its keys off line; this program never holds the half that opens.
 */
export async function loadBodyRecipients(configured: readonly string[], folder: string, trial: readonly number[]): Promise<BodyRecipients> {
  const bodies = new Map<number, readonly string[]>()
  for (const line of configured) {
    const [, code, recipient] = /^(\d{12})=(\S+)$/.exec(line) ?? []
    if (!code || !recipient) throw new Error(`TIP_RECIPIENTS holds ${line.slice(0, 16)}…: give a 12-digit code, an equals sign and an age recipient`)
    insistOnRecipient(recipient, 'TIP_RECIPIENTS')
    bodies.set(Number(code), [...bodies.get(Number(code)) ?? [], recipient])
  }
  if (configured.length === 0) for (const code of trial) bodies.set(code, [await trialRecipient(folder, `reports-${code}.age-identity`)])
  return bodies
}

async function trialRecipient(folder: string, name: string): Promise<string> {
  const file = join(folder, name)
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(file, (await generateX25519Identity()) + '\n', { mode: 0o600, flag: 'wx' })
  }
  return identityToRecipient(readFileSync(file, 'utf8').trim())
}
