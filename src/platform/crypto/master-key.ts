import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'

/** The master, the one that will follow it, and the one before it, as this machine has them. */
export type GivenMasters = { readonly own: Buffer; readonly next?: Buffer | undefined; readonly before?: Buffer | undefined }

/** As the settings say: 64 hex digits each. */
export type MasterSettings = { readonly secretKey: string | undefined; readonly secretKeyNext?: string | undefined; readonly secretKeyBefore?: string | undefined }

const files = { own: 'master-key', next: 'master-key-next', before: 'master-key-before' } as const

/** Takes SECRET_KEY and what may stand beside it, else the files in `folder`, of which the first start makes one. */
export function givenMasters(folder: string, settings: MasterSettings): GivenMasters {
  const { secretKey, secretKeyNext, secretKeyBefore } = settings
  if (secretKey === undefined) {
    if (secretKeyNext ?? secretKeyBefore) throw new CannotStart('SECRET_KEY is missing, and SECRET_KEY_NEXT or SECRET_KEY_BEFORE stand beside it: give the three in the same way')
    return inFolder(folder)
  }
  return apart({ own: fromHex('SECRET_KEY', secretKey), next: secretKeyNext && fromHex('SECRET_KEY_NEXT', secretKeyNext), before: secretKeyBefore && fromHex('SECRET_KEY_BEFORE', secretKeyBefore) })
}

/** Makes the master that will follow; one that waits already stays. */
export function makeNext(folder: string): void {
  if (!existsSync(join(folder, files.next))) writeWhole(folder, files.next, newMaster())
}

/** The next master takes the place of the one before it, which stays beside it. Whenever this ends, one of the two is in its place, and the other beside it. */
export function switchToNext(folder: string): void {
  if (!existsSync(join(folder, files.next))) return
  writeWhole(folder, files.before, readFileSync(join(folder, files.own), 'utf8').trim())
  renameSync(join(folder, files.next), join(folder, files.own))
  syncFolder(folder)
}

/** Takes the file of the master before away, and what a killed change left half written: the database keeps it under the newest. */
export function layDownBefore(folder: string): void {
  for (const name of readdirSync(folder)) if (/^master-key.*\.draft$/.test(name)) rmSync(join(folder, name), { force: true })
  rmSync(join(folder, files.before), { force: true })
}

export function newMaster(): string {
  return randomBytes(32).toString('hex')
}

function inFolder(folder: string): GivenMasters {
  if (!existsSync(join(folder, files.own))) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeWhole(folder, files.own, newMaster(), 'new')
  }
  const read = (file: string) => existsSync(join(folder, file)) ? fromHex('SECRET_KEY', readFileSync(join(folder, file), 'utf8').trim()) : undefined
  return apart({ own: read(files.own)!, next: read(files.next), before: read(files.before) })
}

// A change that was interrupted between its two steps leaves one master under two names.
function apart({ own, next, before }: { own: Buffer; next: Buffer | '' | undefined; before: Buffer | '' | undefined }): GivenMasters {
  const other = (given: Buffer | '' | undefined) => given && !given.equals(own) ? given : undefined
  return { own, next: other(next), before: other(before) }
}

function fromHex(name: string, text: string): Buffer {
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new Error(`${name} must be 64 hex digits: make one with \`openssl rand -hex 32\``)
  return Buffer.from(text, 'hex')
}

/** Whole or not at all, and on the disk before it has its name: a master half written would lose everything that was made by it. */
function writeWhole(folder: string, name: string, text: string, how: 'new' | 'anew' = 'anew'): void {
  const draft = join(folder, `${name}.${randomBytes(4).toString('hex')}.draft`)
  const file = openSync(draft, 'wx', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  if (how === 'anew') renameSync(draft, join(folder, name))
  else {
    try {
      linkSync(draft, join(folder, name)) // of two first starts one wins
    } finally {
      rmSync(draft, { force: true })
    }
  }
  syncFolder(folder)
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return // a folder cannot be opened there
  const file = openSync(folder, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
