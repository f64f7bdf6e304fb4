import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { mainVillages } from '../src/cli/demonstration/people.ts'
import { figure } from './measure.ts'
import { makeFolder } from './program.ts'

/** From `npm start` to the first page: on an empty data folder and an unbuilt console, then again. */
export async function benchStarts(): Promise<void> {
  const folder = makeFolder('ydt-start-')
  rmSync('dist/console', { recursive: true, force: true })
  try {
    const fresh = await start(folder)
    const second = await start(folder)
    figure('fresh machine to first page, after npm ci', `${fresh.toFixed(1)} s`, '60 s', fresh <= 60)
    figure('second start to first page', `${second.toFixed(1)} s`, '3 s', second <= 3)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function start(folder: string): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const started = performance.now()
  const program = spawn('npm', ['start'], { env: { ...process.env, PORT: String(port), DATA_DIR: folder }, stdio: 'ignore', detached: true })
  const ended = new Promise(resolve => program.once('exit', resolve))
  try {
    while (!await answers(port)) {
      if (performance.now() - started > 120_000) throw new Error('no page after two minutes')
      await pause(20)
    }
    return (performance.now() - started) / 1000
  } finally {
    process.kill(-program.pid!, 'SIGTERM')
    await ended
    await pause(1500) // the program closes its database after npm has gone
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/v/${mainVillages[0]}`)
    return answer.ok
  } catch {
    return false
  }
}
