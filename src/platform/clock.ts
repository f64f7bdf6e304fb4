/** The only place that reads the machine's clock: milliseconds since 1970. */
export function systemNow(): number {
  return Date.now()
}
