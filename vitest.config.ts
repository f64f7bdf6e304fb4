import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Begins with what waits for programs to start and end; last of all it would keep one core idle. */
class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const waits = ({ moduleId }: TestSpecification) => moduleId.includes('/test/failure/')
    const sorted = await super.sort(files)
    return [...sorted.filter(waits), ...sorted.filter(file => !waits(file))]
  }
}

/** One process, no isolation: files share the started PostgreSQL and each takes a database of its own from the template. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'verify/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    isolate: false,
    maxWorkers: 3, // one more than there are cores: each waits a fifth of its time for programs and browsers
    sequence: { sequencer: WaitingFirst },
    // A machine that is busy with other things may be slow; what hangs is told from it after two minutes.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
