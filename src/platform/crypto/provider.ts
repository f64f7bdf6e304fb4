import type { CryptoProvider } from './crypto-provider.ts'
import { international } from './international.ts'

const providers: readonly CryptoProvider[] = [international]

/** What new ciphertexts are made by. */
export const provider: CryptoProvider = international

/** What a kept ciphertext was made by. `suite` may say more after a slash: how many layers, which format. */
export function providerOf(suite: string): CryptoProvider {
  const found = providers.find(known => known.suite === suite.split('/')[0])
  if (!found) throw new Error(`no provider for the suite ${suite}`)
  return found
}
