const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ' // without I, L, O and U, which are read as others or as words

/** Bytes as a code that people copy by hand: groups of four, nothing that is easily misread. */
export function crockford(bytes: Uint8Array): string {
  let [bits, held, text] = [0, 0, '']
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += letters[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  if (bits > 0) text += letters[(held << (5 - bits)) & 31]
  return text.match(/.{1,4}/g)!.join('-')
}

/** A written code as it was meant: without what is for the eye, and with the letters that were taken for others. */
export function readWritten(text: string): string {
  return text.normalize('NFKC').toUpperCase().replaceAll(/[^0-9A-Z]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
}
