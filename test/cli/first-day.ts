import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { provider } from '#platform/crypto/provider.ts'
import { codeOf } from '#test/security/codes.ts'

/** The commands of “The first day of a county” as a manual prints them, line by line, in their order. */
export function commandsOf(manual: string): string[] {
  const section = /\n## (?:The first day of a county, in ten steps|一个县的第一天，十步)\n([\s\S]*?)\n## /u.exec(readFileSync(manual, 'utf8'))![1]!
  return [...section.matchAll(/```sh\n([\s\S]*?)```/gu)].flatMap(([, lines]) => lines!.trim().split('\n').map(line => line.trim()))
}

/** Runs one command in a shell as an operator does, and gives what it said; throws its words when it fails. */
export function run(command: string, env: Readonly<Record<string, string>>): Promise<string> {
  const { child, said } = begin(command, env)
  return new Promise((resolve, reject) => child.once('close', code => { if (code === 0) resolve(said()); else reject(new Error(`${command} ended with ${code}: ${said()}`)) }))
}

export type Begun = { readonly child: ChildProcess; said(): string }

/** Begins a command that does not end by itself. It leads a group of processes of its own, so that it can be ended with all of them. */
export function begin(command: string, env: Readonly<Record<string, string>>): Begun {
  const child = spawn('sh', ['-c', command], { env: { ...process.env, ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let words = ''
  for (const output of [child.stdout!, child.stderr!]) output.on('data', (chunk: Buffer) => { words += chunk.toString() })
  return { child, said: () => words }
}

export async function untilGreeting({ child, said }: Begun): Promise<void> {
  for (let waited = 0; waited < 180_000; waited += 100) {
    if (child.exitCode !== null) throw new Error(`the program ended: ${said()}`)
    if (said().includes('yidiantong ·')) return
    await pause(100)
  }
  throw new Error(`the program does not get ready: ${said()}`)
}

/** Ends what was begun, with its children; without a word when it is over already. */
export async function end({ child }: Begun): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const over = new Promise(resolve => child.once('close', resolve))
  process.kill(-child.pid!, 'SIGTERM')
  await over
}

/** What came back. Tests look into the body as it is, so it has no type of its own. */
export type Said = { readonly status: number; readonly body: ReturnType<typeof JSON.parse>; readonly text: string; readonly bytes: Buffer }

const password = '春天去看油菜花 in the hills'

/** Officers at their desks, each with the cookies of an own browser. */
export class Desks {
  private readonly cookies = new Map<string, Map<string, string>>()
  private readonly origin: string
  constructor(origin: string) { this.origin = origin }

  /** One request, as an officer or as nobody. */
  async ask(as: string | undefined, method: string, url: string, body?: object | FormData): Promise<Said> {
    const isForm = body instanceof FormData || body instanceof URLSearchParams
    const jar = as === undefined ? undefined : this.cookies.get(as)
    const reply = await fetch(this.origin + url, {
      method, redirect: 'manual',
      headers: { origin: this.origin, 'accept-language': 'zh-CN', ...(jar && { cookie: [...jar].map(pair => pair.join('=')).join('; ') }), ...(method !== 'GET' && { 'idempotency-key': crypto.randomUUID() }), ...(body && !isForm && { 'content-type': 'application/json' }) },
      ...(body && { body: isForm ? body as FormData : JSON.stringify(body) }),
    })
    if (as !== undefined) for (const line of reply.headers.getSetCookie()) this.keep(as, line)
    const bytes = Buffer.from(await reply.arrayBuffer())
    const isJson = reply.headers.get('content-type')?.includes('json') ?? false
    return { status: reply.status, body: isJson ? JSON.parse(bytes.toString()) : undefined, text: bytes.toString(), bytes }
  }

  private keep(as: string, line: string): void {
    const [name, value] = line.split(';')[0]!.split('=') as [string, string]
    this.cookies.set(as, (this.cookies.get(as) ?? new Map<string, string>()).set(name, value))
  }

  /** Sets the password with both halves, signs in, and sets up an authenticator where the duty demands one. */
  async enter(username: string, first: string, second: string): Promise<void> {
    const accepted = await this.ask(undefined, 'POST', '/api/v1/invitations/accept', { username, first, second, password })
    if (accepted.status !== 200) throw new Error(`${username}: ${accepted.text}`)
    const entered = await this.ask(username, 'POST', '/api/auth/sign-in/username', { username, password })
    if (entered.status !== 200) throw new Error(`${username}: ${entered.text}`)
    if ((await this.ask(username, 'GET', '/api/v1/me')).body.owed !== 'second-factor-due') return
    const { body: { secret } } = await this.ask(username, 'POST', '/api/v1/security/codes', { password })
    await this.ask(username, 'POST', '/api/auth/two-factor/verify-totp', { code: codeOf(secret) })
  }
}

/** The pair in a key file, as `keys make` wrote it. */
export function keyIn(file: string): { readonly identity: string; readonly recipient: string } {
  const text = readFileSync(file, 'utf8')
  return { identity: /AGE-SECRET-KEY-[0-9A-Z-]+/u.exec(text)![0], recipient: /# public (\S+)/u.exec(text)![1]! }
}

/** Opens in the browser of whoever has the key. */
export const openWith = (file: string, sealed: Buffer): Promise<Buffer> => provider.open(keyIn(file).identity, sealed)
