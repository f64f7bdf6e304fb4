/** The bill of materials, CycloneDX JSON, made of the lock file by npm. `npm run sbom` prints it; `--verify` says whether it names every package there is. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

type Component = { readonly name: string; readonly version: string; readonly purl?: string; readonly hashes?: readonly unknown[] }

const made = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
if (process.argv.includes('--verify')) verify(JSON.parse(made) as { components: readonly Component[] })
else process.stdout.write(made)

function verify({ components }: { readonly components: readonly Component[] }): void {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, { readonly version?: string }> }
  const named = new Set(components.map(({ name, version }) => `${name}@${version}`))
  const locked = new Set(Object.entries(packages).filter(([path]) => path !== '').map(([path, { version }]) => `${path.replace(/^.*node_modules\//u, '')}@${version ?? ''}`))
  const problems = [
    ...[...locked].filter(name => !named.has(name)).map(name => `${name} is locked and not named`),
    ...[...named].filter(name => !locked.has(name)).map(name => `${name} is named and not locked`),
    ...components.filter(component => !component.purl || !component.hashes?.length).map(component => `${component.name} has no address or no hash`),
  ]
  for (const problem of problems) console.error(problem)
  process.exitCode = problems.length > 0 ? 1 : 0
}
