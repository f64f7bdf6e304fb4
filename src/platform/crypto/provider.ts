import type { CryptoProvider } from './crypto-provider.ts'
import { international } from './international.ts'

const providers: readonly CryptoProvider[] = [international]

/** What new ciphertexts are made by. */
export const provider: CryptoProvider = international

/** What a kept ciphertext was made by. `suite` may say more after a slash: how many layers, which format. */
export function providerOf(suite: string): CryptoProvider {
  const found = providers.find(known => known.suite === suite.split('/')[0])
  if (!found) throw new Error(`no provider for the suite ${suite}: this program knows ${providers.map(known => known.suite).join(', ')}`)
  return found
}

/** What sealed bytes were made by, as they begin. */
export function providerOfSealed(sealed: Buffer): CryptoProvider {
  const found = providers.find(known => known.isSealed(sealed))
  if (!found) throw new Error(`no provider for sealed bytes that begin ${sealed.subarray(0, 8).toString('hex')}`)
  return found
}

/** Whether these bytes begin as a sealed text of some suite does, and have something in them. Nobody here can tell more. */
export function isSealed(bytes: Buffer): boolean {
  return providers.some(known => known.isSealed(bytes))
}
