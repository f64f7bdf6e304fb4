import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** A gate that has never refused anything proves nothing: each one here meets a breach made for it, in a copy of the tree. */
let copy: string
/** The settings and the pure rules alone: what reads types needs no more of the house to be shown a breach. */
let small: string
beforeAll(() => {
  copy = copyOf(['src', 'bin', 'test', 'verify', 'bench', 'migrations', 'data', 'package.json', 'package-lock.json', 'tsconfig.json', 'vitest.config.ts', 'knip.json', '.oxlintrc.json', '.dependency-cruiser.cjs', '.npmrc', 'README.md', 'README.zh-CN.md'])
  small = copyOf(['bin/check.ts', 'src/rules/calendar', 'package.json', 'tsconfig.json', '.oxlintrc.json'])
})
afterAll(() => { for (const folder of [copy, small]) rmSync(folder, { recursive: true, force: true }) })

function copyOf(parts: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'ydt-gates-'))
  for (const part of parts) cpSync(part, join(folder, part), { recursive: true })
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'))
  return folder
}

/** Milliseconds: a look at the whole tree takes as long as it takes, on a busy machine more than half a minute. */
const slow = 180_000

/** Runs one gate of a copy with `files` changed, and puts them back. */
function gateWith(gate: string, files: Readonly<Record<string, string | ((now: string) => string)>>, folder = copy): { passes: boolean; said: string } {
  const undo: (() => void)[] = []
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    if (typeof content === 'function') {
      const now = readFileSync(path, 'utf8')
      writeFileSync(path, content(now))
      undo.push(() => writeFileSync(path, now))
    } else {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, content)
      undo.push(() => rmSync(path))
    }
  }
  const ran = spawnSync('node', ['bin/check.ts', '--only', gate], { cwd: folder, encoding: 'utf8' })
  for (const back of undo) back()
  return { passes: ran.status === 0, said: ran.stdout + ran.stderr }
}

describe('the import rule refuses', () => {
  // One look at the tree for all of them, each in a file of its own.
  const breaches = [
    ['a rule that reaches for the machine', 'src/rules/breach-machine.ts', `import { readFileSync } from 'node:fs'\nexport const breach = readFileSync`, 'rules-are-pure'],
    ['a rule that knows a table, even as a type', 'src/rules/breach-table.ts', `import type { Db } from '#records/database.ts'\nexport type Breach = Db`, 'rules-imports'],
    ['a page that reads beside the public projection', 'src/pages/breach.ts', `import { getCase } from '#records/cases.ts'\nexport const breach = getCase`, 'pages-imports'],
    ['an API that calls a page', 'src/api/breach.ts', `import { html } from '#pages/html.ts'\nexport const breach = html`, 'api-imports'],
    ['a console that calls the server', 'src/console/breach.ts', `import { sha256 } from '#platform/crypto/commitment.ts'\nexport const breach = sha256`, 'console-imports'],
    ['two files that need each other', 'src/rules/breach-a.ts', `import { other } from './breach-b.ts'\nexport const breach = () => other`, 'no-cycles'],
    ['SQL outside records', 'src/actions/breach.ts', `import { sql } from 'kysely'\nexport const breach = sql`, 'sql-in-records'],
    ['a connection beside the pool of the staff', 'src/api/breach-pool.ts', `import pg from 'pg'\nexport const breach = pg`, 'sql-in-records'],
    ['a screen that seals beside the seam', 'src/console/breach-seal.ts', `import { Encrypter } from 'age-encryption'\nexport const breach = Encrypter`, 'age-in-one-place'],
    ['a folder called utils', 'src/rules/breach-folder.ts', `import { x } from './utils/x.ts'\nexport const breach = x`, 'no-vague-folders'],
  ] as const
  let said: string
  beforeAll(() => {
    said = gateWith('imports', {
      ...Object.fromEntries(breaches.map(([, file, source]) => [file, source])),
      'src/rules/breach-b.ts': `import { breach } from './breach-a.ts'\nexport const other = () => breach`,
      'src/rules/utils/x.ts': 'export const x = 1',
    }).said
  })
  test.each(breaches)('%s', (_name, file, _source, rule) => {
    expect(said.split('\n').filter(line => line.includes(rule)).join('\n')).toContain(file)
  })
})

test('the lint refuses a promise nobody waits for, a long function, a default export and a file of more than 250 lines', () => {
  const long = Array.from({ length: 45 }, (_, i) => `  console.error(${i})`).join('\n')
  const { passes, said } = gateWith('lint', {
    'src/actions/breach.ts': `async function later() { await Promise.resolve() }\nexport default function breach() {\n  later()\n${long}\n}\n`,
    'src/rules/calendar/breach.ts': Array.from({ length: 251 }, (_, i) => `export const n${i} = ${i}`).join('\n'),
  }, small)
  expect(passes).toBe(false)
  for (const rule of ['no-floating-promises', 'max-lines-per-function', 'no-default-export', 'max-lines)']) expect(said).toContain(rule)
}, slow)

