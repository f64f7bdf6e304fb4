import { readFileSync, writeFileSync } from 'node:fs'
import { CannotStart } from '#platform/cannot-start.ts'
import { provider } from '#platform/crypto/provider.ts'
import type { SealedLine } from '#records/identities.ts'

/** A sealed identity on its way from one custodian to the next; once it is sealed anew, with the fingerprints of the keys it is sealed to. */
export type FiledIdentity = SealedLine & { readonly sealedTo?: readonly string[] }

/** One identity a line, as JSON. */
export function readLines(file: string): FiledIdentity[] {
  return readText(file).split('\n').filter(Boolean).map((line, at) => {
    try {
      const { caseId, suite, sealed, sealedTo } = JSON.parse(line) as { readonly caseId: string; readonly suite: string; readonly sealed: string; readonly sealedTo?: readonly string[] }
      return { caseId, suite, ciphertext: Buffer.from(sealed, 'base64'), ...(sealedTo && { sealedTo }) }
    } catch (cause) {
      throw new CannotStart(`line ${at + 1} of ${file} is no sealed identity: nothing was written`, { cause })
    }
  })
}

export function writeLines(file: string, lines: readonly FiledIdentity[]): void {
  writeNew(file, lines.map(({ caseId, suite, ciphertext, sealedTo }) => `${JSON.stringify({ caseId, suite, sealed: ciphertext.toString('base64'), sealedTo })}\n`).join(''))
  console.log(`${lines.length} identities written`)
}

/** Writes a file that is not there yet, for its owner alone. */
export function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' })
  } catch (cause) {
    throw new CannotStart((cause as NodeJS.ErrnoException).code === 'EEXIST' ? `${file} is there already: nothing was written` : `${file} cannot be written: ${wordOf(cause)}`, { cause })
  }
}

/** The secret half in a file of `keys make`. */
export function keyIn(file: string): string {
  const found = provider.identityIn(readText(file))
  if (!found) throw new CannotStart(`there is no key in ${file}`)
  return found
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new CannotStart(`${file} cannot be read: ${wordOf(cause)}`, { cause })
  }
}

function wordOf(cause: unknown): string {
  const { code } = cause as NodeJS.ErrnoException
  return { ENOENT: 'there is no such file', EACCES: 'it is not for this user', EISDIR: 'it is a folder', ENOSPC: 'the disk is full' }[code ?? ''] ?? String(code)
}
