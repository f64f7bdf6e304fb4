import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '#platform/config.ts'
import { scannerAt, scannerIn } from '#platform/scanner.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { form, say } from './talking.ts'
import { openWorld, type World } from '#test/world.ts'

const harmful = 'HARMFUL-FOR-THE-TEST'
const pdf = (words: string, bytes = 0) => Buffer.from(`%PDF-1.4\n% ${words}${' '.repeat(bytes)}\ntrailer<<>>\n%%EOF\n`)

/** Speaks as clamd(8) says `clamd` does: takes a command and pieces with their lengths, answers a line that ends in a nought. */
function daemon(answers: (file: Buffer) => string | undefined): Server {
  return createServer(socket => {
    socket.on('error', () => undefined)
    void hear(socket, answers).catch(() => undefined)
  })
}

async function hear(socket: Socket, answers: (file: Buffer) => string | undefined): Promise<void> {
  let heard = Buffer.alloc(0)
  for await (const chunk of socket) {
    heard = Buffer.concat([heard, chunk as Buffer])
    const file = fileIn(heard)
    if (file === undefined) continue
    const answer = answers(file)
    if (answer !== undefined) socket.end(`${answer}\0`)
  }
}

function fileIn(heard: Buffer): Buffer | undefined {
  const command = Buffer.from('zINSTREAM\0')
  if (!heard.subarray(0, command.length).equals(command)) return undefined
  const pieces: Buffer[] = []
  for (let at = command.length; at + 4 <= heard.length;) {
    const length = heard.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(heard.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}

const opened: Server[] = []
async function listening(answers: (file: Buffer) => string | undefined) {
  const server = daemon(answers).listen(0, '127.0.0.1')
  opened.push(server)
  await once(server, 'listening')
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port }
}
afterAll(() => { for (const server of opened) server.close() })

const usual = (file: Buffer) => (file.includes(harmful) ? 'stream: Test.Harmful FOUND' : 'stream: OK')

describe('a scanner', () => {
  test('is shown the whole file, and what it finds is believed', async () => {
    const lengths: number[] = []
    const ask = scannerAt(await listening(file => {
      lengths.push(file.length)
      return usual(file)
    }))
    const large = pdf('a', 3_000_000)
    expect(await ask(large)).toBe('clean')
    expect(await ask(Buffer.alloc(0))).toBe('clean')
    expect(await ask(pdf(harmful))).toBe('harmful')
    expect(lengths).toEqual([large.length, 0, pdf(harmful).length])
  })

  test.each([['INSTREAM size limit exceeded. ERROR'], ['UNKNOWN COMMAND'], ['stream: OK and more'], ['']])('that answers “%s” has not looked', async answer => {
    expect(await scannerAt(await listening(() => answer))(pdf('a'))).toBe('away')
  })

  test('that hangs, talks without end or is not there has not looked', async () => {
    expect(await scannerAt(await listening(() => undefined), 200)(pdf('a'))).toBe('away')
    expect(await scannerAt(await listening(() => 'x'.repeat(100_000)))(pdf('a'))).toBe('away')
    const gone = await listening(usual)
    await new Promise(resolve => opened.pop()!.close(resolve))
    expect(await scannerAt(gone)(pdf('a'))).toBe('away')
  })

  test('is named by an address or a socket, and by nothing else; through a network only where that is encrypted', () => {
    expect(scannerIn('10.0.3.9:3310')).toEqual({ host: '10.0.3.9', port: 3310 })
    expect(scannerIn('[fd00::1]:3310')).toEqual({ host: 'fd00::1', port: 3310 })
    expect(scannerIn('/run/clamav/clamd.ctl')).toEqual({ path: '/run/clamav/clamd.ctl' })
    expect(scannerIn('')).toBeUndefined()
    for (const wrong of ['clamd', 'http://10.0.3.9:3310', '10.0.3.9:99999', '10.0.3.9:']) expect(() => scannerIn(wrong), wrong).toThrow('SCANNER is not understood')
    const real = (scanner: string) => readConfig({ DEMO: '0', PUBLIC_URL: 'https://books.example', SCANNER: scanner }, [])
    expect(() => real('10.0.3.9:3310')).toThrow('use a scanner on this machine')
    expect(real('127.0.0.1:3310').scanner).toEqual({ host: '127.0.0.1', port: 3310 })
  })
})

describe('with a scanner a file that is passed on', () => {
  let world: World
  let isAway = false
  beforeAll(async () => {
    const ask = scannerAt(await listening(usual))
    world = await openWorld({ scanner: async bytes => (isAway ? 'away' : ask(bytes)) })
  })
  afterAll(() => world.close())

  const kept = () => readdirSync(world.fileFolder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).length

  test('is kept when nothing is found, and leaves nothing behind when something is or nobody could look', async () => {
    const { body: { id } } = await say(world, 'clerk', 'POST', '/api/v1/drafts', { body: monthOfBooks(world.village, '2026-01') })
    const send = (bytes: Buffer) => {
      const { payload, headers } = form({}, { name: 'a.pdf', bytes })
      return say(world, 'clerk', 'POST', `/api/v1/drafts/${id}/attachments`, { payload, headers })
    }
    expect((await send(pdf('a'))).status).toBe(201)
    const before = kept()
    expect(await send(pdf(harmful))).toMatchObject({ status: 422, body: { code: 'attachment-harmful' } })
    isAway = true
    expect(await send(pdf('b'))).toMatchObject({ status: 503, body: { code: 'scanner-away' } })
    isAway = false
    expect(kept()).toBe(before)
    expect((await say(world, 'clerk', 'GET', `/api/v1/drafts/${id}`)).body.attachments).toHaveLength(1)
    expect((await send(pdf('b'))).status).toBe(201)
  })
})
