import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type * as Bundler from 'vite'

type Build = typeof Bundler.build

const root = join(import.meta.dirname, '../..')

/** Where built consoles lie, each in a folder named by its sources. */
const builds = join(root, 'dist', 'console')

/** How long the builds of other sources stay: a program that was started from them may still run. */
const keptFor = 24 * 3_600_000

/**
 * Builds the staff console unless there is one of exactly these sources, and answers where it lies. A folder is put in place whole, by
 * one renaming, and never replaced: another program, or another test, may be serving from it, and a screen of the console is fetched
 * only when it is first opened.
 */
export async function buildConsoleIfChanged(): Promise<string> {
  const folder = join(builds, hashOf(['src/console', 'src/pages/sealing', 'src/platform/sealing', 'src/text', 'src/rules', 'package-lock.json']).slice(0, 16))
  if (existsSync(folder)) return folder
  console.log('building the staff console …')
  const { build } = await import('vite') // only here: a program that is built already does not load the bundler
  const half = `${folder}.${process.pid}`
  await build({ configFile: join(root, 'src/console/vite.config.ts'), logLevel: 'warn', build: { outDir: half } })
  await buildSealing(build, half)
  await compressAll(join(half, 'assets'))
  putInPlace(half, folder)
  sweep(folder)
  return folder
}

/** The one script of the public pages that is bundled: it seals confidential reports with age in the reporter's browser. */
async function buildSealing(build: Build, outDir: string): Promise<void> {
  const lib = { entry: join(root, 'src/pages/sealing/seal-report.ts'), formats: ['es' as const], fileName: () => 'sealing.js' }
  await build({ configFile: false, root, logLevel: 'warn', build: { outDir, emptyOutDir: false, target: 'es2022', minify: true, lib } })
}

function putInPlace(half: string, folder: string): void {
  try {
    renameSync(half, folder)
  } catch (cause) {
    // Another program was quicker: its build is of the same sources, and may be served already.
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(folder)) throw cause
  }
}

/** Removes what lies there from other sources and is older than a day. */
function sweep(folder: string): void {
  const old = readdirSync(builds).map(name => join(builds, name)).filter(path => path !== folder && statSync(path).mtimeMs < Date.now() - keptFor)
  for (const path of old) rmSync(path, { recursive: true, force: true })
}

function hashOf(parts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const part of parts) {
    const path = join(root, part)
    const files = part.includes('.') ? [''] : readdirSync(path, { recursive: true, encoding: 'utf8' }).filter(file => /\.(tsx?|css|html)$/.test(file) && !file.endsWith('.test.ts')).sort()
    for (const file of files) hash.update(file).update(readFileSync(join(path, file)))
  }
  return hash.digest('hex')
}

/** Pre-compresses what the browser loads, so that serving it is only sending. */
async function compressAll(folder: string): Promise<void> {
  const files = readdirSync(folder).filter(name => /\.(js|css|svg)$/.test(name)).map(name => join(folder, name))
  await Promise.all(files.map(async file => {
    const bytes = readFileSync(file)
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
    writeFileSync(`${file}.br`, await promisify(brotliCompress)(bytes, quality))
    writeFileSync(`${file}.gz`, await promisify(gzip)(bytes))
  }))
}
