import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { provider } from './provider.ts'

/** Every ciphertext says how it was made, so that a national-algorithm suite can stand beside this one. */
export const sealingSuite = `${provider.suite}/age`

/** Seals to every key. Nobody without one of them can open it, this program included. */
export function seal(recipients: readonly string[], plain: string | Uint8Array): Promise<Buffer> {
  return provider.seal(recipients, plain)
}

/** Throws an Error of one sentence: better at the start than at the first sealed word. */
export function insistOnRecipient(recipient: string, variable: string): void {
  try {
    provider.insistOnRecipient(recipient)
  } catch (cause) {
    throw new Error(`${variable} holds ${recipient.slice(0, 12)}…, which is no age recipient: give addresses that begin with age1`, { cause })
  }
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

/** A pair for trying the program out, made in `folder` when it is first asked for. */
export async function trialRecipient(folder: string, name: string): Promise<string> {
  const file = join(folder, name)
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(file, (await provider.makeIdentity()) + '\n', { mode: 0o600, flag: 'wx' })
  }
  return provider.recipientOf(readFileSync(file, 'utf8').trim())
}
