import type { Way } from './ways-out.ts'

/** The schemes that are encrypted, and whose client checks whom it speaks to. */
const encrypted: ReadonlySet<string> = new Set(['https:', 'smtps:', 'syslog+tls:'])

/**
 * Throws an Error of one sentence when something would leave this machine in clear: names and numbers go to gateways, everything goes to the database.
 * A network that is encrypted otherwise is said to be so by `UNENCRYPTED_WAYS=allowed`.
 */
export function insistOnEncrypted(ways: readonly Way[]): void {
  for (const { variable, url } of ways) {
    if (url === undefined || !isInClear(url)) continue
    throw new Error(`${variable} leads out of this machine unencrypted: use ${instead(url)}, or say UNENCRYPTED_WAYS=allowed where the network itself is encrypted`)
  }
}

function isInClear(given: string): boolean {
  const url = given.replace('@/', '@localhost/') // a database without a host is one of this machine, or has it in its query
  if (!URL.canParse(url)) return false // another sentence is said about it
  const { protocol, hostname, searchParams } = new URL(url)
  if (isLocal(hostname, searchParams.get('host'))) return false
  return isDatabase(url) ? searchParams.get('sslmode') !== 'verify-full' : !encrypted.has(protocol)
}

function instead(url: string): string {
  if (url.startsWith('clamd:')) return 'a scanner on this machine'
  if (url.startsWith('syslog')) return 'syslog+tls://'
  return isDatabase(url) ? '?sslmode=verify-full' : 'https:// or smtps://'
}

function isDatabase(url: string): boolean {
  return /^postgres(?:ql)?:/u.test(url)
}

/** A socket in a folder, or an address of this machine. */
function isLocal(hostname: string, socket: string | null): boolean {
  if (socket !== null) return socket.startsWith('/') || isLocal(socket, null)
  return ['', 'localhost', '[::1]', '::1'].includes(hostname) || /^127(?:\.\d{1,3}){3}$/u.test(hostname)
}
