import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webLimits } from '#platform/web-limits.ts'
import { openWorld, type World } from '#test/world.ts'
import { openSlowConnections, timesOf } from './slow.ts'

let world: World
let port: number
beforeAll(async () => {
  world = await openWorld()
  const app = await world.app()
  await app.listen({ host: '127.0.0.1', port: 0 })
  port = (app.server.address() as AddressInfo).port
})
afterAll(() => world.close())

test('three hundred connections that send or read as slowly as they can keep nobody waiting', async () => {
  const slow = await openSlowConnections(port, 300)
  try {
    // How long they wait is measured by `npm run bench -- slow`; here, that they are answered at all while the slow ones hold on.
    for (const address of ['/', '/api/v1/sign-in']) expect(await timesOf(`http://127.0.0.1:${port}${address}`, 100)).toHaveLength(100)
    expect(slow.alive()).toBeGreaterThan(150) // they were there all the time
  } finally {
    slow.close()
  }
}, 60_000)

test('a head or a body that drips is cut off, however often a letter comes', async () => {
  // The limits of the program, a hundred times as fast: what is tried is that they hold for what keeps dripping.
  const server = createServer({ ...webLimits, headersTimeout: 150, requestTimeout: 300, connectionsCheckingInterval: 20 }, (request, response) => { request.resume().once('end', () => response.end()) })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  const slow = await openSlowConnections((server.address() as AddressInfo).port, 20, 20)
  for (let waited = 0; slow.alive() > 6 && waited < 5000; waited += 50) await pause(50)
  expect(slow.alive()).toBeLessThanOrEqual(6) // only those who do not read are left, for the idle limit
  slow.close()
  server.close()
}, 10_000)
