import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type * as Bundler from 'vite'

type Build = typeof Bundler.build

const root = join(import.meta.dirname, '../..')

/** Where the built console lies. */
export const consoleFolder = join(root, 'dist', 'console')

/** Builds the staff console unless what lies in dist/ was built from exactly these sources. */
export async function buildConsoleIfChanged(): Promise<void> {
  const stamp = join(consoleFolder, 'built-from')
  const sources = hashOf(['src/console', 'src/pages/sealing', 'src/text', 'src/rules', 'package-lock.json'])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return
  console.log('building the staff console …')
  const { build } = await import('vite') // only here: a program that is built already does not load the bundler
  // Built aside and put in place whole: two programs that start together never serve each other's halves.
  const half = `${consoleFolder}.${process.pid}`
  await build({ configFile: join(root, 'src/console/vite.config.ts'), logLevel: 'warn', build: { outDir: half } })
  await buildSealing(build, half)
  await compressAll(join(half, 'assets'))
  writeFileSync(join(half, 'built-from'), sources)
  putInPlace(half)
}

/** The one script of the public pages that is bundled: it seals confidential reports with age in the reporter's browser. */
async function buildSealing(build: Build, outDir: string): Promise<void> {
  const lib = { entry: join(root, 'src/pages/sealing/seal-report.ts'), formats: ['es' as const], fileName: () => 'sealing.js' }
  await build({ configFile: false, root, logLevel: 'warn', build: { outDir, emptyOutDir: false, target: 'es2022', minify: true, lib } })
}

function putInPlace(half: string): void {
  rmSync(consoleFolder, { recursive: true, force: true })
  try {
    renameSync(half, consoleFolder)
  } catch (cause) {
    // Another program put its build there between our two steps: it is of the same sources.
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(join(consoleFolder, 'built-from'))) throw cause
  }
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
