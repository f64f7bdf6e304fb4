import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { FlatHeaders } from './headers.ts'

export const encodings = ['br', 'gzip', 'identity'] as const
export type Encoding = (typeof encodings)[number]

/** One body as it goes over the wire, with everything about it worked out beforehand. */
export type Encoded = { readonly body: Buffer; readonly etag: string | undefined; readonly whole: FlatHeaders; readonly unchanged: FlatHeaders }

const remembered = new Map<string, Encoding>()

/** Chooses how to send a body. Browsers send a handful of different headers, so the answers are remembered. */
export function chooseEncoding(accepted: string | undefined): Encoding {
  if (accepted === undefined) return 'identity'
  const known = remembered.get(accepted)
  if (known) return known
  const chosen = encodings.find(encoding => accepts(accepted, encoding)) ?? 'identity'
  if (remembered.size > 500) remembered.clear()
  if (accepted.length < 200) remembered.set(accepted, chosen)
  return chosen
}

function accepts(header: string, encoding: Encoding): boolean {
  return header.split(',').some(part => {
    const [name, ...settings] = part.toLowerCase().split(';').map(word => word.trim())
    return name === encoding && !settings.some(setting => /^q=0(\.0*)?$/.test(setting))
  })
}

/** Compresses in the way that costs about as much as it saves for a page that may be asked for once. */
export function compress(body: Buffer, encoding: Encoding): Buffer {
  if (encoding === 'br') {
    return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } })
  }
  return encoding === 'gzip' ? gzipSync(body, { level: 6 }) : body
}

/**
 * Adds what depends on the body to the headers that do not. The tag is strong: it names exactly these bytes. A page that will
 * not be kept gets none: nobody will ask for it again.
 */
export function encode(body: Buffer, encoding: Encoding, headers: FlatHeaders, isTagged: boolean): Encoded {
  const bytes = compress(body, encoding)
  const etag = isTagged ? `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 20)}-${encoding}"` : undefined
  const unchanged = etag === undefined ? headers : [...headers, 'etag', etag]
  const coding = encoding === 'identity' ? [] : ['content-encoding', encoding]
  return { body: bytes, etag, unchanged, whole: [...unchanged, ...coding, 'content-length', String(bytes.length)] }
}

/** Whether the browser already holds exactly this body. */
export function isHeld(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch === etag || ifNoneMatch === '*') return true
  return ifNoneMatch.length < 2000 && ifNoneMatch.split(',').some(part => part.trim().replace(/^W\//, '') === etag)
}
