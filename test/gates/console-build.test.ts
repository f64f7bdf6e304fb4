import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { builtConsole } from '#test/world.ts'

const root = join(import.meta.dirname, '../..')
let tree: string
beforeAll(async () => {
  tree = mkdtempSync(join(tmpdir(), 'ydt-console-'))
  for (const part of ['src', 'tsconfig.json', 'package.json', 'package-lock.json']) cpSync(join(root, part), join(tree, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
  const built = await builtConsole(inject('server'))
  cpSync(built, join(tree, 'dist/console', basename(built)), { recursive: true }) // of the same sources, so it is the one to be served
})
afterAll(() => rmSync(tree, { recursive: true, force: true }))

const build = () => execFileSync(process.execPath, ['--input-type=module', '-e', `console.log((await import('./src/cli/build-console.ts')).buildConsoleIfChanged().then(folder => console.log('at ' + folder)))`], { cwd: tree, encoding: 'utf8', env: { ...process.env, VITEST: '' } })
  .split('\n').find(line => line.startsWith('at '))!.slice(3)

test('a console that is served loses none of its screens when another is built', () => {
  const served = build()
  expect(readdirSync(join(tree, 'dist/console'))).toEqual([basename(served)])
  const screens = readdirSync(join(served, 'assets'))
  expect(screens.some(name => name.endsWith('.js.br'))).toBe(true)
  writeFileSync(join(tree, 'src/console/style/changed.css'), '.changed { color: red }')
  const next = build()
  expect(next).not.toBe(served)
  expect(existsSync(join(next, 'index.html'))).toBe(true)
  expect(readdirSync(join(served, 'assets'))).toEqual(screens)
}, 120_000)