test('the type check refuses a wrong type and syntax that type stripping cannot remove', () => {
  const { passes, said } = gateWith('types', { 'src/rules/calendar/breach.ts': `export const breach: number = 'x'\nexport enum Bad { A }` }, small)
  expect(passes).toBe(false)
  expect(said).toMatch(/TS2322[\s\S]*TS1294/)
}, slow)

test('knip refuses what nobody uses and a package nobody imports', () => {
  const { passes, said } = gateWith('unused', { 'src/rules/divisions/breach.ts': 'export const breach = 1', 'package.json': now => now.replace('"dependencies": {', '"dependencies": {\n    "left-pad": "1.3.0",') })
  expect(passes).toBe(false)
  expect(said).toContain('breach.ts')
  expect(said).toContain('left-pad')
})

test('the table types must be what the migrated database says', () => {
  const { passes } = gateWith('tables', { 'migrations/9999-breach.sql': 'create table breach (id integer primary key);' })
  expect(passes).toBe(false)
})

test('the checked-in openapi.json must be what the contract says', () => {
  const { passes } = gateWith('openapi', { 'src/api/openapi.json': now => now.replace('"getDesk"', '"getBreach"') })
  expect(passes).toBe(false)
})

test('the lock file may name no other registry', () => {
  const { passes, said } = gateWith('lockfile', { 'package-lock.json': now => now.replace('"integrity":', '"resolved": "https://mirror.example/x.tgz",\n      "integrity":') })
  expect(passes).toBe(false)
  expect(said).toContain('mirror.example')
})

test('a package may bring an install script only after somebody looked, is asked for by exact version, and runs none', () => {
  const { said } = gateWith('lockfile', { 'package-lock.json': now => now.replace('"integrity":', '"hasInstallScript": true,\n      "integrity":'), 'package.json': now => now.replace('"fastify": "', '"fastify": "^'), '.npmrc': now => now.replace('ignore-scripts=true', 'ignore-scripts=false') })
  expect(said).toContain('brings an install script')
  expect(said).toContain('is no exact version')
  expect(said).toContain('.npmrc lets packages run scripts')
})

test('npm runs no script of a package it installs under our settings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ydt-scripts-'))
  mkdirSync(join(folder, 'greedy'))
  writeFileSync(join(folder, 'greedy', 'package.json'), JSON.stringify({ name: 'greedy', version: '1.0.0', scripts: { preinstall: 'echo ran > ../ran', postinstall: 'echo ran > ../ran' } }))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'ours', version: '1.0.0', dependencies: { greedy: 'file:greedy' } }))
  cpSync('.npmrc', join(folder, '.npmrc'))
  const ran = spawnSync('npm', ['install', '--offline'], { cwd: folder, encoding: 'utf8' })
  expect(ran.status, ran.stderr).toBe(0)
  expect(existsSync(join(folder, 'node_modules', 'greedy'))).toBe(true)
  expect(existsSync(join(folder, 'ran'))).toBe(false)
  rmSync(folder, { recursive: true })
})

test('the bill of materials names every package of the lock file', () => {
  const { passes, said } = gateWith('sbom', { 'package-lock.json': now => now.replace(/"node_modules\/fastify": \{\s+"version": "[\d.]+",/u, '"node_modules/fastify": {') })
  expect(passes).toBe(false)
  expect(said).toMatch(/fastify|no address or no hash/)
})

describe('the search for secrets finds', () => {
  // Put together here, so that this file holds none.
  test.each([
    ['a private key', ['-----BEGIN ', 'PRIVATE KEY-----']], ['an age identity', ['AGE-SECRET', `-KEY-1${'Q'.repeat(58)}`]], ['a token of a code host', ['ghp', `_${'a1B2'.repeat(9)}`]],
    ['a password in an address', ['postgres:/', '/clerk:hunter2@db.example']], ['a secret in a setting', ['sessionSecret', ` = '${'a1b2'.repeat(8)}'`]], ['a key of a cloud', ['AKIA', 'ABCDEFGHIJ012345']],
  ])('%s', (_name, parts) => {
    const { passes, said } = gateWith('secrets', { 'src/platform/breach.ts': `// ${parts.join('')}\n` })
    expect(passes).toBe(false)
    expect(said).toContain('src/platform/breach.ts:1')
    expect(said).not.toContain(parts[1])
  })

  test('an allowance that nothing needs any more', () => {
    expect(gateWith('secrets', { 'bin/secrets-allowed.json': now => now.replace('[', '[{ "file": "package.json", "text": "gone", "why": "x" },') }).said).toContain('no longer holds')
  })
})

test('a regular expression may not be slow, whether written out, put together, or made when it runs', () => {
  const { passes, said } = gateWith('regexes', { 'src/rules/breach.ts': `const word = 'a'\nexport const slow = /^(?:a+)+$/u\nexport const square = /x*x*y/u\nexport const made = new RegExp(\`^(\${word}+)+$\`, 'u')\nexport const later = (text: string) => new RegExp(text, 'u')\n` })
  expect(passes).toBe(false)
  for (const found of ['/^(?:a+)+$/u is exponential', '/x*x*y/u is polynomial', '/^(a+)+$/u is', 'made when it runs']) expect(said).toContain(found)
})
