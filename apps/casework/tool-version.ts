// Which build of the tool did something, as records and reports name it.

import { readFileSync } from 'node:fs'

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

export const VERSION = manifest.version

export const TOOL_VERSION = `manumit ${VERSION} on node ${process.versions.node}, SQLite ${process.versions.sqlite}`
