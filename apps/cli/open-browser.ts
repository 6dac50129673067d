// Opens an address in the person's browser, where there is a display. The address holds a secret, and what a program is
// started with can be read by each user of the machine: so the browser is given a private file that leads there.

import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const NEEDED_FOR_MS = 30_000

export interface BrowserPlace {
  /** A folder that only its owner may open. */
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform?: NodeJS.Platform
}

/** Does nothing where there is no display. @returns a function that removes the file, which otherwise goes by itself */
export function openInBrowser(
  address: string,
  { folder, env, platform = process.platform }: BrowserPlace,
): () => void {
  const opener = openerOf(platform, env)
  if (!opener) return () => {}
  const path = join(folder, `open-${randomUUID()}.html`)
  const target = address.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  writeFileSync(path, `<!doctype html><meta http-equiv="refresh" content="0;url=${target}">\n`, {
    mode: 0o600,
  })
  const remove = (): void => rmSync(path, { force: true })
  setTimeout(remove, NEEDED_FOR_MS).unref()
  const [program, ...args] = opener
  const child = spawn(program, [...args, pathToFileURL(path).href], { stdio: 'ignore', detached: true })
  // Without such a program the printed link is all there is.
  child.on('error', remove)
  child.unref()
  return remove
}

export function openerOf(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): readonly [string, ...string[]] | null {
  if (platform === 'darwin') return ['open']
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler']
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open'] : null
}
