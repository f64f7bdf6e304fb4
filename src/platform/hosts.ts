/** Whose an address is: of the staff, of residents and everybody, or of both. */
type Side = 'staff' | 'residents' | 'both'

/** Whose addresses are whose, by how they begin. The first that fits counts. */
const sides: readonly (readonly [beginning: string, side: Side])[] = [
  // Who watches the program asks whichever host it likes; a page that is not there needs its style under either.
  ['/healthz', 'both'], ['/readyz', 'both'], ['/metrics', 'both'], ['/s', 'both'],
  ['/console', 'staff'],
  // What programs of residents use, and the document that describes it.
  ['/api/v1/complaints', 'residents'], ['/api/openapi.json', 'residents'],
  ['/api', 'staff'],
  ['', 'residents'],
]

/** Whose a route is. `route` is the pattern that was registered: however an address is written, it leads to one pattern. */
export function sideOf(route: string): Side {
  return sides.find(([beginning]) => route === beginning || route.startsWith(`${beginning}/`))?.[1] ?? 'residents'
}

/** The staff's side under a host name of its own. */
export type Hosts = {
  /** Whether a route is there under this host name. Any name but the staff's is the residents'. */
  answers(hostname: string, route: string): boolean
  /** Whether a request may be meant for the staff's host: then it is no matter of the kept pages, which look at nothing but the address. */
  mayBeForStaff(headers: Readonly<Record<string, string | readonly string[] | undefined>>): boolean
}

/** The two hosts; undefined where both sides share one. */
export function hostsOf({ publicUrl, staffUrl = publicUrl }: { readonly publicUrl: string; readonly staffUrl?: string | undefined }): Hosts | undefined {
  if (staffUrl === publicUrl) return undefined
  const staff = new URL(staffUrl).hostname
  return {
    answers(hostname, route) {
      const side = sideOf(route)
      return side === 'both' || (side === 'staff') === (hostname.toLowerCase() === staff)
    },
    // Which of the two is believed is for who knows the proxies; here either is enough to ask him.
    mayBeForStaff: ({ host, 'x-forwarded-host': forwarded }) => [host, forwarded].flat().some(name => name?.toLowerCase().includes(staff)),
  }
}

/** `STAFF_URL=https://staff.example`; without it the staff's side is at the address of residents. Throws an Error of one sentence. */
export function staffUrlIn(text: string | undefined, publicUrl: string): string {
  if (!text) return publicUrl
  const [staff, everybody] = [URL.parse(text), URL.parse(publicUrl)]
  if (!staff || !/^https?:$/u.test(staff.protocol) || staff.href !== `${staff.origin}/`) throw new Error('STAFF_URL is not understood: give an address such as https://staff.example, with nothing after the host')
  if (staff.protocol !== everybody?.protocol) throw new Error('STAFF_URL must begin with https:// or http:// as PUBLIC_URL does')
  // Browsers keep cookies by host name alone, so that another port would keep nothing apart.
  if (staff.hostname === everybody.hostname) throw new Error('STAFF_URL must have another host name than PUBLIC_URL, not only another port')
  return staff.origin
}
