import { randomBytes } from 'node:crypto'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { constrainedMemory } from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { CannotStart } from '../cannot-start.ts'
import { databaseOwner, makeOwnFolder, type Owner } from './owner.ts'
import { installProgram, type PostgresProgram } from './program.ts'

/** A running PostgreSQL that belongs to this program and ends with it. */
export type EmbeddedPostgres = {
  /** Socket folder and port, as `pg` takes them. */
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly processId: number
  /** Resolves when the server ends for whatever reason. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

const superuser = 'postgres'
const usualPort = 5432 // only the name of a file in the socket folder: nothing listens on the network, unless settings say so

/**
 * Starts PostgreSQL on `dataFolder`, creating it at the first start.
 * After a `kill -9` of the program the watchdog has already asked the old server to stop; we wait for it, or stop it ourselves.
 */
export async function startEmbeddedPostgres(dataFolder: string, settings: Record<string, string> = {}): Promise<EmbeddedPostgres> {
  const owner = databaseOwner()
  const cluster = join(dataFolder, 'postgres')
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o755 })
    makeOwnFolder(cluster, owner)
  } catch (cause) {
    throw new CannotStart(`cannot write to ${dataFolder}: give this user a writable folder in DATA_DIR`, { cause })
  }
  const program = installProgram(dataFolder)
  await endForsakenServer(cluster)
  const isNew = initialise(program, cluster, owner)
  refuseOtherVersion(program, cluster)
  if (!isNew) renewPassword(program, cluster, owner)
  const password = readFileSync(passwordFileOf(cluster), 'utf8')
  const host = socketFolder(owner)
  const port = Number(settings['port'] ?? usualPort)
  const log = join(dataFolder, 'postgres.log')
  const server = spawnServer(program, cluster, host, owner, settings, log)
  await untilAccepting(server, join(host, `.s.PGSQL.${port}`), log)
  writeFileSync(join(dataFolder, 'program.pid'), String(process.pid))
  const ended = new Promise<void>(resolve => server.process.once('exit', () => resolve()))
  return {
    host, port, user: superuser, password, ended, processId: server.process.pid!,
    async stop() {
      server.process.kill('SIGINT') // fast shutdown: roll back, write the checkpoint, leave
      await ended
      server.watchdog.kill('SIGKILL')
      rmSync(host, { recursive: true, force: true })
    },
  }
}

/** Unix socket paths are limited to 107 bytes, so the socket lives in a short folder of its own. */
function socketFolder(owner: Owner): string {
  const folder = mkdtempSync(join(tmpdir().length < 60 ? tmpdir() : '/tmp', 'ydt-pg-'))
  makeOwnFolder(folder, owner)
  return folder
}

function passwordFileOf(cluster: string): string {
  return join(cluster, '..', 'postgres-password')
}

/** Makes the cluster where there is none. Returns whether it did. */
function initialise(program: PostgresProgram, cluster: string, owner: Owner): boolean {
  if (existsSync(join(cluster, 'PG_VERSION'))) return false
  rmSync(cluster, { recursive: true, force: true })
  makeOwnFolder(cluster, owner)
  const password = newPassword()
  writeFileSync(passwordFileOf(cluster), password, { mode: 0o600 })
  runInitdb(program, cluster, owner, password)
  return true
}

function newPassword(): string {
  return randomBytes(24).toString('base64url')
}

/**
 * Another password with every start, set while nothing can connect: one that left with a backup opens nothing. PostgreSQL alone in the foreground asks for none, so a start that was
 * cut short between the two is mended by the next. Where this fails the server is started all the same, because it says why nothing can be written.
 */
function renewPassword(program: PostgresProgram, cluster: string, owner: Owner): void {
  const password = newPassword()
  const ran = spawnSync(join(program.folder, 'bin', 'postgres'), ['--single', '-D', cluster, 'postgres'], {
    ...owner, cwd: '/', env: { PATH: process.env['PATH'], LC_ALL: 'C' }, input: `alter role ${superuser} password '${password}'\n`,
  })
  if (ran.status === 0 && !/ERROR|FATAL|PANIC/.test(ran.stderr.toString())) writeFileSync(passwordFileOf(cluster), password, { mode: 0o600 })
}

