import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{packages,shell,apps,rules,testing,scripts}/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Modules hold no state here, so files of one worker may share them: loading takes longer than most tests.
    isolate: false,
    maxWorkers: '100%',
  },
})
