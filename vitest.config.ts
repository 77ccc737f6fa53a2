import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: ['**/node_modules/**', 'dist/**'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    retry: 0,
    expect: { poll: { timeout: 10_000 } },
    passWithNoTests: false,
    reporters: ['default', ['json', { outputFile: 'test-results/vitest.json' }]],
  },
})
