import { once } from 'node:events'
import { connect } from 'node:net'

/** What a scanner says of a file: nothing known, something harmful, or nothing at all because it cannot be asked. */
export type ScannerSays = 'clean' | 'harmful' | 'away'
export type Scanner = (bytes: Buffer) => Promise<ScannerSays>

/** Where `clamd` or whatever speaks its protocol listens. */
export type ScannerAddress = { readonly host: string; readonly port: number } | { readonly path: string }

const pieceBytes = 256 * 1024
const longestAnswer = 4_096 // bytes: the name of what was found is a line
const patience = 20_000 // milliseconds without a word

/** `SCANNER=10.0.3.9:3310` or `SCANNER=/run/clamav/clamd.ctl`. Throws an Error of one sentence. */
export function scannerIn(text: string | undefined): ScannerAddress | undefined {
  if (!text) return undefined
  if (text.startsWith('/')) return { path: text }
  const [, host, port] = /^(\[[0-9a-f:]+\]|[^:\s/]+):(\d{1,5})$/i.exec(text) ?? []
  if (host === undefined || Number(port) > 65_535) throw new Error('SCANNER is not understood: give host:port, or the path of a socket')
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
}

/**
 * Asks a `clamd` by its command INSTREAM: each piece with its length before it, nought at the end, one line back
 * (clamd(8): “stream: OK”, “stream: … FOUND”, “… ERROR”). Whatever is not one of the first two counts as away: what nobody looked at is not clean.
 */
export function scannerAt(address: ScannerAddress, patienceMs = patience): Scanner {
  return async bytes => {
    const socket = connect(address)
    socket.setTimeout(patienceMs, () => socket.destroy(new Error('no answer')))
    try {
      await once(socket, 'connect')
      socket.write('zINSTREAM\0')
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        const piece = bytes.subarray(at, at + pieceBytes)
        socket.write(lengthOf(piece))
        if (!socket.write(piece)) await once(socket, 'drain')
      }
      socket.write(lengthOf(Buffer.alloc(0)))
      let answer = ''
      for await (const chunk of socket) {
        answer += (chunk as Buffer).toString('latin1')
        if (answer.length > longestAnswer || answer.includes('\0')) break
      }
      return verdict(answer)
    } catch {
      return 'away'
    } finally {
      socket.destroy()
    }
  }
}

function lengthOf(piece: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(piece.length)
  return length
}

function verdict(answer: string): ScannerSays {
  const said = answer.split('\0', 1)[0]!.trim()
  if (said === 'stream: OK') return 'clean'
  return /^stream: .+ FOUND$/.test(said) ? 'harmful' : 'away'
}
