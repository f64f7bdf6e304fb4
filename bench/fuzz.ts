import { spawnSync } from 'node:child_process'
import { figure } from './measure.ts'

/** The test of the API with made-up requests, a hundred times as long. It says itself which operation failed at what. */
export function benchFuzz(): void {
  const count = process.env['FUZZ_REQUESTS'] ?? '100000'
  const ran = spawnSync('vitest', ['run', 'test/security/fuzz.test.ts'], { env: { ...process.env, FUZZ_REQUESTS: count }, stdio: ['ignore', 'inherit', 'inherit'] })
  figure(`operations that fail at one of ${count} made-up requests`, ran.status === 0 ? '0' : 'some', '0', ran.status === 0)
}
