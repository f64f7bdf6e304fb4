import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect as connectInClear, isIP, type Socket } from 'node:net'
import { hostname } from 'node:os'
import { connect as connectByTls } from 'node:tls'

/** A collector of logs that takes the audit. `ca` is the one certificate authority that is believed there; undefined: those that Node knows. */
export type AuditSink = { readonly url: string; readonly host: string; readonly port: number; readonly isEncrypted: boolean; readonly ca: string | undefined }

/** One message: when it happened, whether somebody was refused, and what is told of it. */
export type SinkMessage = { readonly at: string; readonly isRefusal: boolean; readonly told: Readonly<Record<string, unknown>> }

/** Whether the collector has read everything to the end; if not, why, as a code. */
export type Handed = { readonly ok: true } | { readonly ok: false; readonly why: string }
export type HandOver = (messages: readonly SinkMessage[]) => Promise<Handed>

const ports = { 'syslog+tls:': 6514, 'syslog+tcp:': 601 } // RFC 5425, RFC 6587
const patience = 30_000 // milliseconds without a word

/** `AUDIT_SINK=syslog+tls://collector.example:6514 /etc/yidiantong/collector-ca.pem`, the file only where its authority is one of one's own. Throws an Error of one sentence. */
export function auditSinkIn(text: string | undefined): AuditSink | undefined {
  const [url, file, ...more] = (text ?? '').split(/\s+/).filter(Boolean)
  if (url === undefined) return undefined
  const { protocol, hostname: host, port, pathname, username, search } = URL.canParse(url) ? new URL(url) : new URL('none:')
  if (!Object.hasOwn(ports, protocol) || host === '' || pathname.length > 1 || username || search || more.length > 0) throw new Error('AUDIT_SINK is not understood: give syslog+tls://host:6514, and after it the file of its certificate authority where that is your own')
  return { url, host: host.replace(/^\[|\]$/g, ''), port: Number(port) || ports[protocol as keyof typeof ports], isEncrypted: protocol === 'syslog+tls:', ca: file === undefined ? undefined : authorityIn(file) }
}

function authorityIn(file: string): string {
  try {
    return new X509Certificate(readFileSync(file)).toString()
  } catch (cause) {
    throw new Error(`AUDIT_SINK is not understood: ${file} is no certificate that can be read`, { cause })
  }
}

/**
 * Hands messages over, each portion in a connection of its own. Syslog acknowledges nothing; but who has read to the end is asked to end the connection too (RFC 5425, 4.4 insists on it),
 * and a collector that dies with something unread resets it instead. So a portion counts as taken when, after all of it and our end, the collector's end comes back.
 */
export function sinkAt(sink: AuditSink, patienceMs = patience): HandOver {
  return messages => new Promise<Handed>(resolve => {
    const { socket, ready } = opened(sink)
    let [hasRead, why] = [false, 'ended-early']
    const hasAll = () => socket.writableEnded && socket.writableLength === 0
    socket.setTimeout(patienceMs, () => socket.destroy(Object.assign(new Error('no answer'), { code: 'too-slow' })))
    socket.once(ready, () => socket.end(Buffer.concat(messages.map(framed))))
    socket.on('end', () => { hasRead = hasAll() })
    socket.on('error', cause => { [hasRead, why] = [false, (cause as NodeJS.ErrnoException).code ?? 'unreachable'] })
    socket.on('close', () => resolve(hasRead && socket.writableFinished ? { ok: true } : { ok: false, why }))
    socket.resume()
  })
}

function opened({ host, port, isEncrypted, ca }: AuditSink): { socket: Socket; ready: string } {
  if (!isEncrypted) return { socket: connectInClear({ host, port }), ready: 'connect' }
  return { socket: connectByTls({ host, port, ca, minVersion: 'TLSv1.2', ...(isIP(host) === 0 && { servername: host }) }), ready: 'secureConnect' }
}

const [audit, notice, informational] = [13, 5, 6] // the facility and the severities of RFC 5424

/** A message of RFC 5424 with its length before it (RFC 5425, 4.3). The text is JSON in ASCII, other characters as \uXXXX: so it needs no byte order mark, over which some readers of JSON stumble. */
function framed({ at, isRefusal, told }: SinkMessage): Buffer {
  const text = JSON.stringify(told).replace(/[^ -~]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const message = `<${audit * 8 + (isRefusal ? notice : informational)}>1 ${at} ${hostname().replace(/[^!-~]/g, '').slice(0, 255) || '-'} yidiantong - audit - ${text}`
  return Buffer.from(`${message.length} ${message}`)
}
