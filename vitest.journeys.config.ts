import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/journeys/**/*.test.ts'],
    globalSetup: ['test/support/temporary-folder.ts', 'test/support/running-program.ts'],
    testTimeout: 120_000,
    hookTimeout: 240_000,
    // All journeys share one program and two cores with a browser.
    maxWorkers: 1,
  },
})
