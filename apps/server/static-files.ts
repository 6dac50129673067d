// The built console as files: read once, served from memory, with the address of a screen answered by index.html. Nothing
// outside its folder can be named, since only what was listed is there.

import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

/** Names with a hash of their content in them never change. */
const FOR_EVER = 'public, max-age=31536000, immutable'

export type StaticFiles = (path: string) => Response | null

/** @param folder  the built console; null where there is none, and then a sentence is served that says so */
export function makeStaticFiles(folder: string | null): StaticFiles {
  const paths = folder === null ? [] : filesUnder(folder)
  const known = new Set(paths)
  const kept = new Map<string, Uint8Array<ArrayBuffer>>()
  const bytesOf = (path: string): Uint8Array<ArrayBuffer> => {
    const bytes = kept.get(path) ?? Uint8Array.from(readFileSync(join(folder ?? '', path)))
    kept.set(path, bytes)
    return bytes
  }
  return (path) => {
    const name = path === '/' ? 'index.html' : path.slice(1)
    const isScreen = path === '/' || (!known.has(name) && extname(name) === '')
    const file = isScreen ? 'index.html' : name
    if (isScreen && !known.has(file))
      return new Response(ABSENT, { status: 503, headers: { 'content-type': 'text/plain' } })
    if (!known.has(file)) return null
    return new Response(bytesOf(file), {
      headers: {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'cache-control': file.startsWith('assets/') ? FOR_EVER : 'no-cache',
      },
    })
  }
}

const ABSENT = 'The console is not built. Start with npm start, which builds it.\n'

const filesUnder = (folder: string): string[] => {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
  } catch {
    return []
  }
}
