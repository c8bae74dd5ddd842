import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/**
 * Two projects: `unit`, beside the code and as parallel as the machine allows, and then `e2e`, one browser walk
 * after the other, so that what a walk waits for is never starved by other tests.
 */
export default defineConfig({
  // The sources, as the tests beside it import them; not what was built of them.
  resolve: { alias: { 'commonplace/memory': join(import.meta.dirname, 'src/library/memory.ts') } },
  test: {
    environment: 'node',
    // A bound on waiting for what must come, not on how fast: machines are busy.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'src/**/*.test.{ts,tsx}',
            'test/*.test.ts',
            'bench/**/*.test.ts',
            'examples/**/*.test.ts',
          ],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: Math.max(2, availableParallelism() - 1),
          // Not 0: Vitest runs a group 0 of one worker after all others.
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.ts'],
          globalSetup: ['test/e2e-setup.ts'],
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 90_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
