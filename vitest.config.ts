import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{packages,shell,apps,rules,testing,scripts}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
