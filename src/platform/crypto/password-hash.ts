import crypto from 'node:crypto'
import { promisify } from 'node:util'
import { hashPassword as hashByScrypt, verifyPassword as verifyByScrypt } from 'better-auth/crypto'

/**
 * 32 MiB and three passes: more than the least that OWASP advises for Argon2id (19 MiB, two), and no more memory than the scrypt of before, because ten
 * may be under way at once.
 */
const cost = { memory: 32 * 1024, passes: 3, parallelism: 1 } as const
const tagLength = 32
const prefix = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$`

// A Node before 24.7 has none; the one that comes with the package has. There scrypt stays, and a hash of the other kind cannot be looked at.
const argon2 = typeof crypto.argon2 === 'function' ? promisify(crypto.argon2) : undefined

/** A password as it is kept: in the notation of the Argon2 competition, so that another program can check it too. */
export async function hashPassword(password: string): Promise<string> {
  if (!argon2) return hashByScrypt(password)
  const nonce = crypto.randomBytes(16)
  const tag = await argon2('argon2id', { ...cost, message: plain(password), nonce, tagLength })
  return `${prefix}${base64(nonce)}$${base64(tag)}`
}

/** Whether this is the password of a hash, of today's kind or of an earlier one. */
export async function isPassword(hash: string, password: string): Promise<boolean> {
  const [, memory, passes, parallelism, nonce, tag] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(hash) ?? []
  if (tag === undefined) return verifyByScrypt({ hash, password })
  if (!argon2) throw new Error('passwords are kept by Argon2id, which this Node does not know: start with npm, which brings its own')
  const kept = Buffer.from(tag, 'base64')
  const made = await argon2('argon2id', { message: plain(password), nonce: Buffer.from(nonce!, 'base64'), tagLength: kept.length, memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) })
  return crypto.timingSafeEqual(made, kept)
}

/** Whether a password would be kept otherwise today. */
export function isOldHash(hash: string): boolean {
  return argon2 !== undefined && !hash.startsWith(prefix)
}

// The same characters, however a keyboard put them together.
function plain(password: string): string {
  return password.normalize('NFKC')
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