function runInitdb(program: PostgresProgram, cluster: string, owner: Owner, password: string) {
  const hand = socketFolder(owner)
  const handed = join(hand, 'password') // initdb reads it as the database's user, who cannot read our own file
  writeFileSync(handed, password, { mode: 0o600 })
  if (owner) chownSync(handed, owner.uid, owner.gid)
  const ran = spawnSync(
    join(program.folder, 'bin', 'initdb'),
    ['-D', cluster, '-U', superuser, '-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8',
      '--auth=scram-sha-256', `--pwfile=${handed}`, '--no-instructions'],
    { ...owner, cwd: '/', env: { PATH: process.env['PATH'], LC_ALL: 'C' } },
  )
  rmSync(hand, { recursive: true, force: true })
  if (ran.status === 0) return
  rmSync(join(cluster, 'PG_VERSION'), { force: true })
  const reason = ran.error ? `the user that runs PostgreSQL cannot reach ${program.folder}` : firstLine(ran.stderr)
  throw new CannotStart(`cannot create a database in ${cluster}: ${reason}; set DATA_DIR to a folder such as /var/lib/yidiantong`)
}

function refuseOtherVersion(program: PostgresProgram, cluster: string) {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  const ours = program.version.split('.')[0]
  if (found === ours) return
  throw new CannotStart(`${cluster} was written by PostgreSQL ${found}, this program brings ${ours}: set DATA_DIR to a new folder and restore a backup into it`)
}

/** A sixteenth of the memory, as far as it helps: the cases of a large county and their indexes fit into half a gigabyte. What is not used is not taken. */
function sharedMegabytes(): number {
  const memory = Math.min(totalmem(), constrainedMemory() || Infinity)
  return Math.min(512, Math.max(128, Math.floor(memory / 16 / 2 ** 20)))
}

type Spawned = { process: ChildProcess; watchdog: ChildProcess }

function spawnServer(program: PostgresProgram, cluster: string, host: string, owner: Owner, settings: Record<string, string>, log: string): Spawned {
  const all: Record<string, string> = {
    listen_addresses: '', unix_socket_directories: host, unix_socket_permissions: '0700', port: String(usualPort), max_connections: '60',
    log_timezone: 'UTC', timezone: 'Asia/Shanghai',
    // Parameters may carry what a resident wrote: they are never logged.
    log_parameter_max_length: '0', log_parameter_max_length_on_error: '0', log_min_error_statement: 'panic', log_error_verbosity: 'terse',
    shared_buffers: `${sharedMegabytes()}MB`, max_wal_size: '2GB', ...settings,
  }
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const output = openSync(log, 'w', 0o600) // what an earlier start said is of no more use
  const child = spawn(join(program.folder, 'bin', 'postgres'), ['-D', cluster, ...args], {
    ...owner, cwd: '/', detached: true, stdio: ['ignore', output, output], env: { PATH: process.env['PATH'], LC_ALL: 'C' },
  })
  closeSync(output)
  // The pipe to the watchdog closes when this program ends in whatever way; then it asks the server to stop.
  const watchdog = spawn('/bin/sh', ['-c', 'cat >/dev/null; kill -INT "$0"', String(child.pid)], {
    ...owner, cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'],
  })
  return { process: child, watchdog }
}

async function untilAccepting(server: Spawned, socket: string, log: string): Promise<void> {
  for (const started = performance.now(); performance.now() - started < 60_000;) {
    if (server.process.exitCode !== null || server.process.signalCode !== null) break
    if (readFileSync(log, 'utf8').includes('ready to accept connections') && await answers(socket)) return
    await pause(20)
  }
  throw new CannotStart(`PostgreSQL did not start; what it said is in ${log}`)
}

function answers(path: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(path)
    socket.once('connect', () => { socket.destroy(); resolve(true) })
    socket.once('error', () => resolve(false))
  })
}

async function endForsakenServer(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid')
  for (let waited = 0; existsSync(pidFile); waited += 50) {
    const oldServer = Math.abs(Number(readFileSync(pidFile, 'utf8').split('\n')[0])) // below zero while it runs in the foreground
    if (!isPostgres(oldServer)) return // a crash left the file behind; PostgreSQL itself cleans up
    const oldProgram = readNumber(join(cluster, '..', 'program.pid'))
    if (oldProgram !== process.pid && isAlive(oldProgram)) {
      throw new CannotStart(`another yidiantong (process ${oldProgram}) uses ${cluster}: stop it, or set DATA_DIR to another folder`)
    }
    if (waited === 3_000) process.kill(oldServer, 'SIGINT')
    if (waited > 30_000) throw new CannotStart(`an old PostgreSQL (process ${oldServer}) does not stop: end it with \`kill -QUIT ${oldServer}\``)
    await pause(50)
  }
}

function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
  } catch {
    return true // no /proc here: believe the file, PostgreSQL checks its own lock again
  }
}

function isAlive(pid: number): boolean {
  if (!pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function readNumber(file: string): number {
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
}

function firstLine(output: Buffer): string {
  return output.toString().split('\n').find(line => line.trim()) ?? 'no reason given'
}
