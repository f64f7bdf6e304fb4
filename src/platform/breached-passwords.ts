import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { CannotStart } from './cannot-start.ts'

/** Whether a password, as it is and whole, was found in breaches. */
export type BreachedPasswords = (password: string) => Promise<boolean>

const piece = 4_096 // bytes of one read: some eighty lines
const looks = 32 // places of the file that the start looks at

/**
 * Opens the file that `BREACHED_PASSWORDS` names: lines `SHA1:COUNT` in the order of the hashes, as Have I Been Pwned gives them out. It has tens of
 * gigabytes, so it stays where it is: a question halves the file until one piece of it is left. Nobody outside the machine is asked.
 * The file is opened for each question, so another that takes its name is used from then on.
 */
export async function openBreachedPasswords(path: string): Promise<BreachedPasswords> {
  await within(path, insistOnOrder).catch((cause: Error) => {
    throw new CannotStart(`BREACHED_PASSWORDS cannot be used: ${cause.message}`, { cause })
  })
  return password => {
    // NFKC, because that is how a password is compared at the door.
    const hash = createHash('sha1').update(password.normalize('NFKC')).digest('hex').toUpperCase()
    return within(path, (file, size) => holds(file, size, hash))
  }
}

async function within<Answer>(path: string, ask: (file: FileHandle, size: number) => Promise<Answer>): Promise<Answer> {
  const file = await open(path)
  try {
    return await ask(file, (await file.stat()).size)
  } finally {
    await file.close()
  }
}

/** A file that was cut, that is ordered by count, or that is something else would let every password pass. */
async function insistOnOrder(file: FileHandle, size: number): Promise<void> {
  let before = ''
  let seenTo = -1
  for (let look = 0; look <= looks; look++) {
    const lines = await linesFrom(file, size, Math.floor(Math.max(0, size - piece) * look / looks))
    for (const { at, hash } of lines.filter(line => line.at > seenTo)) {
      if (hash <= before) throw new Error(`it is not in the order of the hashes at byte ${at}`)
      before = hash
      seenTo = at
    }
  }
  if (seenTo < 0) throw new Error('it holds no line')
}

/** Halves the part of the file in which the line could begin, until one piece is left: its lines are looked through. `from` is always the beginning of a line. */
async function holds(file: FileHandle, size: number, hash: string): Promise<boolean> {
  let [from, to] = [0, size]
  while (to - from > piece) {
    const middle = Math.floor((from + to) / 2)
    const next = (await linesFrom(file, size, middle)).at(0)
    if (next === undefined || next.hash > hash) to = middle
    else from = next.at
  }
  return (await linesFrom(file, size, from, to - from + longestLine)).some(line => line.hash === hash)
}

type Line = { readonly at: number; readonly hash: string }

const longestLine = 64 // bytes: forty digits, a colon, a count, the end of the line

/** The lines that begin within the `length` bytes from a place on. The one that is under way there began before and is left out; one that is cut off by the piece, too. */
async function linesFrom(file: FileHandle, size: number, from: number, length = piece): Promise<Line[]> {
  const start = Math.max(0, from - 1) // where the byte before ends a line, one begins here
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length + 1), 0, length + 1, start)
  const text = buffer.toString('latin1', 0, bytesRead)
  const isLast = start + bytesRead >= size
  let at = from === 0 ? 0 : text.indexOf('\n') + 1
  if (from > 0 && at === 0) return isLast ? [] : notOurs(start)
  const lines: Line[] = []
  for (let end = text.indexOf('\n', at); at < text.length; end = text.indexOf('\n', at)) {
    if (end < 0 && !isLast) return lines.length > 0 ? lines : notOurs(start + at)
    const line = text.slice(at, end < 0 ? undefined : end).trimEnd()
    if (!/^[0-9A-F]{40}(?::\d+)?$/iu.test(line)) notOurs(start + at)
    lines.push({ at: start + at, hash: line.slice(0, 40).toUpperCase() })
    at = end < 0 ? text.length : end + 1
  }
  return lines
}

function notOurs(at: number): never {
  throw new Error(`there is no line SHA1:COUNT at byte ${at}`)
}
