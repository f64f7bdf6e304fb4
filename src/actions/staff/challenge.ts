import { randomBytes, timingSafeEqual } from 'node:crypto'
import { hmacs } from '#platform/crypto/key-ring.ts'
import type { Context } from '../context.ts'

const fiveMinutes = 5 * 60_000
const sizes = { at: 8, chance: 16, mark: 16 } as const

/**
 * A challenge for a passkey says itself when it was made and carries our mark, so that asking for one writes nothing. `purpose` is what it is for, and whose
 * session asked. That it serves once is noted when it has served.
 */
export function newChallenge({ secrets, clock }: Context, purpose: string): Uint8Array<ArrayBuffer> {
  const at = Buffer.alloc(sizes.at)
  at.writeBigUInt64BE(BigInt(clock.now()))
  const said = Buffer.concat([at, randomBytes(sizes.chance)])
  return new Uint8Array(Buffer.concat([said, marksOf(secrets, purpose, said)[0]!]))
}

/** Whether a challenge is ours, for this purpose, and not older than five minutes. */
export function isChallenge({ secrets, clock }: Context, purpose: string, challenge: string): boolean {
  const bytes = Buffer.from(challenge, 'base64url')
  if (bytes.length !== sizes.at + sizes.chance + sizes.mark) return false
  const said = bytes.subarray(0, sizes.at + sizes.chance)
  const age = clock.now() - Number(said.readBigUInt64BE(0))
  return marksOf(secrets, purpose, said).some(mark => timingSafeEqual(bytes.subarray(said.length), mark)) && age >= 0 && age < fiveMinutes
}

function marksOf(secrets: Context['secrets'], purpose: string, said: Buffer): Buffer[] {
  return hmacs(secrets.formKey, `passkey challenge\0${purpose}\0`, said).map(mark => mark.subarray(0, sizes.mark))
}
