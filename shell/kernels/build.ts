// Compiles the kernels. The .wasm files are committed, so that nobody needs the compiler to run them; a test builds again
// and compares the bytes. Run: node shell/kernels/build.ts [folder to write to]

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface KernelBuild {
  /** AssemblyScript source, in the folder `assembly`. */
  readonly source: string
  /** Where the build lies, from this folder. */
  readonly output: string
  /** The stub runtime reserves no memory by itself: say how many 64 KiB pages, or import it. */
  readonly memory: readonly string[]
}

export const kernelBuilds: readonly KernelBuild[] = [
  { source: 'pdq.ts', output: 'pdq/pdq.wasm', memory: ['--initialMemory', '8'] },
  { source: 'hash-index.ts', output: 'index/hash-index.wasm', memory: ['--importMemory'] },
]

// Speed over size. Relaxed SIMD stays off: it may fuse multiply and add, which is another hash.
const FLAGS = ['--runtime', 'stub', '--enable', 'simd', '--disable', 'relaxed-simd', '--noAssert']
const OPTIMISATION = ['--optimizeLevel', '3', '--shrinkLevel', '0', '--converge']

const here = dirname(fileURLToPath(import.meta.url))

/** Where the committed build of a kernel lies, or would lie in another folder. */
export const kernelPath = (build: KernelBuild, folder = here): string => join(folder, build.output)

/** Compiles one kernel and gives its bytes; throws with the compiler's messages where it does not compile. */
export async function compileKernel({ source, memory }: KernelBuild): Promise<Uint8Array> {
  // Only here: the compiler is a development dependency, and slow to load.
  const { default: asc } = await import('assemblyscript/asc')
  let wasm: Uint8Array | undefined
  const { error, stderr } = await asc.main(
    [source, '--outFile', 'kernel.wasm', ...memory, ...FLAGS, ...OPTIMISATION],
    {
      readFile: (name) => readFile(join(here, 'assembly', name), 'utf8').catch(() => null),
      writeFile: (_name, contents) => {
        if (typeof contents !== 'string') wasm = contents
      },
      listFiles: () => [],
    },
  )
  if (error || !wasm) throw new Error(`${source} does not compile\n${error?.message}\n${stderr.toString()}`)
  return wasm
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const build of kernelBuilds) {
    const path = kernelPath(build, process.argv[2])
    const wasm = await compileKernel(build)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, wasm)
    process.stdout.write(`${path}: ${wasm.length} bytes\n`)
  }
}
