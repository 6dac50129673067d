import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { compileKernel, kernelBuilds, kernelPath } from './build.ts'

describe('the committed kernels', () => {
  it.for(kernelBuilds)('$output is what its source compiles to, byte for byte', async (build) => {
    const committed = await readFile(kernelPath(build))
    const rebuilt = await compileKernel(build)
    expect(Buffer.compare(committed, rebuilt), 'run node shell/kernels/build.ts').toBe(0)
  })

  it('says what is wrong when a source does not compile', async () => {
    const missing = { source: 'no-such-kernel.ts', output: 'x.wasm', memory: ['--initialMemory', '1'] }
    await expect(compileKernel(missing)).rejects.toThrow(/no-such-kernel\.ts does not compile/)
  })
})
