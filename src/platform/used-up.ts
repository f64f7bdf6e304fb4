import type { AllowanceKind } from './allowances.ts'
import { writeLine } from './log.ts'

/** How often allowances were found used up. Kinds and numbers: whose they were is not known here, so that nobody can be followed. */
export type UsedUp = {
  note(kind: AllowanceKind): void
  /** Since the start, for the figures. */
  readonly times: ReadonlyMap<AllowanceKind, number>
  /** Writes what waits to be written. */
  close(): void
}

const minutes = 5 // whoever guesses a thousand times writes one line, not a thousand

/** Counts, and writes a line for each kind at most every five minutes: with how many times it happened within them. */
export function openUsedUp(): UsedUp {
  const times = new Map<AllowanceKind, number>()
  const waiting = new Map<AllowanceKind, number>()
  let timer: NodeJS.Timeout | undefined
  function write(): void {
    clearTimeout(timer)
    timer = undefined
    for (const [kind, count] of waiting) writeLine('warn', 'allowance used up', { kind, times: count, minutes })
    waiting.clear()
  }
  return {
    times,
    note(kind) {
      times.set(kind, (times.get(kind) ?? 0) + 1)
      waiting.set(kind, (waiting.get(kind) ?? 0) + 1)
      timer ??= setTimeout(write, minutes * 60_000).unref()
    },
    close: write,
  }
}
