// npm run check: what every commit must pass, in under a minute: format and lint, types, rules, unit tests.

import { format, runStages, types, vitest } from './stages.ts'

const slow = ['fuzz', 'kill', 'differential', 'browser'].flatMap((kind) => [
  '--exclude',
  `**/*.${kind}.test.ts`,
])

process.exit(runStages([format, types, vitest('rules and unit tests', ['--reporter=dot', ...slow])]))
