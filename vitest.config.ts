import { defineConfig } from 'vitest/config'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'test/rules/**/*.test.ts',
      'test/run/**/*.test.ts',
      'test/use-cases/**/*.test.ts',
    ],
    exclude: ['test/rules/fixtures/**'],
    globalSetup: ['test/support/temporary-folder.ts', 'test/support/database-server.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
})
