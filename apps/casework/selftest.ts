// Re-runs the shipped published vectors on this very machine, with the builds that do the work here, and gives the
// outcome of each with what a laboratory's validation record must name.

import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { cpus, release } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ok, type Result } from '@manumit/base'
import { checkVectors, type HashKind, hashKinds, type VectorOutcome } from '@manumit/hashing'
import { makePdqKernel, pdqKindWith } from '@manumit/kernels'
import { VERSION } from './tool-version.ts'

const VECTORS = fileURLToPath(new URL('../../data/vectors/', import.meta.url))

export interface SelftestPart {
  /** `reference`: the readable computation; `kernel`: the fast build that scans use. */
  readonly build: 'reference' | 'kernel'
  readonly file: string
  readonly sha256: string
  readonly outcomes: readonly VectorOutcome[]
}

export interface Selftest {
  readonly machine: {
    readonly tool: string
    readonly node: string
    readonly sqlite: string
    readonly platform: string
    readonly processor: string
  }
  readonly parts: readonly SelftestPart[]
  readonly vectors: number
  readonly passed: number
}

/** Refusals: E_VECTOR_FILE. */
export function selftest(): Result<Selftest> {
  const kernels: readonly HashKind[] = [pdqKindWith(makePdqKernel())]
  const parts: SelftestPart[] = []
  for (const file of globSync('*.json', { cwd: VECTORS }).sort()) {
    const bytes = readFileSync(join(VECTORS, file))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const vectors: unknown = JSON.parse(bytes.toString())
    for (const [build, kinds] of [
      ['reference', hashKinds],
      ['kernel', kernels],
    ] as const) {
      const outcomes = checkVectors(kinds, vectors)
      if (!outcomes.ok) return outcomes
      // Only the reference shows its intermediate values.
      const asked = outcomes.value.filter((outcome) => build === 'reference' || outcome.check !== 'trace')
      if (asked.length > 0) parts.push({ build, file, sha256, outcomes: asked })
    }
  }
  const outcomes = parts.flatMap((part) => part.outcomes)
  return ok({
    machine: {
      tool: `manumit ${VERSION}`,
      node: process.versions.node,
      sqlite: process.versions.sqlite ?? 'none',
      platform: `${process.platform} ${process.arch}, ${release()}`,
      processor: cpus()[0]?.model.trim() ?? 'not named by the system',
    },
    parts,
    vectors: outcomes.length,
    passed: outcomes.filter((outcome) => outcome.passed).length,
  })
}

/** The validation record as Markdown, to be printed, signed and filed. `date` is ISO. */
export function validationRecord({ machine, parts, vectors, passed }: Selftest, date: string): string {
  const rows = parts.map(({ build, file, sha256, outcomes }) => {
    const good = outcomes.filter((outcome) => outcome.passed).length
    return `| ${file} | ${build} | ${outcomes.length} | ${good} | \`${sha256}\` |`
  })
  const failures = parts.flatMap((part) =>
    part.outcomes
      .filter((outcome) => !outcome.passed)
      .map(
        (outcome) =>
          `- ${part.file}, ${outcome.id} (${part.build}): ${outcome.differences.map((d) => `${d.value} expected ${d.expected}, found ${d.found}`).join('; ') || 'nothing was compared'}`,
      ),
  )
  return `# Validation record

| | |
|---|---|
| Tool | ${machine.tool} |
| Date | ${date} |
| Machine | ${machine.platform} |
| Processor | ${machine.processor} |
| Runtime | Node ${machine.node}, SQLite ${machine.sqlite} |
| Result | ${passed} of ${vectors} published vectors reproduced${passed === vectors ? '' : ': **NOT PASSED**'} |

Each vector's published value was compared with what this build computes on this machine. Sources and licences of the
vectors stand in data/vectors/SOURCES.yaml.

| vector file | build | vectors | reproduced | SHA-256 of the file |
|---|---|---|---|---|
${rows.join('\n')}
${failures.length > 0 ? `\n## Differences\n\n${failures.join('\n')}\n` : ''}
What this does not show: how parsers read a given phone's files. Those are verified per artifact; see its reference page.

Examined by: ______________________________    Signature: ______________________________
`
}
