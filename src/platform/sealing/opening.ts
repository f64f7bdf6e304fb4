import { ageOpener } from './age-opener.ts'
import type { Opener } from './sealer.ts'

/** What makes and reads keys, and opens what `sealer` sealed. */
export const opener: Opener = ageOpener
