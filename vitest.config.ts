import { defineConfig } from 'vitest/config'
import { LongFirst } from './test/support/long-first.js'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/setup.ts'],
    disableConsoleIntercept: true,
    reporters: ['default', './test/support/closing-line.ts'],
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    // Rooms hold no state of a module that a test changes: files share what was loaded, a third of the processor time.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
