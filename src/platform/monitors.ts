import { createHash, timingSafeEqual } from 'node:crypto'
import { BlockList, isIP } from 'node:net'

/** Who may see how the program is doing, beside whoever is on the machine itself. */
export type Monitors = { readonly networks: BlockList; readonly token: string | undefined }

/** From where a request comes: the address that is believed, whether it says that somebody passed it on, and whether that somebody is trusted. */
export type Origin = { readonly address: string; readonly isForwarded: boolean; readonly isBelieved: boolean; readonly authorization: string | undefined }

const shortestToken = 20

/** `MONITORS=10.0.3.7 10.0.4.0/24` and `MONITOR_TOKEN=…`. */
export function monitorsFrom(networks: string | undefined, token: string | undefined): Monitors {
  if (token && (token.length < shortestToken || /\s/.test(token))) throw new Error(`MONITOR_TOKEN is too easy to guess: give at least ${shortestToken} characters without spaces`)
  return { networks: networksIn('MONITORS', addressesIn('MONITORS', networks)), token: token || undefined }
}

/** Addresses and networks such as `10.0.4.0/24`, separated by spaces or commas. */
export function addressesIn(variable: string, text: string | undefined): readonly string[] {
  const addresses = (text ?? '').split(/[\s,]+/).filter(Boolean)
  networksIn(variable, addresses)
  return addresses
}

function networksIn(variable: string, addresses: readonly string[]): BlockList {
  const list = new BlockList()
  for (const written of addresses) {
    const [, address = '', bits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(written) ?? []
    const [family, most] = isIP(address) === 6 ? ['ipv6', 128] as const : ['ipv4', 32] as const
    if (isIP(address) === 0 || Number(bits ?? 0) > most) throw new Error(`${variable} is not understood: ${written} is no address and no network`)
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}

const ownMachine = networksIn('', ['127.0.0.0/8', '::1'])

/**
 * Whether somebody may see figures and readiness. What a proxy passes on looks as if it came from the proxy, often from this very machine: so the machine's own
 * address counts only where nobody passed anything on, and any other only where the proxy is one that is believed.
 */
export function mayWatch({ networks, token }: Monitors, { address, isForwarded, isBelieved, authorization }: Origin): boolean {
  if (token !== undefined && authorization !== undefined && isSame(authorization, `Bearer ${token}`)) return true
  if (!isForwarded && contains(ownMachine, address)) return true
  return (!isForwarded || isBelieved) && contains(networks, address)
}

function contains(list: BlockList, address: string): boolean {
  return isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/** Takes the same time however much of it is right. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [given, expected].map(text => createHash('sha256').update(text).digest())
  return timingSafeEqual(one!, other!)
}
