import { hmac, type KeyRing } from './crypto/key-ring.ts'

/** `burst` at once, then `perHour` evenly. */
export type Allowance = { readonly burst: number; readonly perHour: number }

/** Counts what each source does, in memory only. A source is a blurred word, never an address. */
export type RateLimit = {
  /** Takes one, or as much as is said. Undefined when allowed, else after how many seconds it will be; more than a whole burst waits until the bucket is full. */
  take(source: string, now: number, amount?: number): number | undefined
  /** How many seconds until one could be taken, without taking it; 0 when it could be now. */
  wait(source: string, now: number): number
}

/** Where a limit is remembered beyond this process: what was known of it, and whom to tell what has been used. */
export type Memory = { readonly known: Iterable<{ readonly source: string; readonly spent: number; readonly at: number }>; keep(source: string, spent: number, at: number): void }

type Bucket = { left: number; at: number }

const mostSources = 50_000

/** A bucket of tokens for each source. When too many sources are remembered the ones seen longest ago are forgotten. `tellUsedUp` hears each time that one is found empty, and not whose. */
export function rateLimit({ burst, perHour }: Allowance, memory?: Memory, tellUsedUp?: () => void): RateLimit {
  const buckets = new Map<string, Bucket>()
  for (const { source, spent, at } of memory?.known ?? []) buckets.set(source, { left: burst - spent, at })
  const perMillisecond = perHour / 3_600_000
  function filled(source: string, now: number): Bucket {
    const bucket = buckets.get(source) ?? { left: burst, at: now }
    bucket.left = Math.min(burst, bucket.left + Math.max(0, now - bucket.at) * perMillisecond)
    bucket.at = now
    return bucket
  }
  const seconds = (bucket: Bucket, wanted = 1) => {
    if (bucket.left >= wanted) return 0
    tellUsedUp?.()
    return Math.ceil((wanted - bucket.left) / perMillisecond / 1000)
  }
  return {
    take(source, now, amount = 1) {
      const [bucket, wanted] = [filled(source, now), Math.min(amount, burst)]
      buckets.delete(source) // set again below, so that the map stays in the order of last use
      if (buckets.size >= mostSources) buckets.delete(buckets.keys().next().value!)
      buckets.set(source, bucket)
      if (bucket.left < wanted) return seconds(bucket, wanted)
      bucket.left -= wanted
      memory?.keep(source, Math.max(0, burst - bucket.left), now)
      return undefined
    },
    wait: (source, now) => seconds(filled(source, now)),
  }
}

/**
 * Blurs an address: the network it lies in (a village often sits behind one), keyed and different every day,
 * so that what is remembered can be neither turned back into an address nor followed from one day to the next.
 */
export function blurredSource(sourceKey: KeyRing, day: string, address: string): string {
  return hmac(sourceKey, `${day} ${networkOf(address)}`).toString('base64url').slice(0, 16)
}

/** The /24 of an IPv4 address, the /48 of an IPv6 one. */
export function networkOf(address: string): string {
  const plain = address.toLowerCase().replace(/%.*$/, '')
  const inside = /(?:^|:)(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(plain)
  if (inside) return inside[1]!
  const [head = '', tail] = plain.split('::')
  const groups = head === '' ? [] : head.split(':')
  if (tail !== undefined) {
    const after = tail === '' ? [] : tail.split(':')
    while (groups.length + after.length < 8) groups.push('0')
    groups.push(...after)
  }
  return groups.slice(0, 3).map(group => group.replace(/^0+(?=.)/, '')).join(':')
}
