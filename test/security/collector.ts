import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:tls'
import type { Certified } from '#test/certificates.ts'

export type Told = { readonly n: number; readonly at: string; readonly act: string; readonly outcome: string } & Readonly<Record<string, unknown>>

/** A collector of logs on this machine: what it has read, and how it behaves when it has read a portion. */
export type Collector = {
  readonly port: number
  /** Each message as it came, without its length. */
  readonly messages: string[]
  told(): Told[]
  /** `read` ends as it should; `reset` dies with something unread; `mute` reads everything and never ends. */
  behaves: 'read' | 'reset' | 'mute'
  /** Waits for the next portion that was read to its end. */
  untilRead(): Promise<void>
  close(): Promise<void>
}

export async function openCollector({ certificate, key }: Certified, port = 0): Promise<Collector> {
  const sockets = new Set<Socket>()
  let tell: (() => void) | undefined
  const cut = () => { for (const socket of sockets) socket.resetAndDestroy() }
  const server = createServer({ cert: certificate, key, allowHalfOpen: true }, socket => {
    let read = Buffer.alloc(0)
    socket.on('error', () => {}).on('data', chunk => {
      if (collector.behaves === 'reset') return cut()
      read = Buffer.concat([read, chunk])
    }).on('end', () => {
      collector.messages.push(...framesIn(read))
      tell?.()
      if (collector.behaves === 'read') socket.end()
    })
  })
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => {}))).on('tlsClientError', () => {})
  await new Promise<void>(resolve => { server.listen(port, '127.0.0.1', resolve) })
  const collector: Collector = {
    port: (server.address() as AddressInfo).port, messages: [], behaves: 'read',
    told: () => collector.messages.map(message => JSON.parse(message.slice(message.indexOf(' - {') + 3)) as Told),
    untilRead: () => new Promise(resolve => { tell = resolve }),
    close: () => new Promise(resolve => { server.close(() => resolve()); for (const socket of sockets) socket.destroy() }),
  }
  return collector
}

/** Takes the messages out of what was read: the length of each stands before it, and nothing may be left over. */
function framesIn(read: Buffer): string[] {
  const found: string[] = []
  for (let at = 0; at < read.length;) {
    const [, digits = ''] = /^([1-9]\d*) /.exec(read.toString('latin1', at, at + 8)) ?? []
    const from = at + digits.length + 1
    if (digits === '' || from + Number(digits) > read.length) throw new Error(`no frame at byte ${at}`)
    found.push(read.toString('utf8', from, from + Number(digits)))
    at = from + Number(digits)
  }
  return found
}
