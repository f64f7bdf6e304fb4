import { mkdtempSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mainVillages } from '../src/cli/demonstration/people.ts'
import { figure, inTurns, startMeasured, type Load } from './measure.ts'

const village = mainVillages[0]
const page = `/v/${village}`
const list = `/v/${village}/d`

/** The figures of the public pages: weight, cached, uncached. */
export async function benchPages(url: string, dataFolder: string): Promise<void> {
  const env = { DATABASE_URL: url, DATA_DIR: dataFolder, DEMO: '1' }
  const ours = await startMeasured('bench/servers/ours.ts', env)
  const uncached = await startMeasured('bench/servers/ours.ts', { ...env, CACHE_BYTES: '0' })
  try {
    await weigh(ours.port)
    await benchCached(ours)
    await benchList(uncached, url)
  } finally {
    await Promise.all([ours.stop(), uncached.stop()])
  }
}

async function weigh(port: number) {
  const first = await fetchRaw(port, page, { 'accept-encoding': 'br' })
  const html = (await fetchRaw(port, page, {})).body.toString()
  const linked = [...html.matchAll(/(?:href|src)="(\/s\/[^"]+)"/g)].map(match => match[1]!)
  const others = await Promise.all([...new Set(linked)].map(path => fetchRaw(port, path, { 'accept-encoding': 'br' })))
  const bytes = [first, ...others].reduce((sum, answer) => sum + answer.body.length, 0)
  const blocking = [...html.matchAll(/<script(?![^>]*(?:defer|async|type="module"))[^>]*src=/g)].length
  figure('village page, first visit, everything it needs', `${bytes} bytes in ${others.length + 1} files`, '14336 bytes', bytes <= 14_336)
  figure('blocking scripts on it', String(blocking), '0', blocking === 0)
}

async function benchCached(ours: Awaited<ReturnType<typeof startMeasured>>) {
  const kept = await fetchRaw(ours.port, page, { 'accept-encoding': 'br' })
  const file = join(mkdtempSync(join(tmpdir(), 'ydt-bench-page-')), 'page.json')
  writeFileSync(file, JSON.stringify({ headers: kept.headers.filter((_, i) => !['Date', 'Connection', 'Keep-Alive'].includes(kept.headers[i - i % 2]!)), body: kept.body.toString('base64') }))
  const bare = await startMeasured('bench/servers/bare-bytes.ts', { PAGE_FILE: file })
  const turn: Load = { requests: 6000, connections: 8, make: () => ({ method: 'GET', path: page, headers: { 'accept-encoding': 'br', 'accept-language': 'zh-CN' } }) }
  const { ours: a, theirs: b, ratio, wall } = await inTurns(ours, bare, turn, 5)
  await bare.stop()
  figure('cached page against bare node:http, CPU a request', `${a.toFixed(0)} / ${b.toFixed(0)} µs = ${ratio.toFixed(2)} (wall ${wall.toFixed(2)})`, '1.30', ratio <= 1.3)
}

async function benchList(uncached: Awaited<ReturnType<typeof startMeasured>>, url: string) {
  const whole = await fetchRaw(uncached.port, list, {})
  const html = whole.body.toString()
  const { statement, titles } = await statementOfList(url)
  const parts = splitAt(html, titles)
  const file = join(mkdtempSync(join(tmpdir(), 'ydt-bench-list-')), 'page.json')
  const headers = whole.headers.filter((_, i) => !['Date', 'Connection', 'Keep-Alive', 'ETag'].includes(whole.headers[i - i % 2]!))
  writeFileSync(file, JSON.stringify({ headers, ...parts, statement }))
  const bare = await startMeasured('bench/servers/bare-list.ts', { PAGE_FILE: file, DATABASE_URL: url })
  // One connection: requests for the same page that come together share one rendering, which would flatter us.
  const turn: Load = { requests: 6000, connections: 1, make: () => ({ method: 'GET', path: list, headers: {} }) }
  const { ours: a, theirs: b, ratio, wall } = await inTurns(uncached, bare, turn, 5)
  await bare.stop()
  figure('uncached list against bare query and join, CPU a request', `${a.toFixed(0)} / ${b.toFixed(0)} µs = ${ratio.toFixed(2)} (wall ${wall.toFixed(2)})`, '1.30', ratio <= 1.3)
}

async function statementOfList(url: string) {
  const { listRecords } = await import('../src/records/public.ts')
  const { default: pg } = await import('pg')
  const pool = new pg.Pool({ connectionString: url, options: '-c role=ydt_reader', max: 1 })
  let statement: { name: string; text: string; values: unknown[] } | undefined
  const query = pool.query.bind(pool) as (asked: typeof statement) => Promise<unknown>
  const watched = { query: (asked: typeof statement) => { statement = asked; return query(asked) } } as unknown as typeof pool
  const { records } = await listRecords(watched, village, {}, 1)
  await pool.end()
  return { statement: { name: statement!.name, text: statement!.text, values: statement!.values }, titles: records.map(record => record.title) }
}

/** Cuts the page around each title, so that the bare server can join it again from the same pieces. */
function splitAt(html: string, titles: readonly string[]): { before: string; after: string; rows: [string, string][] } {
  let rest = html.slice(html.indexOf('<main'))
  const before = html.slice(0, html.length - rest.length)
  const rows = titles.map((title): [string, string] => {
    const at = rest.indexOf(title)
    const row: [string, string] = [rest.slice(0, at), '']
    rest = rest.slice(at + title.length)
    return row
  })
  return { before, after: rest, rows }
}

function fetchRaw(port: number, path: string, headers: Record<string, string>): Promise<{ headers: string[]; body: Buffer }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers }, answer => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.once('end', () => resolve({ headers: answer.rawHeaders, body: Buffer.concat(chunks) }))
    }).once('error', reject).end()
  })
}
