// Builds the console with Vite into dist/, which whoever serves it reads. Vite is loaded only when it builds.

import { fileURLToPath } from 'node:url'

/** Where the built console lies: index.html and assets/. */
export const consoleFolder: string = fileURLToPath(new URL('./dist/', import.meta.url))

/**
 * Builds index.html and assets/ into `outDir` (default: `consoleFolder`), which is emptied first.
 * Throws what Vite throws: a console that does not build is a bug.
 */
export async function buildConsole({
  outDir = consoleFolder,
}: {
  readonly outDir?: string
} = {}): Promise<void> {
  const { build } = await import('vite')
  await build({
    configFile: fileURLToPath(new URL('./vite.config.ts', import.meta.url)),
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true },
  })
}
