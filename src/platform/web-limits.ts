import type { ServerOptions } from 'node:http'

/**
 * How long anybody may keep a connection without getting on, and how many there may be. A resident on a bad line sends a form in well under half a
 * minute; who sends a letter a second holds a socket and a few kilobytes until then, and nothing else waits for it.
 */
export const webLimits = {
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 10_000,
  connectionsCheckingInterval: 2_000, // by default every 30 s: then 15 s would mean up to 45
  maxHeaderSize: 16 * 1024,
} as const satisfies ServerOptions

/** Nothing sent and nothing taken for so long: the other side has gone, or reads nothing. Longer than any answer takes to make. */
export const idleTimeout = 120_000

/** More than this are refused at once, before they cost anything. Each open one holds a file and some 20 KB. */
export const mostConnections = 8_000
