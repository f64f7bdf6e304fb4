import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** When a connection to the database breaks: before the marked message reaches the server, or after the server has answered it. */
export type Cut = 'before' | 'after'

/** A socket between the program and PostgreSQL that can break the connection at one exact moment. */
export type CuttingProxy = {
  readonly host: string
  /** Breaks the connection at the next message that carries `marker`. */
  cutAt(marker: RegExp, when: Cut): void
  /** How many cuts have been made. */
  readonly cuts: number
  close(): Promise<void>
}

/** Starts a proxy in front of the server whose socket lies in `host`. */
export async function cuttingProxy(host: string, port: number): Promise<CuttingProxy> {
  const folder = mkdtempSync(join(tmpdir(), 'ydt-cut-'))
  const sockets = new Set<Socket>()
  let next: { marker: RegExp; when: Cut } | undefined
  let cuts = 0
  const proxy = createServer(client => {
    const server = connect(join(host, `.s.PGSQL.${port}`))
    let isAnswerLost = false
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => { client.destroy(); if (!isAnswerLost) server.destroy() })
    }
    client.on('data', message => {
      if (next?.marker.test(message.toString('latin1'))) {
        const { when } = next
        next = undefined
        cuts += 1
        if (when === 'before') return void client.destroy()
        isAnswerLost = true
      }
      server.write(message)
    })
    server.on('data', answer => {
      if (!isAnswerLost) return void client.write(answer)
      client.destroy() // the server has done it and said so; nobody hears
      server.end()
    })
  })
  await new Promise<void>(resolve => proxy.listen(join(folder, `.s.PGSQL.${port}`), resolve))
  return {
    host: folder,
    get cuts() { return cuts },
    cutAt(marker, when) { next = { marker, when } },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => proxy.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
