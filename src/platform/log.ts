import type { FastifyBaseLogger } from 'fastify'
import { systemNow } from './clock.ts'

type Level = 'info' | 'warn' | 'error'
type More = Readonly<Record<string, string | number | readonly string[]>>

/**
 * Writes one line of what the running program says of itself: a JSON object on standard error with `time`, `level` and `what`, whoever says it. `what` is a sentence of ours and `more`
 * holds kinds, codes and numbers: messages of databases and parsers can quote what a resident wrote, and stand in no line.
 */
export function writeLine(level: Level, what: string, more: More = {}): void {
  process.stderr.write(`${JSON.stringify({ time: new Date(systemNow()).toISOString(), level, what, ...more })}\n`)
}

/** Writes a line of what went wrong: its kind, its code and its place in the source. */
export function writeFault(what: string, cause: unknown, more: More = {}): void {
  writeLine('error', what, { ...more, ...faultOf(cause) })
}

/** From now on whatever nobody caught ends the program with such a line, and what node itself warns of is one too: by themselves both would quote the message. */
export function speakInLines(): void {
  process.on('uncaughtException', cause => {
    writeFault('nobody caught a fault', cause)
    process.exit(1)
  })
  process.removeAllListeners('warning').on('warning', warning => writeLine('warn', 'node warns', faultOf(warning)))
}

/** What the web framework has to say, in the same lines, from errors upward: there is no log of requests. Requests are not told apart, so none needs a logger of its own. */
export const webLog: FastifyBaseLogger = { level: 'error', silent: sayNothing, trace: sayNothing, debug: sayNothing, info: sayNothing, warn: sayNothing, error: sayFault, fatal: sayFault, child: () => webLog }

function faultOf(cause: unknown): More {
  if (!(cause instanceof Error)) return { kind: typeof cause }
  const { name, code } = cause as Error & { code?: unknown }
  return { kind: isWord(name) ? name : 'Error', ...(isWord(code) && { code }), place: placesOf(cause) }
}

function isWord(text: unknown): text is string {
  return typeof text === 'string' && /^[\w-]{1,60}$/.test(text)
}

/** A message may have lines, and one of them may look like a place: only what stands behind the message is one. */
function placesOf({ message, stack = '' }: Error): string[] {
  const from = stack.indexOf(message)
  return from < 0 ? [] : stack.slice(from + message.length).split('\n').filter(line => /^\s+at /.test(line)).slice(0, 12).map(line => line.trim())
}

function sayNothing(): void {}

/** As its sentence the framework takes the message of the error where it has none of its own. */
function sayFault(about: unknown, said?: unknown): void {
  const { err } = (about ?? {}) as { err?: Error }
  writeFault(typeof said === 'string' && said !== err?.message ? said : 'the web framework met a fault', err ?? about)
}
