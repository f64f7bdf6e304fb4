import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'

/** Every ciphertext says how it was made, so that a national-algorithm suite can stand beside this one. */
export const sealingSuite = 'intl-1/age'

/** Seals text to every custodian. Nobody without one of their keys can open it, this program included. */
export async function seal(recipients: readonly string[], text: string): Promise<Buffer> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return Buffer.from(await encrypter.encrypt(text))
}

/** Throws an Error of one sentence: better at the start than at the first named complaint. */
function insistOnRecipient(recipient: string): void {
  try {
    new Encrypter().addRecipient(recipient)
  } catch (cause) {
    throw new Error(`VAULT_RECIPIENTS holds ${recipient.slice(0, 12)}…, which is no age recipient: give addresses that begin with age1`, { cause })
  }
}

/**
 * The custodians' recipients: as configured, else a pair made in `folder` on the first start.
 * Such a pair is for trying the program out: a real county makes its keys off line and configures only the recipients.
 */
export async function loadRecipients(configured: readonly string[], folder: string): Promise<readonly string[]> {
  for (const recipient of configured) insistOnRecipient(recipient)
  if (configured.length > 0) return configured
  const file = join(folder, 'custodian.age-identity')
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(file, (await generateX25519Identity()) + '\n', { mode: 0o600, flag: 'wx' })
  }
  return [await identityToRecipient(readFileSync(file, 'utf8').trim())]
}
