/**
 * Every gate, then every test: what CI runs, what `npm test` runs. `--gates` leaves the tests out; `--only NAME` runs one gate.
 * Prints one line per gate, the output of those that fail, and at the end how many passed.
 */
import { execFile, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Gate = { readonly name: string; readonly command: readonly string[] }

export const gates: readonly Gate[] = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'types-console', command: ['tsc', '--noEmit', '-p', 'src/console'] },
  { name: 'types-enhance', command: ['tsc', '--noEmit', '-p', 'src/pages/enhance'] },
  { name: 'types-sealing', command: ['tsc', '--noEmit', '-p', 'src/pages/sealing'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--quiet'] },
  { name: 'imports', command: ['depcruise', 'src', 'verify', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'] },
  { name: 'unused', command: ['knip', '--no-progress'] },
  { name: 'tables', command: ['node', 'bin/tables.ts', '--verify'] },
  { name: 'openapi', command: ['node', 'bin/openapi.ts', '--verify'] },
  { name: 'lockfile', command: ['node', 'bin/lockfile.ts'] },
  { name: 'sbom', command: ['node', 'bin/sbom.ts', '--verify'] },
  { name: 'secrets', command: ['node', 'bin/secrets.ts'] },
  { name: 'regexes', command: ['node', 'bin/regexes.ts'] },
]

if (import.meta.main) await main(process.argv.slice(2))

async function main(args: readonly string[]) {
  const only = args[args.indexOf('--only') + 1]
  const asked = args.includes('--only') ? gates.filter(gate => gate.name === only) : gates
  const failed = await failing(asked)
  const tests = args.includes('--gates') || args.includes('--only') ? { passed: 0, failed: 0 } : runTests()
  const passed = asked.length - failed.length + tests.passed
  if (failed.length > 0) console.log(`gates that failed: ${failed.map(gate => gate.name).join(', ')}`)
  console.log(`${passed} passed, ${failed.length + tests.failed} failed`)
  process.exitCode = failed.length + tests.failed > 0 ? 1 : 0
}

/** Runs the gates two at a time, as there are two cores, and names those that fail. */
async function failing(asked: readonly Gate[]): Promise<Gate[]> {
  const [waiting, failed] = [[...asked], [] as Gate[]]
  const worker = async () => {
    for (let gate = waiting.shift(); gate; gate = waiting.shift()) if (!await passes(gate)) failed.push(gate)
  }
  await Promise.all([worker(), worker()])
  return failed
}

function passes({ name, command: [program, ...args] }: Gate): Promise<boolean> {
  const started = Date.now()
  return new Promise(resolve => {
    execFile(program!, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      console.log(`${error ? 'FAIL' : 'ok  '} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
      if (error) console.log(`${stdout}${stderr}${stdout || stderr ? '' : error.message}`)
      resolve(!error)
    })
  })
}

function runTests(): { passed: number; failed: number } {
  const report = join(tmpdir(), `ydt-tests-${process.pid}.json`)
  const ran = spawnSync('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], { stdio: ['ignore', 'inherit', 'inherit'] })
  if (!existsSync(report)) return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests, success } = JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number; success: boolean }
  rmSync(report)
  const others = numFailedTests === 0 && (!success || ran.status !== 0) ? 1 : 0 // a file that did not even load
  return { passed: numPassedTests, failed: numFailedTests + others }
}
