/** An address that leads out of this machine, by the variable that names it. `isForBrowsers`: only those who visit go there, the program itself never does. */
export type Way = { readonly variable: string; readonly url: string | undefined; readonly isForBrowsers?: boolean }

/** Where the program connects to. */
export type Destination = { readonly variable: string; readonly host: string; readonly port: number }

/** What is meant where an address names no port. */
const usualPorts: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80, 'smtps:': 465, 'smtp:': 587, 'postgres:': 5432, 'postgresql:': 5432, 'syslog+tls:': 6514, 'syslog+tcp:': 601 }

/** Everything the program connects to, for a firewall that lets nothing else through. A socket of this machine is no destination. */
export function destinationsOf(ways: readonly Way[]): Destination[] {
  return ways.flatMap(({ variable, url, isForBrowsers }) => {
    if (url === undefined || isForBrowsers) return []
    if (!URL.canParse(url.replace('@/', '@localhost/'))) throw new Error(`${variable} is no address`) // not with what: it may hold a password
    const { protocol, hostname, port, searchParams } = new URL(url.replace('@/', '@localhost/')) // a database may have its host in the query
    const host = searchParams.get('host') ?? hostname
    return host.startsWith('/') ? [] : [{ variable, host: host.replace(/^\[|\]$/g, '') || 'localhost', port: Number(searchParams.get('port') ?? port) || usualPorts[protocol]! }]
  })
}
