import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { webLog, writeFault } from '#platform/log.ts'
import { runJob } from '#jobs/schedule.ts'
import { say } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld() })
afterAll(() => world.close())

/** What a resident wrote, in a message of several lines of which one looks like a place in the source. */
const written = '张三 13800000000\n    at 王家村 (一组:3:4)\n    at secret'
const broken = () => { throw Object.assign(new Error(written), { code: '22P02' }) }
const sender = () => ({ db: world.context.db, channels: {} })

type Line = { readonly time: string; readonly level: string; readonly what: string; readonly kind?: string; readonly code?: string; readonly place?: string[] }

/** The lines that are written meanwhile; fails where one is no object with time, level and what. */
async function linesOf(work: () => unknown): Promise<Line[]> {
  const said: string[] = []
  const { write } = process.stderr
  process.stderr.write = ((text: string) => { said.push(text); return true }) as typeof write
  try {
    await work()
  } finally {
    process.stderr.write = write
  }
  return linesIn(said.join(''))
}

function linesIn(said: string): Line[] {
  return said.split('\n').filter(Boolean).map(text => {
    const line = JSON.parse(text) as Line
    expect(line).toMatchObject({ time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/), level: expect.stringMatching(/^(?:info|warn|error)$/), what: expect.stringMatching(/^[a-z/ ]+$/) })
    expect(text).not.toMatch(/张三|13800000000|王家村|secret/)
    return line
  })
}

describe('what the program says of itself is one object a line, whoever says it, and never what somebody wrote', () => {
  test('a fault of the interface and a fault of a page', async () => {
    await world.app()
    const { db } = world.context
    Object.assign(world.context, { db: new Proxy(db, { get: broken }) })
    const lines = await linesOf(async () => {
      expect((await say(world, undefined, 'POST', '/api/v1/complaints/track', { body: { code: '12345678901234567890' } })).status).toBe(500)
      const form = { method: 'POST', url: '/track', headers: { host: 'localhost', origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }, payload: 'code=12345678901234567890' } as const
      expect((await (await world.app()).inject(form)).statusCode).toBe(500)
    })
    Object.assign(world.context, { db })
    expect(lines.map(({ what, kind, code }) => [what, kind, code])).toEqual([['fault under /api', 'Error', '22P02'], ['a page could not be made', 'Error', '22P02']])
    for (const { place } of lines) expect(place?.[0]).toMatch(/^at .*log-lines\.test\.ts:\d+:\d+\)?$/)
  })

  test('a job that fails, whose scheduler is told no more than that', async () => {
    const lines = await linesOf(() => expect(runJob({ name: 'sweep-cases', cron: '', run: async () => broken() }, world.context, sender())).rejects.toThrow(/^job sweep-cases failed$/))
    expect(lines).toMatchObject([{ level: 'error', what: 'job failed', job: 'sweep-cases', kind: 'Error', code: '22P02' }])
  })

  test('what the web framework has to say, which takes the message of the error for its sentence', async () => {
    const cause = new TypeError(written)
    const lines = await linesOf(() => {
      webLog.error({ err: cause, req: { url: '/张三' } }, cause.message)
      webLog.error({ err: cause }, 'the serializer failed')
      webLog.error(written)
      webLog.info(written)
      webLog.child({ reqId: '张三' }).fatal(cause)
    })
    expect(lines.map(({ what, kind }) => [what, kind])).toEqual([
      ['the web framework met a fault', 'TypeError'], ['the serializer failed', 'TypeError'], ['the web framework met a fault', 'string'], ['the web framework met a fault', 'TypeError'],
    ])
  })

  test('what nobody caught, which ends the program, and what node warns of', () => {
    const ran = spawnSync(process.execPath, ['--input-type=module', '-e', `
      const { speakInLines } = await import('#platform/log.ts')
      speakInLines()
      process.emitWarning(${JSON.stringify(written)}, 'OddWarning')
      setTimeout(() => { Promise.reject(new RangeError(${JSON.stringify(written)})) }, 1)
      setTimeout(() => console.log('went on'), 5000)
    `], { encoding: 'utf8' })
    expect([ran.status, ran.stdout]).toEqual([1, ''])
    expect(linesIn(ran.stderr).map(({ level, what, kind }) => [level, what, kind])).toEqual([['warn', 'node warns', 'OddWarning'], ['error', 'nobody caught a fault', 'RangeError']])
  })

  test('a fault that is no error, whose name is a sentence, or whose message came later', async () => {
    const later = new Error('before')
    later.message = written
    const lines = await linesOf(() => { for (const cause of [written, Object.assign(new Error(''), { name: '张三', code: '张三' }), later, undefined]) writeFault('a test', cause) })
    expect(lines.map(({ kind, code }) => [kind, code])).toEqual([['string', undefined], ['Error', undefined], ['Error', undefined], ['undefined', undefined]])
  })
})

test('nothing of the running program writes past the log but what is for a person at a terminal', () => {
  const forPersons = /^(?:cli\/|main\.ts$|platform\/log\.ts$)/u
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('console/'))
  const loud = sources.filter(name => /\bconsole\.(?:log|error|warn|info|debug|trace|dir|table)\(|process\.std(?:out|err)\b|\.log\.(?:error|fatal|warn|info)\(/u.test(readFileSync(join('src', name), 'utf8')))
  expect(loud.filter(name => !forPersons.test(name))).toEqual([])
})
