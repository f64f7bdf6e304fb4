/** Of how many bits RSA keys must be that others sign with. Below 3072 they have less than 128 bits of strength (NIST SP 800-57 part 1, table 2); below 2048 nothing is ever taken. */
export type LeastRsaBits = 2048 | 3072

/** `RSA_2048=accept` is for a county whose computers or sign-in platform have no stronger keys yet. */
export function leastRsaBitsIn(text: string | undefined): LeastRsaBits {
  if (text && text !== 'accept') throw new Error('RSA_2048 is not understood: say accept, or leave it out')
  return text ? 2048 : 3072
}

/** Of how many bits a modulus is: zeros before it make no key longer. */
export function bitsOf(modulus: Uint8Array): number {
  const first = modulus.findIndex(byte => byte !== 0)
  return first < 0 ? 0 : (modulus.length - first) * 8 - Math.clz32(modulus[first]!) + 24
}
