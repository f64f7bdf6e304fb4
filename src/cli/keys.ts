import { readFileSync, writeFileSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import { custodianGroups } from '#rules/identity/groups.ts'
import { readConfig } from '#platform/config.ts'
import { fingerprintOf, identitySuites, sealToBoth } from '#platform/crypto/identity.ts'
import { provider, providerOf } from '#platform/crypto/provider.ts'
import { insistOnRecipient } from '#platform/crypto/sealing.ts'
import { CannotStart } from '#platform/cannot-start.ts'
import { readIdentity } from '#rules/identity/sealed.ts'
import type { SealedLine } from '#records/identities.ts'
import { exportIdentities, importIdentities } from '#actions/identity/resealing.ts'
import type { Command } from './command.ts'
import { withProgram } from './migrate.ts'

/** Makes a pair. Off line: it needs neither the database nor the network. */
export const keysMake: Command = {
  name: 'keys make',
  summary: 'make a pair of keys for custodians or a discipline body, off line',
  usage: 'npm run cli -- keys make --out FILE    (the secret half goes into FILE, readable by you alone, or without --out once to the screen; the public half and its fingerprint are printed)',
  async run(args) {
    const identity = await provider.makeIdentity()
    const recipient = await provider.recipientOf(identity)
    const out = valueOf(args, '--out')
    if (out === undefined) console.log(identity)
    else writeApart(out, `# fingerprint ${fingerprintOf(recipient)}\n# public ${recipient}\n${identity}\n`)
    console.log(`public      ${recipient}\nfingerprint ${fingerprintOf(recipient)}`)
    return 0
  },
}

export const keysList: Command = {
  name: 'keys list',
  summary: 'the keys that identities are sealed to, with fingerprints to compare by telephone',
  usage: 'npm run cli -- keys list    (reads VAULT_RECIPIENTS)',
  async run() {
    const configured = readConfig(process.env, []).vaultRecipients
    for (const line of configured) console.log(`${line.slice(0, 1)}  ${fingerprintOf(line.slice(2))}  ${line.slice(2)}`)
    if (configured.length === 0) console.log('VAULT_RECIPIENTS is not set: a demonstration uses trial keys in DATA_DIR/secrets, anything else takes no names')
    return 0
  },
}

export const keysExport: Command = {
  name: 'keys export',
  summary: 'take the sealed identities out, once both groups agreed on the desk',
  usage: 'npm run cli -- keys export --out FILE    (FILE holds ciphertexts only)',
  run: args => withProgram(async ({ context }) => {
    const taken = await exportIdentities(context)
    if (!taken.ok) throw new CannotStart('no re-sealing is approved: a custodian of one group proposes it on the desk, one of the other agrees')
    write(args, taken.value)
    return 0
  }),
}

/** One layer off, or the last layer off and two new ones on, whichever this key opens. Off line, by whoever holds the key. */
export const keysOpen: Command = {
  name: 'keys open',
  summary: 'take one layer off every identity in a file, off line, with the key of group B',
  usage: 'npm run cli -- keys open --key KEYFILE --in FILE --out FILE',
  async run(args) {
    const identity = keyIn(needed(args, '--key'))
    write(args, await Promise.all(read(args).map(async line => line.suite === identitySuites.two ? { ...line, suite: identitySuites.one, ciphertext: await opened(identity, line) } : line)))
    return 0
  },
}

export const keysReseal: Command = {
  name: 'keys reseal',
  summary: 'open the last layer with the key of group A (or the single one of earlier years) and seal to new keys, off line',
  usage: 'npm run cli -- keys reseal --key KEYFILE --in FILE --out FILE --to "A=age1… B=age1…"',
  async run(args) {
    const identity = keyIn(needed(args, '--key'))
    const to = needed(args, '--to').split(/[\s,]+/).filter(Boolean)
    const [A, B] = custodianGroups.map(group => to.filter(line => line.startsWith(`${group}=`)).map(line => line.slice(2)))
    insistOnGroups(A!, B!)
    write(args, await Promise.all(read(args).map(async line => {
      const text = (await opened(identity, line)).toString()
      if (!readIdentity(text, line.caseId)) throw new CannotStart(`the identity of case ${line.caseId} belongs to another case: nothing was written`)
      return { caseId: line.caseId, ...await sealToBoth({ A: A!, B: B! }, text) }
    })))
    return 0
  },
}

export const keysImport: Command = {
  name: 'keys import',
  summary: 'put re-sealed identities back and end the re-sealing',
  usage: 'npm run cli -- keys import --in FILE    (VAULT_RECIPIENTS must name the new keys already)',
  run: args => withProgram(async ({ context }) => {
    const put = await importIdentities(context, read(args))
    if (!put.ok) throw new CannotStart(`nothing was put back: ${put.refusal.code}`)
    console.log(`${put.value.sealed} identities are sealed to the new keys`)
    return 0
  }),
}

function valueOf(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name)
  return at < 0 ? undefined : args[at + 1]
}

function needed(args: readonly string[], name: string): string {
  const value = valueOf(args, name)
  if (!value) throw new CannotStart(`${name} is missing: see --help`)
  return value
}

function insistOnGroups(A: readonly string[], B: readonly string[]): void {
  if (A.length === 0 || B.length === 0 || A.some(recipient => B.includes(recipient))) throw new CannotStart('--to needs at least one A=age1… and one B=age1…, none in both')
  try {
    for (const recipient of [...A, ...B]) insistOnRecipient(recipient, '--to')
  } catch (cause) {
    throw new CannotStart((cause as Error).message, { cause })
  }
}

/** A secret half never lies where the program keeps its data: whoever copies the one would have the other. */
function writeApart(file: string, text: string): void {
  const path = resolve(file)
  if (path.startsWith(resolve(readConfig(process.env, []).dataFolder) + sep)) throw new CannotStart('a secret key never goes into DATA_DIR: choose a medium that is kept off line')
  writeFileSync(path, text, { mode: 0o600, flag: 'wx' })
}

function keyIn(file: string): string {
  const found = provider.identityIn(readFileSync(file, 'utf8'))
  if (!found) throw new CannotStart(`there is no key in ${file}`)
  return found
}

async function opened(identity: string, { caseId, suite, ciphertext }: SealedLine): Promise<Buffer> {
  try {
    return await providerOf(suite).open(identity, ciphertext)
  } catch (cause) {
    throw new CannotStart(`the identity of case ${caseId} (suite ${suite}) does not open with this key: nothing was written`, { cause })
  }
}

/** One identity a line, as JSON. */
function read(args: readonly string[]): SealedLine[] {
  return readFileSync(needed(args, '--in'), 'utf8').split('\n').filter(Boolean).map(line => {
    const { caseId, suite, sealed } = JSON.parse(line) as { readonly caseId: string; readonly suite: string; readonly sealed: string }
    return { caseId, suite, ciphertext: Buffer.from(sealed, 'base64') }
  })
}

function write(args: readonly string[], lines: readonly SealedLine[]): void {
  const text = lines.map(({ caseId, suite, ciphertext }) => JSON.stringify({ caseId, suite, sealed: ciphertext.toString('base64') })).join('\n')
  writeFileSync(needed(args, '--out'), text === '' ? '' : text + '\n', { mode: 0o600, flag: 'wx' })
  console.log(`${lines.length} identities written`)
}
