// npm run fuzz [seconds per target] [part of a path …]: the same fuzz tests as in `npm test`, for as long as asked
// (default 60 s each). A failure prints the seed and the smallest input that shows it.

import { runStages, vitest } from './stages.ts'

const [first, ...rest] = process.argv.slice(2)
const asksSeconds = first !== undefined && /^\d+$/.test(first)
const seconds = asksSeconds ? Number(first) : 60
const paths = asksSeconds || first === undefined ? rest : [first, ...rest]

process.exit(
  runStages([
    vitest(
      `fuzzing, ${seconds} s a target`,
      [...(paths.length > 0 ? paths : ['.fuzz.test.ts']), `--testTimeout=${seconds * 2000 + 60_000}`],
      { FUZZ_SECONDS: String(seconds) },
    ),
  ]),
)
