/** Crockford's alphabet in lower case: no i, l, o, u, which people misread. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * What a village's QR code holds after `/q/`: the 12-digit division code in 8 characters of base 32 and one check character,
 * short enough for a coarse QR code and for the 32 characters a WeChat scene may have, and the same on every machine.
 */
export function shortCodeOf(code: number): string {
  let rest = code
  let text = ''
  for (let i = 0; i < 8; i++) {
    text = alphabet[rest % 32]! + text
    rest = Math.floor(rest / 32)
  }
  return text + alphabet[code % 31]!
}

/** The division code that `text` stands for, or undefined when a character was misread. Upper case and look-alikes are forgiven. */
export function divisionOfShortCode(text: string): number | undefined {
  const clean = text.toLowerCase().replaceAll('o', '0').replaceAll(/[il]/g, '1')
  if (!/^[0-9a-hjkmnp-tv-z]{9}$/.test(clean)) return undefined
  let code = 0
  for (const letter of clean.slice(0, 8)) code = code * 32 + alphabet.indexOf(letter)
  return alphabet[code % 31] === clean[8] && code >= 110_000_000_000 && code <= 659_999_999_999 ? code : undefined
}
