import { ageSealer } from './age-sealer.ts'
import type { Sealer } from './sealer.ts'

/** What new ciphertexts are sealed by, on the server and in every browser. */
export const sealer: Sealer = ageSealer
