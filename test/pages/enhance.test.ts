import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'
import { loadStatics } from '#pages/statics.ts'
import { keyOf, ringOf } from '#platform/crypto/key-ring.ts'
import { gate, isSolved } from '#platform/proof-of-work.ts'
import type { KeptPage } from '#pages/kept-page.ts'

const statics = loadStatics([])

/** The script as a browser gets it. */
function script(): string {
  let sent: Buffer = Buffer.alloc(0)
  const response = { writeHead() { return response }, end(body: Buffer) { sent = body } }
  ;(statics.find(statics.script) as KeptPage).send({ method: 'GET', headers: {} } as never, response as never)
  return sent.toString()
}

type FakeForm = { dataset: Record<string, string>; submit(): void; querySelector(selector: string): unknown }

function run(forms: readonly FakeForm[]): void {
  const document = { querySelectorAll: (selector: string) => selector.includes('work') ? forms : [], getElementById: () => null }
  runInContext(script(), createContext({ document, performance, setTimeout, addEventListener() {} }))
}

test('the script runs on a page that has nothing to enhance', () => {
  expect(() => run([])).not.toThrow()
})

test('the browser’s work is what the server asks for', async () => {
  const { challenge, bits } = gate(ringOf(keyOf(new Uint8Array(32)))).issue('source', Date.now())
  const counter = { value: '' }
  const status = { textContent: '', dataset: { working: 'working', ready: 'ready' } }
  await new Promise<void>(resolve => run([{
    dataset: { challenge, bits: String(bits) }, submit: resolve,
    querySelector: selector => selector.includes('counter') ? counter : status,
  }]))
  expect(isSolved(challenge, counter.value)).toBe(true)
  expect(status.textContent).toBe('ready')
})

test('a style sheet and a script have addresses that change with what they hold', () => {
  expect(statics.style).toMatch(/^\/s\/[0-9a-f]{12}\.css$/)
  expect(statics.script).toMatch(/^\/s\/[0-9a-f]{12}\.js$/)
  expect(statics.find('/s/000000000000.css')).toBeUndefined()
})
