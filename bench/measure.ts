import { type ChildProcess, fork } from 'node:child_process'
import { Agent, request } from 'node:http'

/** A server in a process of its own, so that its CPU time is its own. */
export type Measured = { readonly port: number; cpu(): Promise<number>; stop(): Promise<void> }

/** Starts `file` as a child that answers `{port}` when it listens, and its CPU time in microseconds whenever it is sent `cpu`. */
export async function startMeasured(file: string, env: Readonly<Record<string, string>>): Promise<Measured> {
  const child = fork(file, [], { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const { port } = await answerOf<{ port: number }>(child)
  return {
    port,
    async cpu() {
      child.send('cpu')
      return (await answerOf<{ cpu: number }>(child)).cpu
    },
    async stop() {
      child.kill('SIGTERM')
      await new Promise(resolve => child.once('exit', resolve))
    },
  }
}

function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const died = (code: number | null) => reject(new Error(`a measured server ended with ${code}`))
    child.once('exit', died)
    child.once('message', message => {
      child.off('exit', died)
      resolve(message as Answer)
    })
  })
}

/** Called by a measured server once it listens. */
export function reportTo(port: number): void {
  process.send?.({ port })
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpu: user + system })
  })
}

export type Load = { readonly requests: number; readonly connections: number; readonly make: (n: number) => { method: string; path: string; headers: Record<string, string>; body?: string } }
export type Outcome = { readonly seconds: number; readonly statuses: Readonly<Record<string, number>>; readonly milliseconds: number[] }

/** Sends a bounded number of requests to this machine over kept connections. */
export async function load(port: number, { requests, connections, make }: Load): Promise<Outcome> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const statuses: Record<string, number> = {}
  const milliseconds: number[] = []
  let next = 0
  async function worker() {
    while (next < requests) {
      const started = performance.now()
      const status = await send(port, agent, make(next++))
      milliseconds.push(performance.now() - started)
      statuses[status] = (statuses[status] ?? 0) + 1
    }
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: connections }, worker))
  agent.destroy()
  return { seconds: (performance.now() - started) / 1000, statuses, milliseconds: milliseconds.toSorted((a, b) => a - b) }
}

function send(port: number, agent: Agent, asked: ReturnType<Load['make']>): Promise<number> {
  return new Promise((resolve, reject) => {
    const { body, ...options } = asked
    const sent = request({ host: '127.0.0.1', port, agent, ...options }, answer => {
      answer.resume()
      answer.once('end', () => resolve(answer.statusCode ?? 0))
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

/** Measures two servers in turns and gives the CPU of each per request, and the median of the ratios. */
export async function inTurns(ours: Measured, theirs: Measured, turn: Load, turns: number): Promise<{ ours: number; theirs: number; ratio: number; wall: number }> {
  const pairs: { ours: number; theirs: number; wall: number }[] = []
  for (let n = 0; n <= turns; n++) {
    const [a, b] = [await perRequest(ours, turn), await perRequest(theirs, turn)]
    if (n > 0) pairs.push({ ours: a.cpu, theirs: b.cpu, wall: a.wall / b.wall }) // the first turn warms both up
  }
  return {
    ours: median(pairs.map(pair => pair.ours)), theirs: median(pairs.map(pair => pair.theirs)),
    ratio: median(pairs.map(pair => pair.ours / pair.theirs)), wall: median(pairs.map(pair => pair.wall)),
  }
}

async function perRequest(server: Measured, turn: Load): Promise<{ cpu: number; wall: number }> {
  const before = await server.cpu()
  const { seconds, statuses } = await load(server.port, turn)
  if (Object.keys(statuses).some(status => !status.startsWith('2'))) throw new Error(`a measured server answered ${JSON.stringify(statuses)}`)
  return { cpu: (await server.cpu() - before) / turn.requests, wall: seconds }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

/** One printed figure. */
export function figure(what: string, value: string, limit: string, isReached: boolean): void {
  console.log(`${isReached ? 'reached    ' : 'NOT REACHED'}  ${what.padEnd(58)} ${value.padEnd(34)} limit ${limit}`)
}
