import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { mainVillages } from '../src/cli/demonstration/people.ts'
import { figure } from './measure.ts'
import { makeFolder } from './program.ts'

/** From `npm start` to the first page: on an empty data folder and an unbuilt console, then again. */
export async function benchStarts(): Promise<void> {
  const folder = makeFolder('ydt-start-')
  rmSync('dist/console', { recursive: true, force: true })
  try {
    let atRest: Memory | undefined
    const fresh = await start(folder)
    const second = await start(folder, async pid => {
      await pause(20_000)
      atRest = memoryOf(pid)
    })
    figure('fresh machine to first page, after npm ci', `${fresh.toFixed(1)} s`, '60 s', fresh <= 60)
    figure('second start to first page', `${second.toFixed(1)} s`, '3 s', second <= 3)
    figure('memory of the program at rest, twenty seconds after the second start', `${atRest?.program.toFixed(0)} MB, and ${atRest?.database.toFixed(0)} MB of its PostgreSQL`, '150 MB', (atRest?.program ?? Infinity) <= 150)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function start(folder: string, thenLook?: (pid: number) => Promise<void>): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const started = performance.now()
  const program = spawn('npm', ['start'], { env: { ...process.env, PORT: String(port), DATA_DIR: folder }, stdio: 'ignore', detached: true })
  const ended = new Promise(resolve => program.once('exit', resolve))
  try {
    while (!await answers(port)) {
      if (performance.now() - started > 120_000) throw new Error('no page after two minutes')
      await pause(20)
    }
    const seconds = (performance.now() - started) / 1000
    await thenLook?.(program.pid!)
    return seconds
  } finally {
    process.kill(-program.pid!, 'SIGTERM')
    await ended
    await pause(1500) // the program closes its database after npm has gone
  }
}

type Memory = { readonly program: number; readonly database: number }

/** Megabytes that the program and its database hold: what of it is shared counts once for each process of the program, and by its part for PostgreSQL. */
function memoryOf(root: number): Memory {
  const all = readdirSync('/proc').filter(name => /^\d+$/.test(name)).flatMap(name => readProcess(Number(name)) ?? [])
  const below = new Set([root])
  // Children come after their parents or not: look until nothing new is found.
  for (let before = 0; before !== below.size;) {
    before = below.size
    for (const { pid, parent } of all) if (below.has(parent)) below.add(pid)
  }
  const ours = all.filter(({ pid }) => below.has(pid))
  const sum = (chosen: typeof ours, file: string, line: string) => chosen.reduce((total, { pid }) => total + kilobytes(pid, file, line), 0) / 1024
  return { program: sum(ours.filter(({ name }) => name === 'node' || name === 'MainThread'), 'status', 'VmRSS'), database: sum(ours.filter(({ name }) => name === 'postgres'), 'smaps_rollup', 'Pss') }
}

function readProcess(pid: number): { pid: number; parent: number; name: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return { pid, name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) }
  } catch {
    return undefined // it has ended meanwhile
  }
}

function kilobytes(pid: number, file: string, line: string): number {
  return Number(new RegExp(`^${line}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/${file}`, 'utf8'))?.[1] ?? 0)
}

async function answers(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/v/${mainVillages[0]}`)
    return answer.ok
  } catch {
    return false
  }
}
