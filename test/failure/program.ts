import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** The real program in a process of its own. */
export type RunningProgram = {
  readonly child: ChildProcess
  readonly port: number
  readonly address: string
  /** What it said so far on both outputs. */
  said(): string
  /** Waits for the end and gives the exit code, or the signal. */
  ended: Promise<number | string>
}

/** A data folder that the database's own user can reach. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ydt-program-'))
  chmodSync(folder, 0o755)
  return folder
}

/** Runs `src/main.ts`; does not wait for it to listen. */
export function runProgram(env: Readonly<Record<string, string>>, args: readonly string[] = []): RunningProgram {
  const port = Number(env['PORT'] ?? 20_000 + Math.floor(Math.random() * 20_000))
  const child = spawn('node', ['src/main.ts', ...args], { env: { ...process.env, NODE_COMPILE_CACHE: 'node_modules/.cache/compiled', DEMO: '0', PORT: String(port), ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let words = ''
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk: Buffer) => { words += chunk.toString() })
  const exited = new Promise<number | string>(resolve => child.once('exit', (code, signal) => resolve(signal ?? code ?? -1)))
  const heard = new Promise<void>(resolve => child.once('close', () => resolve()))
  // Its last words may arrive after its end; a database that outlives it would keep its outputs open for ever.
  const ended = exited.then(async how => {
    await Promise.race([heard, pause(1000, undefined, { ref: false })])
    return how
  })
  return { child, port, address: `http://127.0.0.1:${port}`, said: () => words, ended }
}

/** Waits until the program is ready; throws with its words if it ends before. */
export async function untilReady(program: RunningProgram): Promise<RunningProgram> {
  for (let waited = 0; waited < 60_000; waited += 25) {
    if (program.child.exitCode !== null || program.child.signalCode !== null) throw new Error(`the program ended: ${await program.ended.then(() => program.said())}`)
    const isReady = await fetch(`${program.address}/readyz`).then(answer => answer.ok, () => false)
    if (isReady && program.said().includes('yidiantong ·')) return program // it greets when everything runs, the jobs too
    await pause(25)
  }
  throw new Error(`the program does not get ready: ${program.said()}`)
}

/** The process id of the PostgreSQL that serves a data folder, if one runs. */
export function postgresOf(folder: string): number | undefined {
  const file = join(folder, 'postgres', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined
}

/** Whether a process still runs; one that is dead and not yet reaped by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
