import { connect, type Socket } from 'node:net'

/** How one side of a connection can be slow: a head or a body that does not end, or an answer nobody reads. */
export const slownesses = {
  head: (socket: Socket, n: number) => { socket.write(`GET / HTTP/1.1\r\nhost: localhost\r\nx-${n}: `) },
  body: (socket: Socket) => { socket.write('POST /track HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 40\r\n\r\ncode=') },
  // Many requests on one line, and none of the answers is taken: the buffers of both sides fill up.
  reader: (socket: Socket) => { socket.pause().write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n'.repeat(50)) },
} as const

/** Opens so many slow connections, a third of each kind, and lets them drip. `alive` says how many are still open. */
export async function openSlowConnections(port: number, count: number, every = 500): Promise<{ alive(): number; close(): void }> {
  const kinds = Object.values(slownesses)
  const sockets = await Promise.all(Array.from({ length: count }, (_, n) => new Promise<Socket>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      kinds[n % kinds.length]!(socket, n)
      socket.off('error', reject).on('error', () => {}) // being cut off is what is hoped for
      resolve(socket)
    }).once('error', reject)
  })))
  const dripping = setInterval(() => { for (const [n, socket] of sockets.entries()) if (n % kinds.length !== 2 && !socket.destroyed) socket.write('a') }, every)
  return {
    alive: () => sockets.filter(socket => !socket.destroyed && socket.readyState === 'open').length,
    close() {
      clearInterval(dripping)
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** Asks so often, one after the other, and gives the times in milliseconds, shortest first. Anything but 200 throws. */
export async function timesOf(address: string, count: number): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < count; n++) {
    const started = performance.now()
    const reply = await fetch(address)
    await reply.arrayBuffer()
    if (reply.status !== 200) throw new Error(`${address} answered ${reply.status}`)
    times.push(performance.now() - started)
  }
  return times.toSorted((a, b) => a - b)
}
