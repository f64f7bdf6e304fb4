import { defineConfig } from 'vitest/config'

/** One process, no isolation: files share the started PostgreSQL and each takes a database of its own from the template. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'verify/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
